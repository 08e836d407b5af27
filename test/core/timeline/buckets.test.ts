import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ResultSet } from "../../../src/core/search/resultSet.js";
import { bucketWidthMs } from "../../../src/core/timeline/buckets.js";
import type { TimelineAsk } from "../../../src/core/timeline/timeline.js";
import { anEvent, type EventSketch } from "../search/builders.js";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse("2026-11-20T00:00:00Z");

const ask = (more: Partial<TimelineAsk> = {}): TimelineAsk => ({
  fromMs: start,
  toMs: start + day,
  bins: 24,
  groupBy: "outcome",
  laneBy: undefined,
  maxLanes: 10,
  maxMarks: 100,
  ...more,
});

const setOf = (sketches: readonly EventSketch[]): ResultSet => {
  const results = new ResultSet();
  results.add(sketches.map(anEvent));
  return results;
};

describe("the width of buckets", () => {
  test.each([
    [30 * second, 60, second],
    [10 * minute, 60, 10 * second],
    [hour, 60, minute],
    [day, 24, hour],
    [day, 100, 15 * minute],
    [7 * day, 200, hour],
    [90 * day, 120, day],
    [90 * day, 30, 5 * day],
  ])("of %d ms in at most %d buckets is %d ms", (spanMs, bins, wanted) => {
    expect(bucketWidthMs(start, start + spanMs, bins)).toBe(wanted);
  });
});

describe("the histogram", () => {
  test("buckets begin on full hours in UTC and cover the whole window", () => {
    const answer = setOf([]).timeline(
      ask({ fromMs: start + 20 * minute, toMs: start + 5 * hour + minute, bins: 10 }),
    );
    expect(answer).toMatchObject({
      firstMs: start,
      bucketMs: hour,
      buckets: 6,
      total: 0,
      series: [],
      lanes: [],
    });
  });

  test("each event is counted in its bucket and its group, largest group first", () => {
    const answer = setOf([
      { timeMs: start, name: "GetBucketPolicy" },
      { timeMs: start + hour - 1, name: "GetBucketPolicy" },
      { timeMs: start + hour, name: "GetBucketPolicy" },
      { timeMs: start + 23 * hour, name: "PutBucketPolicy" },
      { timeMs: start + day, name: "PutBucketPolicy" },
    ]).timeline(ask());
    expect(answer.total).toBe(4);
    expect(answer.series.map(({ key, total }) => [key, total])).toEqual([
      ["read", 3],
      ["changed", 1],
    ]);
    expect(answer.series[0]?.counts.slice(0, 3)).toEqual([2, 1, 0]);
    expect(answer.series[1]?.counts[23]).toBe(1);
  });

  test("the seven largest groups have a series of their own, the rest is summed up", () => {
    const sketches = Array.from({ length: 10 }, (_, user) =>
      Array.from({ length: 10 - user }, () => ({ timeMs: start + hour, user: `user-${String(user)}` })),
    ).flat();
    const { series } = setOf(sketches).timeline(ask({ groupBy: "actor" }));
    expect(series.map(({ key, total }) => `${key} ${String(total)}`)).toEqual([
      ...[10, 9, 8, 7, 6, 5, 4].map((total, user) => `user-${String(user)} ${String(total)}`),
      "other 6",
    ]);
  });

  test("buckets at the edges count whole, so that panning does not change their height", () => {
    const results = setOf([{ timeMs: start + minute }, { timeMs: start + 30 * minute }]);
    const answer = results.timeline(ask({ fromMs: start + 10 * minute, toMs: start + 5 * hour, bins: 6 }));
    expect(answer.bucketMs).toBe(hour);
    expect(answer.series[0]?.counts[0]).toBe(2);
    expect(answer.total).toBe(1);
  });
});

describe("lanes", () => {
  const sketches = [
    { id: "a1", user: "alice", timeMs: start + hour },
    { id: "a2", user: "alice", timeMs: start + 2 * hour, record: { errorCode: "AccessDenied" } },
    { id: "b1", user: "bob", timeMs: start + 3 * hour },
    { id: "c1", user: "carol", timeMs: start + 2 * day },
  ];

  test("hold the largest groups in the window, with single events when they are few enough", () => {
    const { lanes } = setOf(sketches).timeline(ask({ laneBy: "actor" }));
    expect(lanes.map(({ key, total }) => [key, total])).toEqual([
      ["alice", 2],
      ["bob", 1],
    ]);
    expect(lanes[0]?.marks?.map(({ id, timeMs, outcome }) => [id, timeMs, outcome])).toEqual([
      ["a1", start + hour, "changed"],
      ["a2", start + 2 * hour, "denied"],
    ]);
  });

  test("one with a change stands above one with more events that only read", () => {
    const reads = [1, 2, 3].map((at) => ({
      id: `r${String(at)}`,
      user: "reader",
      timeMs: start + at * hour,
      record: { eventName: "DescribeTrails", readOnly: true },
    }));
    const { lanes } = setOf([...reads, ...sketches]).timeline(ask({ laneBy: "actor" }));
    expect(lanes.map(({ key }) => key)).toEqual(["alice", "bob", "reader"]);
  });

  test("hold counts alone when there are too many events, and no more lanes than asked", () => {
    const { lanes } = setOf(sketches).timeline(ask({ laneBy: "actor", maxMarks: 2, maxLanes: 1 }));
    expect(lanes).toHaveLength(1);
    expect(lanes[0]?.marks).toBeUndefined();
    expect(lanes[0]?.counts[1]).toBe(1);
  });
});

test("whatever is asked, nothing is lost or counted twice and there are no more buckets than asked", () => {
  const times = fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 60 });
  const users = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), {
    minLength: 60,
    maxLength: 60,
  });
  const window = fc.tuple(fc.integer({ min: -day, max: 3 * day }), fc.integer({ min: 1, max: 4 * day }));
  fc.assert(
    fc.property(
      times,
      users,
      window,
      fc.integer({ min: 2, max: 300 }),
      (offsets, names, [fromOffset, spanMs], bins) => {
        const results = setOf(
          offsets.map((offset, index) => ({ timeMs: start + offset, user: names[index] ?? "a" })),
        );
        const fromMs = start + fromOffset;
        const toMs = fromMs + spanMs;
        const answer = results.timeline(
          ask({ fromMs, toMs, bins, groupBy: "actor", laneBy: "actor", maxLanes: 99, maxMarks: 99 }),
        );
        const endMs = answer.firstMs + answer.buckets * answer.bucketMs;
        const inBuckets = offsets.filter(
          (offset) => start + offset >= answer.firstMs && start + offset < endMs,
        ).length;
        const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
        expect(answer.buckets).toBeLessThanOrEqual(bins);
        expect(answer.firstMs).toBeLessThanOrEqual(fromMs);
        expect(endMs).toBeGreaterThanOrEqual(toMs);
        expect(answer.total).toBe(
          offsets.filter((offset) => start + offset >= fromMs && start + offset < toMs).length,
        );
        expect(sum(answer.series.map(({ counts }) => sum(counts)))).toBe(inBuckets);
        expect(sum(answer.lanes.map(({ marks }) => marks?.length ?? 0))).toBe(inBuckets);
        for (const { counts, total } of answer.series)
          expect([counts.length, sum(counts)]).toEqual([answer.buckets, total]);
      },
    ),
  );
});
