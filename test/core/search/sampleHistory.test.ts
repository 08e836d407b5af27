import { describe, expect, test } from "vitest";
import { FileLookupStore } from "../../../src/aws/lookupStore.js";
import type { AwsServices } from "../../../src/aws/connect.js";
import type { JsonObject } from "../../../src/core/base/json.js";
import { silentLog } from "../../../src/core/base/log.js";
import type { Asked } from "../../../src/core/search/asked.js";
import { caveats } from "../../../src/core/search/caveats.js";
import { EventHistory } from "../../../src/core/search/eventHistory.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { ResultSet } from "../../../src/core/search/resultSet.js";
import type { SampleServer } from "../../../src/sample/server.js";
import { connected, prod, sample, temporaryDirectory } from "../../aws/support.js";
import { FakeClock } from "../base/fakeClock.js";

/** The real SDK against the sample account over HTTP, with the cache on a real disk. */
interface Bench {
  readonly server: SampleServer;
  readonly services: AwsServices;
  readonly history: EventHistory;
  readonly clock: FakeClock;
}

async function bench(directory?: string): Promise<Bench> {
  const server = await sample();
  const clock = new FakeClock(Date.now());
  const services = await connected(server, { clock });
  const store = new FileLookupStore(directory ?? (await temporaryDirectory()), 1e9, silentLog);
  const history = new EventHistory({ pages: services.lookup, scopes: services.resolver, store, clock });
  return { server, services, history, clock };
}

async function run(
  history: EventHistory,
  text: string,
  signal = new AbortController().signal,
  onBatch: () => void = () => undefined,
): Promise<{ results: ResultSet; asked: Asked }> {
  const results = new ResultSet();
  let asked: Asked | undefined;
  for await (const batch of history.search(parseQuery(text).query, signal)) {
    results.add(batch.events);
    asked = batch.asked;
    onBatch();
  }
  if (!asked) throw new Error("no batch");
  return { results, asked };
}

const newestFirst = { column: "time", descending: true } as const;

const lookups = (server: SampleServer): number => server.requests.of("LookupEvents").length;

describe("the sample account", () => {
  test("tells a newcomer who stopped logging", async () => {
    const { history } = await bench();
    const { results, asked } = await run(history, "who stopped logging");
    const rows = results.rows(newestFirst, 0, 50);
    expect(rows.map((row) => row.eventName)).toContain("StopLogging");
    expect(rows.length).toBeLessThan(20);
    expect(asked.scopes.map(({ region }) => region)).toContain("us-east-1");
    expect(asked.scopes.every(({ state }) => state === "complete")).toBe(true);
  });

  test("gives the same events by attribute as by filtering everything", async () => {
    const { history, server } = await bench();
    const narrow = await run(history, "event:AssumeRole last:30d");
    const before = lookups(server);
    const wide = await run(history, "event:AssumeRol* last:30d");
    const idsOf = ({ results }: { results: ResultSet }, name: string): string[] =>
      [...results.all(newestFirst)].filter((event) => event.name === name).map((event) => event.id);
    expect(narrow.results.size).toBeGreaterThan(0);
    expect(idsOf(wide, "AssumeRole")).toEqual(idsOf(narrow, "AssumeRole"));
    expect(lookups(server)).toBeGreaterThan(before);
  });

  test("is asked for nothing settled when a search is repeated, also after a restart", async () => {
    const directory = await temporaryDirectory();
    const { history, server, services, clock } = await bench(directory);
    const first = await run(history, "last:30d");
    const asked = lookups(server);
    const regions = first.asked.scopes.length;
    const store = new FileLookupStore(directory, 1e9, silentLog);
    const restarted = new EventHistory({ pages: services.lookup, scopes: services.resolver, store, clock });
    const second = await run(restarted, "last:30d");
    const again = server.requests.of("LookupEvents").slice(asked);
    expect(second.results.size).toBe(first.results.size);
    expect(again.length).toBe(regions);
    expect(second.asked.scopes.every(({ cachedPages }) => cachedPages > 0)).toBe(true);
  });
});

