import { beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import type { Batch } from "../../../src/core/search/archive.js";
import type { Asked } from "../../../src/core/search/asked.js";
import { EventHistory } from "../../../src/core/search/eventHistory.js";
import type { LookupRow } from "../../../src/core/search/lookup.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { FakeClock } from "../base/fakeClock.js";
import { aRow, type EventSketch } from "./builders.js";
import { FakeHistory, fixedScopes, MemoryStore } from "./fakes.js";

const now = Date.parse("2026-11-23T12:00:00.400Z");
const minute = 60_000;
const hour = 60 * minute;

/** `count` rows, one each `gapMs`, the newest `ageMs` old. */
const rowsBack = (count: number, gapMs: number, ageMs: number, sketch: EventSketch = {}): LookupRow[] =>
  Array.from({ length: count }, (_, index) => {
    const timeMs = Math.floor((now - ageMs - index * gapMs) / 1000) * 1000;
    return aRow({ timeMs, ...sketch });
  });

let clock: FakeClock;
let store: MemoryStore;

beforeEach(() => {
  clock = new FakeClock(now);
  store = new MemoryStore();
});

const historyOf = (pages: FakeHistory, ...regions: readonly string[]): EventHistory =>
  new EventHistory({
    pages,
    scopes: fixedScopes(...(regions.length > 0 ? regions : ["eu-west-1"])),
    store,
    clock,
  });

async function search(
  history: EventHistory,
  text: string,
  signal = new AbortController().signal,
  onBatch: (batch: Batch) => void = () => undefined,
): Promise<{ ids: string[]; asked: Asked; batches: number; problems: number }> {
  const ids: string[] = [];
  let last: Asked | undefined;
  let batches = 0;
  let problems = 0;
  for await (const batch of history.search(parseQuery(text).query, signal)) {
    ids.push(...batch.events.map((event) => event.id));
    last = batch.asked;
    batches++;
    problems += batch.problems.length;
    onBatch(batch);
  }
  if (!last) throw new Error("the search gave no batch");
  return { ids, asked: last, batches, problems };
}

const idsOf = (rows: readonly LookupRow[]): string[] => rows.map((row) => row.EventId ?? "");

describe("asking", () => {
  test("every page of every Region is read, and what was asked is stated exactly", async () => {
    const ireland = rowsBack(120, minute, hour);
    const virginia = rowsBack(30, minute, hour, { region: "us-east-1" });
    const pages = new FakeHistory({ "eu-west-1": ireland, "us-east-1": virginia });
    const { ids, asked } = await search(historyOf(pages, "eu-west-1", "us-east-1"), "last:1d");
    expect(ids.sort()).toEqual([...idsOf(ireland), ...idsOf(virginia)].sort());
    expect(asked).toMatchObject({ received: 150, duplicates: 0, unreadable: 0, filteredHere: [] });
    expect(asked.scopes.map(({ region, pages: count, state }) => [region, count, state])).toEqual([
      ["eu-west-1", 3, "complete"],
      ["us-east-1", 1, "complete"],
    ]);
    expect(asked.scopes.every((scope) => scope.reachedMs === asked.fromMs)).toBe(true);
  });

  test("the window is pinned to whole seconds and is the same on every page", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(120, minute, hour) });
    pages.before = () => clock.advance(700);
    await search(historyOf(pages), "last:1d");
    const windows = new Set(pages.requests.map(({ fromMs, toMs }) => `${String(fromMs)}-${String(toMs)}`));
    expect([...windows]).toEqual([
      `${String(Date.parse("2026-11-22T12:00:00Z"))}-${String(Date.parse("2026-11-23T12:00:01Z"))}`,
    ]);
  });

  test("nothing before the 90 days that event history keeps is asked for", async () => {
    const pages = new FakeHistory({});
    const { asked } = await search(historyOf(pages), "last:200d");
    expect(asked.fromMs).toBe(Date.parse("2026-08-25T12:00:01Z"));
    const old = await search(historyOf(pages), "from:2026-01-01 to:2026-02-01");
    expect(old.asked.fromMs).toBe(old.asked.toMs);
    expect(pages.requests).toHaveLength(1);
  });

  test("the end of an exact range is not part of it", async () => {
    const rows = [
      aRow({ id: "in", time: "2026-11-20T09:59:59Z" }),
      aRow({ id: "out", time: "2026-11-20T10:00:00Z" }),
    ];
    const { ids } = await search(
      historyOf(new FakeHistory({ "eu-west-1": rows })),
      "from:2026-11-20T09:00Z to:2026-11-20T10:00Z",
    );
    expect(ids).toEqual(["in"]);
  });

  test("the first page is handed on before the second one is here", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(120, minute, hour) });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    pages.before = (_, count) => (count === 2 ? held : undefined);
    const sizes: number[] = [];
    await search(historyOf(pages), "last:1d", undefined, ({ events }) => {
      sizes.push(events.length);
      release();
    });
    expect(sizes[0]).toBe(50);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(120);
  });

  test("events that come twice are given once and counted", async () => {
    const rows = rowsBack(10, minute, hour);
    const pages = new FakeHistory({
      "eu-west-1": [...rows, ...rows.slice(0, 3)],
      "us-east-1": rows.slice(5),
    });
    const { ids, asked } = await search(historyOf(pages, "eu-west-1", "us-east-1"), "last:1d");
    expect(ids.sort()).toEqual(idsOf(rows).sort());
    expect(asked).toMatchObject({ received: 10, duplicates: 8 });
  });

  test("rows that cannot be read are reported and the others kept", async () => {
    const rows: LookupRow[] = [
      ...rowsBack(3, minute, hour),
      { CloudTrailEvent: "{", EventTimeMs: now - hour },
    ];
    const { ids, asked, problems } = await search(
      historyOf(new FakeHistory({ "eu-west-1": rows })),
      "last:1d",
    );
    expect(ids).toHaveLength(3);
    expect([asked.unreadable, problems]).toEqual([1, 1]);
  });

  test("an empty history is stated like any other answer", async () => {
    const { ids, asked } = await search(historyOf(new FakeHistory({})), "last:1d");
    expect([ids.length, asked.received, asked.scopes[0]?.state]).toEqual([0, 0, "complete"]);
  });

  test("a query that means no scope at all is answered with a batch that says so", async () => {
    const history = new EventHistory({ pages: new FakeHistory({}), scopes: fixedScopes(), store, clock });
    const { asked, batches } = await search(history, "last:1d");
    expect([asked.scopes, batches]).toEqual([[], 1]);
  });
});

