import type { TextParts } from "../../../src/host/search/ports.js";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { diskFile } from "../../../src/host/search/exportFile.js";
import { aPanel, anAccount, type PanelParts } from "./aPanel.js";
import { eventOf, plainRecord, settle } from "./fakes.js";

const byTime = { column: "time", descending: true } as const;

async function showing(...events: CloudTrailEvent[]): Promise<PanelParts> {
  const parts = aPanel();
  await parts.page.call("open", { state: undefined });
  await parts.page.call("search", { text: "last:7d" });
  await settle();
  await parts.archive.send(events);
  return parts;
}

const texts = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : value === null || typeof value !== "object"
      ? []
      : Object.values(value).flatMap(texts);

const markup = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;

/** The same text in every field that can hold one. */
function filledWith(text: string): CloudTrailEvent {
  const deep = (value: unknown): unknown =>
    typeof value === "string"
      ? text
      : value === null || typeof value !== "object"
        ? value
        : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item)]));
  const filled = Object.fromEntries(Object.entries(plainRecord).map(([key, value]) => [key, deep(value)]));
  return eventOf({
    ...filled,
    eventTime: plainRecord.eventTime,
    eventID: "hostile",
    errorCode: text,
    errorMessage: text,
  });
}

test("text that looks like markup passes through as the text it is", async () => {
  const event = filledWith(markup);
  const { page } = await showing(event);
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 1 });
  expect(rows[0]).toMatchObject({
    eventName: event.name,
    from: markup,
    region: markup,
    errorCode: markup,
    accessKeyId: markup,
  });
  const detail = await page.call("detail", { id: "hostile" });
  expect(detail.request).toEqual({ bucketName: markup });
  expect(texts(detail).join("\n")).not.toMatch(/&lt;|&quot;|\\u003c/);
});

test("a field of 256 kB is cut for the page, says so, and is whole in the raw record", async () => {
  const policy = `start ${"x".repeat(256 * 1024)} end`;
  const event = eventOf({
    eventID: "big",
    userAgent: policy,
    sourceIPAddress: policy,
    requestParameters: { policy },
    errorMessage: policy,
    errorCode: policy,
  });
  const { page, window } = await showing(event);
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 1 });
  const detail = await page.call("detail", { id: "big" });
  expect(JSON.stringify(rows).length).toBeLessThan(10_000);
  expect(JSON.stringify(detail).length).toBeLessThan(100_000);
  expect(JSON.stringify(detail.request)).toMatch(/cut: 262154 characters in all; open the raw record/);
  await page.call("openRaw", { id: "big" });
  expect(window.records[0]?.requestParameters).toEqual({ policy });
});

test("what a person copies as a row stays in its cells and is no formula", async () => {
  const event = eventOf({
    eventID: "formula",
    sourceIPAddress: '=HYPERLINK("http://evil.example")',
    errorCode: "+1\tsecond cell\r\nsecond line",
    userIdentity: { type: "IAMUser", userName: "@SUM(A1)" },
  });
  const { page, window } = await showing(event);
  await page.call("copy", { ids: ["formula"], as: "row" });
  const cells = (window.copied[0] ?? "").split("\t");
  expect(window.copied[0]).not.toMatch(/[\r\n]/);
  expect(cells).toHaveLength(11);
  expect(cells).toContain('\'=HYPERLINK("http://evil.example")');
  expect(cells).toContain("'+1 second cell second line");
  for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
});

test("records are copied as they were delivered, one alone and several as a list", async () => {
  const [a, b] = [eventOf({ eventID: "a" }), eventOf({ eventID: "b", eventName: markup })];
  const { page, window } = await showing(a, b);
  await page.call("copy", { ids: ["a"], as: "json" });
  await page.call("copy", { ids: ["a", "b"], as: "json" });
  await page.call("copy", { ids: ["a", "b"], as: "id" });
  expect(JSON.parse(window.copied[0] ?? "")).toEqual(a.raw);
  expect(JSON.parse(window.copied[1] ?? "")).toEqual([a.raw, b.raw]);
  expect(window.copied[2]).toBe("a\nb");
});

test("an event is copied as the command that finds it, with the profile that reaches its account", async () => {
  const { page, window } = await showing(
    eventOf({ eventID: "4f7c" }),
    eventOf({ eventID: "x; rm -rf ~", recipientAccountId: "9" }),
  );
  await page.call("copy", { ids: ["4f7c"], as: "command" });
  await page.call("copy", { ids: ["x; rm -rf ~"], as: "command" });
  expect(window.copied[0]).toBe(
    "aws cloudtrail lookup-events --profile prod --region eu-west-1 --lookup-attributes AttributeKey=EventId,AttributeValue=4f7c --start-time 2026-11-20T11:00:00Z --end-time 2026-11-20T11:00:01Z",
  );
  expect(window.copied[1]).toContain(`'[{"AttributeKey":"EventId","AttributeValue":"x; rm -rf ~"}]'`);
  expect(window.copied[1]).not.toContain("--profile");
});

