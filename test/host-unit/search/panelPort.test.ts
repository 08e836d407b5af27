import { expect, test } from "vitest";
import { servePage, type PageChannel } from "../../../src/host/search/panelPort.js";
import { settle } from "./fakes.js";

interface Answers {
  open(arg: unknown, signal: AbortSignal): Promise<string>;
  slow(arg: unknown, signal: AbortSignal): Promise<string>;
}

class FakeChannel implements PageChannel {
  readonly posted: unknown[] = [];
  #listener: ((message: unknown) => void) | undefined;

  postMessage = async (message: unknown): Promise<boolean> => {
    this.posted.push(message);
    return true;
  };

  onDidReceiveMessage = (listener: (message: unknown) => void): { dispose(): void } => {
    this.#listener = listener;
    return { dispose: () => (this.#listener = undefined) };
  };

  async receive(message: unknown): Promise<void> {
    this.#listener?.(message);
    await settle();
  }
}

function served(): {
  channel: FakeChannel;
  signals: AbortSignal[];
  finish: (() => void)[];
  server: ReturnType<typeof servePage>;
} {
  const channel = new FakeChannel();
  const signals: AbortSignal[] = [];
  const finish: (() => void)[] = [];
  const methods: Answers = {
    open: async () => "opened",
    slow: (_, signal) => {
      signals.push(signal);
      return new Promise((resolve) => finish.push(() => resolve("late")));
    },
  };
  const describe = (error: unknown): { code: string; message: string } => ({
    code: error instanceof Error && "code" in error ? String(error.code) : "bug",
    message: "",
  });
  return { channel, signals, finish, server: servePage(channel, methods, describe) };
}

const call = (id: number, name: string): unknown => ({ kind: "call", id, name, arg: {} });

test("a page that starts anew does not get the answers its earlier life asked for", async () => {
  const { channel, signals, finish } = served();
  await channel.receive(call(1, "open"));
  await channel.receive(call(2, "slow"));
  await channel.receive(call(1, "open"));
  finish[0]?.();
  await settle();
  expect(signals[0]?.aborted).toBe(true);
  expect(channel.posted).toEqual([
    { kind: "done", id: 1, value: "opened" },
    { kind: "done", id: 1, value: "opened" },
  ]);
});

test("disposal aborts what runs and says nothing more", async () => {
  const { channel, signals, finish, server } = served();
  await channel.receive(call(1, "slow"));
  server.dispose();
  finish[0]?.();
  server.changed("answer");
  await channel.receive(call(2, "open"));
  expect(signals[0]?.aborted).toBe(true);
  expect(channel.posted).toEqual([]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "call"],
  ["a list", [call(1, "open")]],
  ["no id", { kind: "call", name: "open" }],
  ["an id that is a text", { kind: "call", id: "1", name: "open" }],
  ["an id that is no number", { kind: "call", id: Number.NaN, name: "open" }],
  ["a name that is an object", { kind: "call", id: 1, name: { toString: "open" } }],
  ["an endless name", { kind: "call", id: 1, name: "x".repeat(100_000) }],
  ["a message only the host sends", { kind: "done", id: 1, value: "opened" }],
  ["a cancellation of nothing", { kind: "cancel", id: 12 }],
])("%s is passed over and the next call is answered", async (_, garbage) => {
  const { channel } = served();
  await channel.receive(garbage);
  await channel.receive(call(1, "open"));
  expect(channel.posted).toEqual([{ kind: "done", id: 1, value: "opened" }]);
});

test.each(["constructor", "__proto__", "exec"])(
  "a method that does not exist, %s, is a bad request",
  async (name) => {
    const { channel } = served();
    await channel.receive(call(1, name));
    expect(channel.posted).toEqual([
      { kind: "failed", id: 1, error: { code: "panel/bad-request", message: "" } },
    ]);
  },
);

test("an id that was used already is not served again", async () => {
  const { channel, signals } = served();
  await channel.receive(call(5, "slow"));
  await channel.receive(call(5, "slow"));
  await channel.receive(call(4, "slow"));
  expect(signals).toHaveLength(1);
});

test("the page is told what to ask for again", () => {
  const { channel, server } = served();
  server.changed("accounts");
  expect(channel.posted).toEqual([{ kind: "changed", what: "accounts" }]);
});