describe("filtering", () => {
  test("the service is asked for one attribute, the rest is filtered here and named", async () => {
    const rows = [
      aRow({ id: "wanted", timeMs: now - hour, name: "PutBucketPolicy", user: "alice" }),
      aRow({ id: "other-user", timeMs: now - hour, name: "PutBucketPolicy", user: "bob" }),
      aRow({ id: "other-name", timeMs: now - hour, name: "PutBucketAcl", user: "alice" }),
    ];
    const pages = new FakeHistory({ "eu-west-1": rows });
    const { ids, asked } = await search(
      historyOf(pages),
      'event:PutBucketPolicy user:alice -service:kms "203.0.113.7" last:1d',
    );
    expect(ids).toEqual(["wanted"]);
    expect(pages.requests.map(({ attribute }) => attribute)).toEqual([
      { key: "EventName", value: "PutBucketPolicy" },
    ]);
    expect(asked.scopes[0]?.attribute).toBe("EventName=PutBucketPolicy");
    expect(asked.filteredHere).toEqual(["user:alice", "-service:kms", "203.0.113.7"]);
    expect(asked.received).toBe(2);
  });

  test("a person is asked for by the name the service lists, once it was seen", async () => {
    const rows = rowsBack(3, minute, hour, { user: "alice@acme.example" });
    const pages = new FakeHistory({ "eu-west-1": [...rows, ...rowsBack(2, minute, hour, { user: "bob" })] });
    const history = historyOf(pages);
    const first = await search(history, "user:alice last:1d");
    const second = await search(history, "user:alice last:30d");
    expect([...new Set(pages.requests.map(({ attribute }) => attribute?.value))]).toEqual([
      undefined,
      "alice@acme.example",
    ]);
    expect(first.ids.sort()).toEqual(second.ids.sort());
    expect(second.ids).toHaveLength(3);
  });

  test("a resource is asked for in every form its ARN holds, side by side, and merged", async () => {
    const byName = aRow({ timeMs: now - hour, resources: [{ type: "AWS::IAM::Role", name: "Deploy" }] });
    const arn = "arn:aws:iam::111122223333:role/path/Deploy";
    const both = aRow({
      timeMs: now - hour,
      resources: [
        { type: "AWS::IAM::Role", name: "Deploy" },
        { type: "AWS::IAM::Role", name: arn },
      ],
    });
    const byArn = aRow({ timeMs: now - hour, resources: [{ type: "AWS::IAM::Role", name: arn }] });
    const pages = new FakeHistory({ "eu-west-1": [byName, both, byArn] });
    const { ids, asked } = await search(historyOf(pages), `resource:${arn} last:1d`);
    expect(asked.scopes.map(({ attribute }) => attribute)).toEqual([
      `ResourceName=${arn}`,
      "ResourceName=Deploy",
    ]);
    expect(ids.sort()).toEqual(idsOf([both, byArn]).sort());
    expect(asked.duplicates).toBe(1);
  });

  test("when a name brings nothing at all, everything is asked and filtered here", async () => {
    const row = aRow({ timeMs: now - hour, record: { requestParameters: { bucketName: "logs-prod" } } });
    const pages = new FakeHistory({ "eu-west-1": [row, ...rowsBack(2, minute, hour)] });
    const { ids, asked } = await search(historyOf(pages), "resource:logs-prod last:1d");
    expect(ids).toEqual(idsOf([row]));
    expect(asked.scopes.map(({ attribute }) => attribute)).toEqual(["ResourceName=logs-prod", undefined]);
    expect(asked.filteredHere).toEqual(["resource:logs-prod"]);
  });

  test("plain words never narrow what is asked", async () => {
    const stop = aRow({ timeMs: now - hour, name: "StopLogging", source: "cloudtrail.amazonaws.com" });
    const pages = new FakeHistory({ "eu-west-1": [stop, ...rowsBack(60, minute, hour)] });
    const { ids, asked } = await search(historyOf(pages), "who stopped logging last:1d");
    expect(ids).toEqual(idsOf([stop]));
    expect(asked.received).toBe(61);
    expect(pages.requests[0]?.attribute).toBeUndefined();
  });
});