test("related events are queries in the same time and account with how many are here", async () => {
  const session = { accessKeyId: "ASIAEXAMPLE", type: "IAMUser", userName: "alice" };
  const { page } = await showing(
    eventOf({ eventID: "a", requestID: "R1", userIdentity: session }),
    eventOf({
      eventID: "b",
      requestID: "R1",
      userIdentity: session,
      eventName: "PutBucketPolicy",
      readOnly: false,
    }),
    eventOf({ eventID: "c", requestID: "R2" }),
  );
  const { related } = await page.call("detail", { id: "a" });
  const here = Object.fromEntries(related.map(({ text, here: count }) => [text, count]));
  expect(here).toMatchObject({
    "request:R1 account:111122223333 last:7d": 2,
    "session:ASIAEXAMPLE account:111122223333 last:7d": 2,
    "user:alice account:111122223333 last:7d": 3,
    "resource:logs-prod account:111122223333 last:7d": 3,
  });
  expect(related.map(({ label }) => label)).toEqual([
    "Same request",
    "Same session",
    "By alice",
    "On logs-prod",
  ]);
});

test("the change before and after is one of the same resource", async () => {
  const change = (eventID: string, minute: number, bucketName = "logs-prod"): CloudTrailEvent =>
    eventOf({
      eventID,
      eventName: "PutBucketPolicy",
      readOnly: false,
      eventTime: `2026-11-20T11:0${minute}:00Z`,
      requestParameters: { bucketName },
    });
  const { page } = await showing(
    change("first", 1),
    change("other", 2, "elsewhere"),
    change("second", 3),
    change("third", 4),
  );
  expect(await page.call("neighbour", { id: "second", direction: "previous" })).toBe("first");
  expect(await page.call("neighbour", { id: "second", direction: "next" })).toBe("third");
  expect(await page.call("neighbour", { id: "third", direction: "next" })).toBeUndefined();
});

test("an export holds every event once in the table's order, without formulas, also while more arrive", async () => {
  const folder = await mkdtemp(join(tmpdir(), "panel-export-"));
  try {
    const event = (at: number): CloudTrailEvent =>
      eventOf({
        eventID: `e${at}`,
        eventTime: new Date(Date.UTC(2026, 10, 20) - at * 1_000).toISOString(),
        userAgent: "=1+1",
      });
    const events = Array.from({ length: 3_000 }, (_, at) => event(at));
    const { page, window, archive } = await showing(...events.slice(1_000));
    const file = diskFile(join(folder, "events.csv"), english);
    window.file = {
      name: file.name,
      write: (parts, signal) =>
        file.write(
          withArrivals(parts, () => void archive.send(events.slice(0, 1_000))),
          signal,
        ),
    };
    expect(await page.call("exportShown", { format: "csv", sort: byTime })).toBe("events.csv");
    expect(window.offeredNames).toEqual(["cloudtrail-2026-11-20.csv"]);
    const lines = (await readFile(join(folder, "events.csv"), "utf8")).trim().split("\r\n").slice(1);
    const ids = lines.map((line) => line.split(",").at(-1));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of events.slice(1_000)) expect(ids).toContain(id);
    expect(lines.join("\n")).not.toMatch(/(^|,)=1\+1/m);
    expect(lines[0]).toContain("'=1+1");
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function* withArrivals(parts: TextParts, arrive: () => void): AsyncGenerator<string> {
  let count = 0;
  for await (const part of parts) {
    if (++count === 600) arrive();
    yield part;
  }
}

test("closing the dialog or cancelling exports nothing and is no failure", async () => {
  const { page, window } = await showing(eventOf({ eventID: "a" }));
  expect(await page.call("exportShown", { format: "json", sort: byTime })).toBeUndefined();
  window.file = { name: "x.json", write: () => Promise.reject(new DOMException("aborted", "AbortError")) };
  expect(await page.call("exportShown", { format: "json", sort: byTime })).toBeUndefined();
});

test("an export goes on when its page is hidden and stops when the panel closes", async () => {
  const { page, panel, window, wire } = await showing(eventOf({ eventID: "a" }));
  let stop: AbortSignal | undefined;
  window.file = {
    name: "x.json",
    write: (_, signal) => {
      stop = signal;
      return new Promise(() => undefined);
    },
  };
  void page.call("exportShown", { format: "json", sort: byTime });
  await settle();
  await wire.page().call("open", { state: undefined });
  expect(stop?.aborted).toBe(false);
  panel.dispose();
  expect(stop?.aborted).toBe(true);
});

test("an account that only the environment reaches is named by no profile", async () => {
  const environment = {
    ...anAccount().profiles[0],
    key: "environment",
    name: "environment",
    kind: "environment" as const,
  };
  const profiles = [
    {
      file: undefined,
      line: undefined,
      region: undefined,
      accountId: undefined,
      endpoint: undefined,
      ...environment,
    },
  ];
  const parts = aPanel({ accounts: [anAccount({ profiles })] });
  await parts.page.call("search", { text: "last:7d" });
  await settle();
  await parts.archive.send([eventOf({ eventID: "a" })]);
  await parts.page.call("copy", { ids: ["a"], as: "command" });
  expect(parts.window.copied[0]).not.toContain("--profile");
});
