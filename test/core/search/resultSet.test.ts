import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { ResultSet } from "../../../src/core/search/resultSet.js";
import type { Column, Sort } from "../../../src/core/search/row.js";
import { aTime, anEvent, type EventSketch } from "./builders.js";

const newestFirst: Sort = { column: "time", descending: true };
const oldestFirst: Sort = { column: "time", descending: false };

const setOf = (...sketches: readonly EventSketch[]): ResultSet => {
  const results = new ResultSet();
  results.add(sketches.map(anEvent));
  return results;
};

const ids = (results: ResultSet, sort: Sort = newestFirst): string[] =>
  results.rows(sort, 0, results.size).map((row) => row.id);

describe("rows", () => {
  test("stand in order of time whatever order they arrive in", () => {
    const results = new ResultSet();
    const arrivals = [
      [5, 3],
      [4, 1],
      [6, 2, 7],
    ];
    for (const batch of arrivals) {
      results.add(
        batch.map((second) => anEvent({ id: `e${String(second)}`, timeMs: aTime + second * 1000 })),
      );
    }
    expect(ids(results)).toEqual(["e7", "e6", "e5", "e4", "e3", "e2", "e1"]);
    expect(ids(results, oldestFirst)).toEqual(["e1", "e2", "e3", "e4", "e5", "e6", "e7"]);
  });

  test("of one moment keep the order of arrival, newest first as the service gives them", () => {
    const results = setOf({ id: "first" }, { id: "second" });
    expect(ids(results)).toEqual(["first", "second"]);
    results.add([anEvent({ id: "third" })]);
    expect(ids(results)).toEqual(["first", "second", "third"]);
    expect(ids(results, oldestFirst)).toEqual(["third", "second", "first"]);
  });

  test("are given in windows that end with the rows", () => {
    const results = setOf(
      { id: "a", timeMs: aTime },
      { id: "b", timeMs: aTime + 1000 },
      { id: "c", timeMs: aTime + 2000 },
    );
    expect(results.rows(newestFirst, 1, 10).map((row) => row.id)).toEqual(["b", "a"]);
    expect(results.rows(newestFirst, 3, 10)).toEqual([]);
    expect(results.rows(newestFirst, -5, 7).map((row) => row.id)).toEqual(["c", "b"]);
  });

  test("carry what a list shows", () => {
    const results = setOf({
      id: "x",
      resources: [{ type: "AWS::S3::Bucket", name: "logs-prod" }],
      record: { requestParameters: { bucketName: "logs-prod" }, errorCode: "AccessDenied" },
    });
    expect(results.row("x")).toMatchObject({
      id: "x",
      timeMs: aTime,
      actor: "alice",
      eventName: "PutBucketPolicy",
      service: "s3",
      resource: "logs-prod",
      moreResources: 0,
      from: "203.0.113.7",
      region: "eu-west-1",
      accountId: "111122223333",
      outcome: "denied",
      errorCode: "AccessDenied",
      accessKeyId: "AKIAEXAMPLEKEY000001",
    });
    expect(results.row("y")).toBeUndefined();
  });

  test("sort by text without regard to case, numbers by value, empty last both ways, newest first within", () => {
    const results = setOf(
      { id: "b10", user: "Bob-10", timeMs: aTime },
      { id: "b2", user: "bob-2", timeMs: aTime },
      { id: "a-old", user: "alice", timeMs: aTime },
      { id: "a-new", user: "alice", timeMs: aTime + 1000 },
    );
    expect(ids(results, { column: "actor", descending: false })).toEqual(["a-new", "a-old", "b2", "b10"]);
    expect(ids(results, { column: "actor", descending: true })).toEqual(["b10", "b2", "a-new", "a-old"]);
    const named = setOf(
      { id: "none" },
      { id: "z", record: { requestParameters: { bucketName: "zoo" } } },
      { id: "a", record: { requestParameters: { bucketName: "ant" } } },
    );
    expect(ids(named, { column: "resource", descending: false })).toEqual(["a", "z", "none"]);
    expect(ids(named, { column: "resource", descending: true })).toEqual(["z", "a", "none"]);
  });

  test("an event that is here already changes nothing", () => {
    const results = setOf({ id: "x" });
    const { revision } = results;
    results.add([anEvent({ id: "x", name: "Other" })]);
    expect([results.size, results.revision, results.row("x")?.eventName]).toEqual([
      1,
      revision,
      "PutBucketPolicy",
    ]);
    results.add([anEvent({ id: "y" })]);
    expect(results.revision).toBeGreaterThan(revision);
  });

  test("every sort is a permutation, and each row is found where it stands", () => {
    const sketches = fc.array(
      fc.record({
        user: fc.constantFrom("alice", "bob", "carol"),
        name: fc.constantFrom("PutBucketPolicy", "GetObject", "RunInstances"),
        timeMs: fc.integer({ min: 0, max: 20 }).map((second) => aTime + second * 1000),
      }),
      { maxLength: 40 },
    );
    const columns = fc.constantFrom<Column>(
      "time",
      "actor",
      "event",
      "resource",
      "via",
      "from",
      "region",
      "account",
      "outcome",
    );
    fc.assert(
      fc.property(
        sketches,
        columns,
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (all, column, descending, size) => {
          const results = new ResultSet();
          const events = all.map((sketch, index) => anEvent({ ...sketch, id: `id-${String(index)}` }));
          for (let start = 0; start < events.length; start += size) {
            results.add(events.slice(start, start + size));
            results.rows(newestFirst, 0, 3);
          }
          const sort = { column, descending };
          const sorted = ids(results, sort);
          expect([...sorted].sort()).toEqual(events.map((event) => event.id).sort());
          sorted.forEach((id, index) => expect(results.indexOf(id, sort)).toBe(index));
          const times = results.rows(oldestFirst, 0, results.size).map((row) => row.timeMs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        },
      ),
    );
  });
});

describe("whole events", () => {
  const sketches = Array.from({ length: 300 }, (_, index) => ({
    id: `id-${String(index)}`,
    timeMs: aTime + ((index * 37) % 300) * 1000,
    record: { requestParameters: { index, text: "ü€😀 <b>=1+1</b>\u2028" } },
  }));
  const events = sketches.map(anEvent);

  test("come back as they were put in, from blocks and before a block is full", () => {
    const results = new ResultSet();
    results.add(events);
    for (const event of events) expect(results.event(event.id)).toEqual(event);
    expect(results.event("none")).toBeUndefined();
  });

  test("share their parts with the raw record again", () => {
    const results = new ResultSet();
    results.add(events);
    const event = results.event("id-3");
    expect(event?.requestParameters).toBe(event?.raw["requestParameters"]);
    expect(event?.userIdentity).toBe(event?.raw["userIdentity"]);
  });

  test("keep parts that the record holds in another form", () => {
    const event: CloudTrailEvent = {
      ...anEvent({ id: "own", record: { requestParameters: '{"a":1}', responseElements: { b: 2 } } }),
      requestParameters: { a: 1 },
      responseElements: undefined,
    };
    const results = new ResultSet();
    results.add([event, ...events]);
    expect(results.event("own")).toEqual(event);
  });

  test("are all given in any sort order", () => {
    const results = new ResultSet();
    results.add(events);
    for (const sort of [newestFirst, oldestFirst, { column: "actor", descending: true } as const]) {
      expect([...results.all(sort)].map((event) => event.id)).toEqual(ids(results, sort));
    }
  });

  test("are given as they stood when asked for, although more arrive meanwhile", () => {
    const results = new ResultSet();
    results.add(events);
    const given: string[] = [];
    for (const event of results.all(newestFirst)) {
      given.push(event.id);
      results.add([anEvent({ timeMs: aTime + 150_000 + given.length })]);
    }
    expect(new Set(given)).toEqual(new Set(events.map((event) => event.id)));
    expect(given).toHaveLength(events.length);
  });

  test("a record of 256 kB is kept whole", () => {
    const big = anEvent({ id: "big", record: { requestParameters: { text: "x".repeat(262_144) } } });
    const results = new ResultSet();
    results.add([big, ...events]);
    expect(results.event("big")).toEqual(big);
  });
});

test("100,000 events are held, found, sorted, drawn and given back", () => {
  const count = 100_000;
  const people = ["alice", "bob", "carol"].map((user) => anEvent({ user }));
  const events = Array.from({ length: count }, (_, index): CloudTrailEvent => {
    const person = people[index % 3] ?? anEvent();
    return { ...person, id: `id-${String(index)}`, timeMs: aTime - index * 1000 };
  });
  const results = new ResultSet();
  for (let start = 0; start < count; start += 500) results.add(events.slice(start, start + 500));
  expect(results.size).toBe(count);
  expect(results.rows(newestFirst, 70_000, 1)[0]?.id).toBe("id-70000");
  expect(results.indexOf("id-99999", oldestFirst)).toBe(0);
  expect(results.rows({ column: "actor", descending: true }, 0, 1)[0]?.actor).toBe("carol");
  expect(results.event("id-50000")).toEqual(events[50_000]);
  const span = results.spanMs() ?? { fromMs: 0, toMs: 1 };
  const drawn = results.timeline({
    ...span,
    bins: 300,
    groupBy: "outcome",
    laneBy: "actor",
    maxLanes: 5,
    maxMarks: 5000,
  });
  expect(drawn.total).toBe(count);
  expect(drawn.lanes.map(({ total }) => total)).toEqual([33_334, 33_333, 33_333]);
});

describe("neighbours", () => {
  const bucket = (id: string, second: number, more: EventSketch = {}): EventSketch => ({
    id,
    timeMs: aTime + second * 1000,
    ...more,
    record: { requestParameters: { bucketName: "logs-prod" }, ...more.record },
  });

  test("are the changes of the same resource before and after, read and denied calls passed over", () => {
    const results = setOf(
      bucket("change-1", 1),
      bucket("read", 2, { name: "GetBucketPolicy" }),
      bucket("here", 3),
      bucket("denied", 4, {
        record: { requestParameters: { bucketName: "logs-prod" }, errorCode: "AccessDenied" },
      }),
      { id: "other", timeMs: aTime + 4500, record: { requestParameters: { bucketName: "other" } } },
      bucket("change-2", 5),
    );
    expect(results.neighbour("here", "previous")).toBe("change-1");
    expect(results.neighbour("here", "next")).toBe("change-2");
    expect(results.neighbour("change-2", "next")).toBeUndefined();
    expect(results.neighbour("read", "next")).toBe("here");
  });

  test("an event that names no resource has none", () => {
    const results = setOf({ id: "a", name: "CreateAccountAlias" }, { id: "b", name: "CreateAccountAlias" });
    expect(results.neighbour("a", "next")).toBeUndefined();
    expect(results.neighbour("gone", "next")).toBeUndefined();
  });
});

describe("summaries", () => {
  test("counts, span and values with how often they occur", () => {
    const results = setOf(
      { id: "a", user: "alice", timeMs: aTime },
      { id: "b", user: "bob", timeMs: aTime + 5000 },
      { id: "c", user: "bob", timeMs: aTime + 9000, name: "GetBucketPolicy" },
    );
    expect(results.counts()).toMatchObject({ changed: 2, read: 1, denied: 0 });
    expect(results.spanMs()).toEqual({ fromMs: aTime, toMs: aTime + 9001 });
    expect(results.values("user")).toEqual([
      { value: "bob", count: 2 },
      { value: "alice", count: 1 },
    ]);
    expect(results.values("request")).toEqual([]);
    expect(results.count("user", "bob")).toBe(2);
    expect(results.count("user", "nobody")).toBe(0);
    expect(results.count("request", "request-b")).toBe(1);
    expect(results.count("request", "request-x")).toBe(0);
  });

  test("of nothing are empty", () => {
    const results = new ResultSet();
    expect(results.spanMs()).toBeUndefined();
    expect(results.counts()).toEqual({ changed: 0, read: 0, denied: 0, failed: 0, noise: 0 });
    expect(results.values("user")).toEqual([]);
    expect([...results.all(newestFirst)]).toEqual([]);
  });
});