describe("trouble on the way", () => {
  test("a Region that is denied is told with the action it lacks, and the others answer", async () => {
    const { history, server } = await bench();
    server.faults.add({ kind: "denied", operation: "LookupEvents", region: "us-east-1" });
    const { results, asked } = await run(history, "last:7d");
    const failed = asked.scopes.filter(({ state }) => state === "failed");
    expect(failed.map(({ region, failure }) => [region, failure?.code, failure?.detail.action])).toEqual([
      ["us-east-1", "aws/access-denied", "cloudtrail:LookupEvents"],
    ]);
    expect(results.size).toBeGreaterThan(0);
    const told = caveats({
      query: parseQuery("last:7d").query,
      asked,
      shown: results.size,
      state: "done",
      nowMs: Date.now(),
    });
    expect(told[0]?.text).toContain("us-east-1");
  });

  test("credentials that expire in mid-search keep what arrived, and the next search goes on from there", async () => {
    const { history, server } = await bench();
    const whole = await run((await bench()).history, "region:us-east-1 last:90d");
    const remove = server.faults.add({ kind: "expired", operation: "LookupEvents", after: 2 });
    const cut = await run(history, "region:us-east-1 last:90d");
    expect(cut.asked.scopes[0]?.state).toBe("failed");
    expect(cut.results.size).toBe(100);
    remove();
    const before = lookups(server);
    const rest = await run(history, "region:us-east-1 last:90d");
    expect(rest.asked.scopes[0]?.state).toBe("complete");
    expect(rest.results.size).toBe(whole.results.size);
    expect(lookups(server) - before).toBeLessThan(whole.asked.scopes[0]?.pages ?? 0);
  });

  test("a page of malformed JSON fails its Region alone, with a message", async () => {
    const { history, server } = await bench();
    server.faults.add({ kind: "malformed", operation: "LookupEvents", region: "us-east-1" });
    const { results, asked } = await run(history, "last:7d");
    const failed = asked.scopes.find(({ state }) => state === "failed");
    expect([failed?.region, failed?.failure?.code]).toEqual(["us-east-1", "aws/bad-answer"]);
    expect(results.size).toBeGreaterThan(0);
  });

  test("records of every hostile kind are kept or reported, none is lost", async () => {
    const { history, server } = await bench();
    const time = (secondsAgo: number): string =>
      new Date(Date.now() - 3_600_000 - secondsAgo * 1000).toISOString().replace(/\.\d+Z/, "Z");
    const record = (secondsAgo: number, more: JsonObject): JsonObject => ({
      eventVersion: "1.11",
      eventID: `10000000-0000-4000-8000-${String(secondsAgo).padStart(12, "0")}`,
      eventTime: time(secondsAgo),
      eventName: "PutBucketPolicy",
      eventSource: "s3.amazonaws.com",
      awsRegion: "us-east-1",
      recipientAccountId: prod,
      ...more,
    });
    server.setEvents(prod, "us-east-1", [
      record(1, {}),
      record(2, {
        requestParameters: { bucketName: "=cmd|'/C calc'!A0", html: "<img src=x onerror=alert(1)>" },
      }),
      record(3, { requestParameters: { text: "x".repeat(262_144) } }),
      record(4, { userIdentity: "not an object", resources: "nor a list", userAgent: 7 }),
      record(5, { eventName: "__proto__", sourceIPAddress: "constructor" }),
    ]);
    const { results, asked } = await run(history, "region:us-east-1 last:1d");
    expect(results.size + asked.unreadable).toBe(5);
    expect(asked.unreadable).toBe(0);
    for (const event of results.all({ column: "actor", descending: false }))
      expect(results.event(event.id)).toEqual(event);
  });

  test("stopping leaves no request behind", async () => {
    const { history, server } = await bench();
    const stop = new AbortController();
    const { asked } = await run(history, "last:90d", stop.signal, () => stop.abort());
    const requests = lookups(server);
    expect(asked.scopes.some(({ state }) => state === "stopped")).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lookups(server)).toBe(requests);
  });

  test("two searches at once share the account's pace and both get everything", async () => {
    const { history } = await bench();
    const [one, other] = await Promise.all([run(history, "last:30d"), run(history, "last:30d")]);
    expect(one.results.size).toBe(other.results.size);
    expect(one.results.size).toBeGreaterThan(0);
  });
});