describe("looking ahead", () => {
  const stop = aRow({ timeMs: now - 20 * hour, name: "StopLogging", source: "cloudtrail.amazonaws.com" });
  const rows = [...rowsBack(300, minute, hour), stop, ...rowsBack(100, minute, 21 * hour)];

  test("finds what words mean right after the first page, and counts it once", async () => {
    const pages = new FakeHistory({ "eu-west-1": rows });
    const found: number[] = [];
    const { ids, asked } = await search(
      historyOf(pages),
      "who stopped logging last:2d",
      undefined,
      ({ events }) => {
        if (events.length > 0) found.push(pages.requests.length);
      },
    );
    expect(ids).toEqual(idsOf([stop]));
    expect(found).toHaveLength(1);
    expect(found[0]).toBeLessThanOrEqual(3);
    expect(
      pages.requests.filter(({ attribute }) => attribute).map(({ attribute }) => attribute?.value),
    ).toEqual(["StopLogging"]);
    expect(asked).toMatchObject({ received: 401, duplicates: 0 });
    expect(asked.scopes.map(({ attribute, pages: count }) => [attribute, count])).toEqual([[undefined, 10]]);
  });

  test("asks nothing when the rest is in the cache or came with the first page", async () => {
    const pages = new FakeHistory({ "eu-west-1": rows });
    const history = historyOf(pages);
    await search(history, "last:2d");
    const before = pages.requests.length;
    const { ids } = await search(history, "who stopped logging last:2d");
    expect(ids).toEqual(idsOf([stop]));
    expect(pages.requests.slice(before).filter(({ attribute }) => attribute)).toEqual([]);
  });
});

