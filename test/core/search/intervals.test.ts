import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clip, gaps, joinIntervals, reachedBack } from "../../../src/core/search/intervals.js";
import type { Interval } from "../../../src/core/search/lookup.js";
import { pinWindow } from "../../../src/core/search/window.js";

const anInterval = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 }))
  .map(([fromMs, ms]): Interval => ({ fromMs, toMs: fromMs + ms }));

const holds = (intervals: readonly Interval[], moment: number): boolean =>
  intervals.some(({ fromMs, toMs }) => moment >= fromMs && moment < toMs);

describe("intervals", () => {
  test("a window is its covered parts and its gaps, and nothing is in both", () => {
    fc.assert(
      fc.property(anInterval, fc.array(anInterval, { maxLength: 6 }), (window, covered) => {
        const inside = clip(covered, window);
        const open = gaps(window, covered);
        for (let moment = 0; moment < 45; moment++) {
          const inWindow = holds([window], moment);
          expect(holds(inside, moment)).toBe(inWindow && holds(covered, moment));
          expect(holds(open, moment)).toBe(inWindow && !holds(covered, moment));
        }
      }),
    );
  });

  test("joined ones are in order, apart from each other and not empty", () => {
    fc.assert(
      fc.property(fc.array(anInterval, { maxLength: 8 }), (intervals) => {
        const joined = joinIntervals(intervals);
        joined.forEach(({ fromMs, toMs }, index) => {
          expect(fromMs).toBeLessThan(toMs);
          expect(joined[index - 1]?.toMs ?? -1).toBeLessThan(fromMs);
        });
        for (let moment = 0; moment < 45; moment++)
          expect(holds(joined, moment)).toBe(holds(intervals, moment));
      }),
    );
  });

  test("reach back from the end as far as there is no gap", () => {
    const window = { fromMs: 0, toMs: 100 };
    expect(reachedBack(window, [])).toBe(100);
    expect(reachedBack(window, [{ fromMs: 0, toMs: 50 }])).toBe(100);
    expect(
      reachedBack(window, [
        { fromMs: 80, toMs: 100 },
        { fromMs: 60, toMs: 80 },
        { fromMs: 0, toMs: 50 },
      ]),
    ).toBe(60);
    expect(reachedBack(window, [{ fromMs: -5, toMs: 200 }])).toBe(0);
  });
});

describe("the pinned window", () => {
  const nowMs = Date.parse("2026-11-23T12:00:00.400Z");
  const day = 86_400_000;

  test("has whole seconds, lies within the 90 days, and is never turned round", () => {
    const ranges = fc.oneof(
      fc.integer({ min: 1, max: 400 * day }).map((ms) => ({ kind: "last" as const, ms })),
      fc
        .tuple(fc.integer({ min: -400 * day, max: 40 * day }), fc.integer({ min: 1, max: 400 * day }))
        .map(([from, ms]) => ({ kind: "exact" as const, fromMs: nowMs + from, toMs: nowMs + from + ms })),
    );
    fc.assert(
      fc.property(ranges, (range) => {
        const { fromMs, toMs } = pinWindow(range, nowMs);
        expect(fromMs % 1000).toBe(0);
        expect(toMs % 1000).toBe(0);
        expect(fromMs).toBeLessThanOrEqual(toMs);
        expect(fromMs).toBeGreaterThanOrEqual(nowMs - 90 * day);
        expect(toMs).toBeLessThanOrEqual(nowMs + 1000);
        const asked = range.kind === "last" ? { fromMs: nowMs - range.ms, toMs: nowMs } : range;
        if (fromMs < toMs) {
          expect(fromMs <= Math.max(asked.fromMs, nowMs - 90 * day + 1000)).toBe(true);
          expect(toMs >= Math.min(asked.toMs, nowMs)).toBe(true);
        }
      }),
    );
  });

  test("of a time in the future or before the 90 days is empty", () => {
    for (const days of [-200, 10]) {
      const fromMs = nowMs + days * day;
      const window = pinWindow({ kind: "exact", fromMs, toMs: fromMs + day }, nowMs);
      expect(window.fromMs).toBe(window.toMs);
    }
  });
});
