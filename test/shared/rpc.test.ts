import { expect, test } from "vitest";
import { Client, RemoteError, serve, type Changed, type Envelope, type Port } from "../../src/shared/rpc.js";

interface Sums {
  add(arg: { a: number; b: number }, signal: AbortSignal): Promise<number>;
  wait(arg: { ms: number }, signal: AbortSignal): Promise<string>;
}

/** Two ends of one channel; what is posted at one end arrives at the other a moment later, as in a webview. */
function channel(): { host: Port; page: Port; sent: Envelope[] } {
  const sent: Envelope[] = [];
  const end = (): {
    port: Port;
    arrive: (message: Envelope) => void;
    link: (to: (m: Envelope) => void) => void;
  } => {
    const listeners = new Set<(message: Envelope) => void>();
    let deliver: (message: Envelope) => void = () => undefined;
    return {
      arrive: (message) => listeners.forEach((listener) => listener(message)),
      link: (to) => (deliver = to),
      port: {
        post: (message) => {
          sent.push(message);
          queueMicrotask(() => deliver(structuredClone(message)));
        },
        listen: (receive) => {
          listeners.add(receive);
          return () => listeners.delete(receive);
        },
      },
    };
  };
  const host = end();
  const page = end();
  host.link(page.arrive);
  page.link(host.arrive);
  return { host: host.port, page: page.port, sent };
}

const describe = (error: unknown): { code: string; message: string } => ({
  code: "test/failed",
  message: error instanceof Error ? error.message : String(error),
});

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
  );

const sums = (seen: AbortSignal[] = []): Sums => ({
  add: async ({ a, b }) => a + b,
  wait: (_, signal) => {
    seen.push(signal);
    return untilAborted(signal);
  },
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a call resolves with what the method answers", async () => {
  const { host, page } = channel();
  serve(host, sums(), describe);
  expect(await new Client<Sums>(page).call("add", { a: 2, b: 3 })).toBe(5);
});

test("calls at once each get their own answer, whichever is ready first", async () => {
  const { host, page } = channel();
  const gates = new Map<number, () => void>();
  serve<Sums>(
    host,
    {
      ...sums(),
      add: ({ a, b }) => new Promise((resolve) => gates.set(a, () => resolve(a + b))),
    },
    describe,
  );
  const client = new Client<Sums>(page);
  const first = client.call("add", { a: 1, b: 0 });
  const second = client.call("add", { a: 2, b: 0 });
  await settled();
  gates.get(2)?.();
  gates.get(1)?.();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
});

test("a method that fails rejects the caller with the code and message it was described by", async () => {
  const { host, page } = channel();
  serve<Sums>(host, { ...sums(), add: () => Promise.reject(new Error("no numbers")) }, describe);
  const failed = await new Client<Sums>(page).call("add", { a: 1, b: 1 }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(RemoteError);
  expect(failed).toMatchObject({ code: "test/failed", message: "no numbers" });
});

test("a method that throws before it returns a promise rejects the caller too", async () => {
  const { host, page } = channel();
  const methods: Sums = {
    ...sums(),
    add: () => {
      throw new Error("at once");
    },
  };
  serve(host, methods, describe);
  await expect(new Client<Sums>(page).call("add", { a: 1, b: 1 })).rejects.toThrow("at once");
});

test.each(["subtract", "constructor", "__proto__", "toString"])(
  "there is no method %s to call",
  async (name) => {
    const { host, page, sent } = channel();
    serve(host, sums(), describe);
    page.post({ kind: "call", id: 1, name, arg: {} });
    await settled();
    expect(sent.at(-1)).toEqual({
      kind: "failed",
      id: 1,
      error: { code: "test/failed", message: `no such method: ${name}` },
    });
  },
);

test("aborting rejects the caller at once and stops the work on the other side", async () => {
  const { host, page } = channel();
  const seen: AbortSignal[] = [];
  serve(host, sums(seen), describe);
  const abort = new AbortController();
  const waiting = new Client<Sums>(page).call("wait", { ms: 1 }, abort.signal);
  await settled();
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  await settled();
  expect(seen.map((signal) => signal.aborted)).toEqual([true]);
});

test("a call whose signal has fired already is never sent", async () => {
  const { page, sent } = channel();
  const call = new Client<Sums>(page).call("add", { a: 1, b: 1 }, AbortSignal.abort());
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(sent).toEqual([]);
});

test("aborting after the answer sends nothing more", async () => {
  const { host, page, sent } = channel();
  serve(host, sums(), describe);
  const abort = new AbortController();
  await new Client<Sums>(page).call("add", { a: 1, b: 1 }, abort.signal);
  abort.abort();
  await settled();
  expect(sent.map(({ kind }) => kind)).toEqual(["call", "done"]);
});

test("ending the service aborts what runs and answers nothing that is asked later", async () => {
  const { host, page, sent } = channel();
  const seen: AbortSignal[] = [];
  const end = serve(host, sums(seen), describe);
  const client = new Client<Sums>(page);
  client.call("wait", { ms: 1 }).catch(() => undefined);
  await settled();
  end();
  await settled();
  expect(seen.map((signal) => signal.aborted)).toEqual([true]);
  const before = sent.length;
  page.post({ kind: "call", id: 9, name: "add", arg: { a: 1, b: 1 } });
  await settled();
  expect(sent).toHaveLength(before + 1);
});

test("the host's push reaches the page's listener", async () => {
  const { host, page } = channel();
  const heard: Changed[] = [];
  new Client<Sums>(page, (what) => heard.push(what));
  host.post({ kind: "changed", what: "answer" });
  await settled();
  expect(heard).toEqual(["answer"]);
});

test("answers to calls nobody waits for are passed over", async () => {
  const { host, page } = channel();
  const client = new Client<Sums>(page);
  serve(host, sums(), describe);
  host.post({ kind: "done", id: 77, value: 1 });
  host.post({ kind: "failed", id: 78, error: { code: "x", message: "y" } });
  expect(await client.call("add", { a: 1, b: 1 })).toBe(2);
});