describe("the cache", () => {
  test("a repeated search asks only for what was not settled", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(300, minute, 0) });
    const history = historyOf(pages);
    const first = await search(history, "last:1d");
    const before = pages.requests.length;
    const second = await search(history, "last:1d");
    const again = pages.requests.slice(before);
    expect(second.ids.sort()).toEqual(first.ids.sort());
    expect(again.map(({ fromMs }) => fromMs)).toEqual([Date.parse("2026-11-23T11:40:00Z")]);
    expect(second.asked.scopes[0]).toMatchObject({ pages: 1, cachedPages: 3, state: "complete" });
  });

  test("a widened search asks only for the part that is new", async () => {
    const rows = rowsBack(300, hour, hour);
    const pages = new FakeHistory({ "eu-west-1": rows });
    const history = historyOf(pages);
    await search(history, "from:2026-11-20T00:00Z to:2026-11-21T00:00Z");
    const before = pages.requests.length;
    const { ids } = await search(history, "from:2026-11-19T00:00Z to:2026-11-22T00:00Z");
    expect(ids).toHaveLength(72);
    const again = pages.requests
      .slice(before)
      .map(({ fromMs, toMs }) => [new Date(fromMs).toISOString(), new Date(toMs).toISOString()]);
    expect(again).toEqual([
      ["2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z"],
      ["2026-11-19T00:00:00.000Z", "2026-11-20T00:00:00.000Z"],
    ]);
  });

  test("a search for an attribute is answered from everything that is cached, as the service would answer", async () => {
    const rows = [...rowsBack(20, minute, hour, { name: "PutBucketAcl" }), ...rowsBack(20, minute, hour)];
    const pages = new FakeHistory({ "eu-west-1": rows });
    const history = historyOf(pages);
    await search(history, "from:2026-11-23T00:00Z to:2026-11-23T11:30Z");
    const { ids, asked } = await search(
      history,
      "event:PutBucketAcl from:2026-11-23T00:00Z to:2026-11-23T11:30Z",
    );
    expect(ids).toHaveLength(20);
    expect(asked.received).toBe(20);
    expect(pages.requests).toHaveLength(1);
  });

  test("young rows are not kept, as late events may still join them", async () => {
    const history = historyOf(new FakeHistory({ "eu-west-1": rowsBack(40, minute, 0) }));
    await search(history, "last:1h");
    expect(store.writes).toHaveLength(1);
    expect(store.writes[0]?.interval.toMs).toBe(Date.parse("2026-11-23T11:40:00Z"));
  });

  test("a stopped search keeps what it got to, without the second its last page may have cut", async () => {
    const rows = rowsBack(120, 1000, hour).map((row, index) => ({
      ...row,
      EventTimeMs: Math.floor((now - hour) / 1000) * 1000 - Math.floor(index / 3) * 1000,
    }));
    const pages = new FakeHistory({ "eu-west-1": rows });
    const stop = new AbortController();
    pages.before = (_, count, signal) => {
      if (count !== 3) return undefined;
      stop.abort();
      signal.throwIfAborted();
    };
    const { asked } = await search(historyOf(pages), "last:1d", stop.signal);
    expect(asked.scopes[0]?.state).toBe("stopped");
    const oldest = rows[99]?.EventTimeMs ?? 0;
    expect(asked.scopes[0]?.reachedMs).toBe(oldest + 1000);
    expect(store.writes).toHaveLength(1);
    expect(store.writes[0]?.interval.fromMs).toBe(oldest + 1000);
    const rest = await search(historyOf(pages), "last:1d");
    expect(rest.ids.sort()).toEqual(idsOf(rows).sort());
  });

  test.each(["covered", "read", "write"] as const)(
    "when it fails to %s, the service is asked and nothing is lost",
    async (what) => {
      const rows = rowsBack(60, minute, hour);
      const history = historyOf(new FakeHistory({ "eu-west-1": rows }));
      await search(history, "last:1d");
      store.failing = what;
      const { ids, asked } = await search(history, "last:1d");
      expect(ids.sort()).toEqual(idsOf(rows).sort());
      expect(asked.scopes[0]?.state).toBe("complete");
    },
  );

  test("a row without a time keeps its stretch out of the cache", async () => {
    const { EventTimeMs: _, ...timeless } = aRow({ timeMs: now - 2 * hour });
    const history = historyOf(new FakeHistory({ "eu-west-1": [...rowsBack(3, minute, hour), timeless] }));
    const { ids } = await search(history, "last:1d");
    expect(ids).toHaveLength(4);
    expect(store.writes).toEqual([]);
  });
});

describe("trouble", () => {
  const denied = new Failure("aws/access-denied", "Needs cloudtrail:LookupEvents in us-east-1.", {
    region: "us-east-1",
  });

  test("a Region that fails does not stop the others", async () => {
    const rows = rowsBack(60, minute, hour);
    const pages = new FakeHistory({ "eu-west-1": rows });
    pages.before = ({ scope }) => {
      if (scope.region === "us-east-1") throw denied;
    };
    const { ids, asked } = await search(historyOf(pages, "us-east-1", "eu-west-1"), "last:1d");
    expect(ids).toHaveLength(60);
    expect(asked.scopes.map(({ state, failure }) => [state, failure?.code])).toEqual([
      ["failed", "aws/access-denied"],
      ["complete", undefined],
    ]);
  });

  test("a failure in mid-walk keeps what arrived, here and in the cache", async () => {
    const rows = rowsBack(120, minute, hour);
    const pages = new FakeHistory({ "eu-west-1": rows });
    pages.before = (_, count) => {
      if (count === 3) throw new Failure("aws/expired-credentials", "Sign in again.");
    };
    const { ids, asked } = await search(historyOf(pages), "last:1d");
    expect(ids).toHaveLength(100);
    expect(asked.scopes[0]).toMatchObject({
      state: "failed",
      pages: 2,
      failure: { code: "aws/expired-credentials" },
    });
    pages.before = () => undefined;
    const again = await search(historyOf(pages), "last:1d");
    expect(again.ids.sort()).toEqual(idsOf(rows).sort());
    expect(again.asked.scopes[0]?.pages).toBe(2);
  });

  test("a token the service no longer takes starts the rest anew, and nothing is lost or doubled", async () => {
    const rows = rowsBack(120, minute, hour);
    const pages = new FakeHistory({ "eu-west-1": rows });
    pages.before = (_, count) => {
      if (count === 3) throw new Failure("archive/page-token", "expired");
    };
    const { ids, asked } = await search(historyOf(pages), "last:1d");
    expect(ids.sort()).toEqual(idsOf(rows).sort());
    expect(asked.scopes[0]?.state).toBe("complete");
    const stored = [...store.entries.values()].flatMap((entry) => idsOf(entry.rows));
    expect(stored.sort()).toEqual(idsOf(rows).sort());
  });

  test("a token that is refused again and again without progress is a failure", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(120, 0, hour) });
    pages.before = ({ token }) => {
      if (token !== undefined) throw new Failure("archive/page-token", "expired");
    };
    const { asked } = await search(historyOf(pages), "last:1d");
    expect(asked.scopes[0]).toMatchObject({ state: "failed", failure: { code: "archive/page-token" } });
  });

  test("an account that cannot be reached rejects the search", async () => {
    const scopes = { scopes: () => Promise.reject(new Failure("aws/no-credentials", "No credentials.")) };
    const history = new EventHistory({ pages: new FakeHistory({}), scopes, store, clock });
    await expect(search(history, "last:1d")).rejects.toMatchObject({ code: "aws/no-credentials" });
  });

  test("a bug in one walk is thrown after what arrived was given", async () => {
    const rows = rowsBack(5, minute, hour);
    const pages = new FakeHistory({ "eu-west-1": rows });
    pages.before = ({ scope }) => {
      if (scope.region === "us-east-1") throw new TypeError("boom");
    };
    const seen: number[] = [];
    const all = search(historyOf(pages, "us-east-1", "eu-west-1"), "last:1d", undefined, ({ events }) =>
      seen.push(events.length),
    );
    await expect(all).rejects.toThrow("boom");
    expect(seen.reduce((sum, count) => sum + count, 0)).toBe(5);
  });
});

describe("stopping", () => {
  test("ends at once with a last batch, and no request follows", async () => {
    const pages = new FakeHistory({
      "eu-west-1": rowsBack(500, minute, hour),
      "us-east-1": rowsBack(500, minute, hour),
    });
    const stop = new AbortController();
    const { asked } = await search(historyOf(pages, "eu-west-1", "us-east-1"), "last:1d", stop.signal, () =>
      stop.abort(),
    );
    const requests = pages.requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(pages.requests).toHaveLength(requests);
    expect(asked.scopes.map(({ state }) => state)).toEqual(["stopped", "stopped"]);
  });

  test("leaving the loop stops the walks too", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(500, minute, hour) });
    for await (const batch of historyOf(pages).search(
      parseQuery("last:1d").query,
      new AbortController().signal,
    )) {
      expect(batch.events.length).toBeGreaterThan(0);
      break;
    }
    const requests = pages.requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(pages.requests).toHaveLength(requests);
  });

  test("a search stopped before it began asks nothing", async () => {
    const pages = new FakeHistory({});
    await expect(search(historyOf(pages), "last:1d", AbortSignal.abort())).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(pages.requests).toEqual([]);
  });

  test("a slow consumer does not make the walk through the cache run ahead without end", async () => {
    const pages = new FakeHistory({ "eu-west-1": rowsBack(20_000, 1000, hour) }, 5_000);
    const history = historyOf(pages);
    await search(history, "last:1d");
    const sizes: number[] = [];
    await search(history, "last:1d", undefined, ({ events }) => sizes.push(events.length));
    expect(Math.max(...sizes)).toBeLessThan(6_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20_000);
  });
});
