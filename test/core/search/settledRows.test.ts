import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval, LookupRow } from "../../../src/core/search/lookup.js";
import { SettledRows } from "../../../src/core/search/settledRows.js";

const second = 1000;
const row = (timeMs: number, id = String(timeMs)): LookupRow => ({ EventId: id, EventTimeMs: timeMs });

/** Feeds pages as a walk does and tells what was handed on. */
async function walk(
  rows: readonly LookupRow[],
  pageSize: number,
  settledMs: number,
  fromMs: number,
  pages = Infinity,
): Promise<{ readonly interval: Interval; readonly rows: readonly LookupRow[] }[]> {
  const written: { interval: Interval; rows: readonly LookupRow[] }[] = [];
  const kept = new SettledRows(
    settledMs,
    async (interval, complete) => void written.push({ interval, rows: complete }),
  );
  let oldestMs = Infinity;
  for (let start = 0, page = 0; start < rows.length && page < pages; start += pageSize, page++) {
    const part = rows.slice(start, start + pageSize);
    oldestMs = Math.min(oldestMs, ...part.map(({ EventTimeMs = Infinity }) => EventTimeMs));
    const last = start + pageSize >= rows.length;
    await kept.take(part, last ? fromMs : Math.floor(oldestMs / second) * second + second);
  }
  await kept.finish();
  return written;
}

describe("what a walk hands to the cache", () => {
  test("are intervals that touch, with exactly the settled rows in them, wherever the walk ends", async () => {
    const times = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: 1, max: 60 }),
        async (seconds, pageSize, settled, pages) => {
          const rows = seconds.sort((a, b) => b - a).map((at, index) => row(at * second, String(index)));
          const written = await walk(rows, pageSize, settled * second, 0, pages);
          let openMs = settled * second;
          for (const { interval, rows: complete } of written) {
            expect(interval.toMs).toBe(openMs);
            expect(interval.fromMs).toBeLessThan(interval.toMs);
            const inside = rows.filter(
              ({ EventTimeMs = 0 }) => EventTimeMs >= interval.fromMs && EventTimeMs < interval.toMs,
            );
            expect(new Set(complete)).toEqual(new Set(inside));
            openMs = interval.fromMs;
          }
        },
      ),
    );
  });

  test("reaches down to the start when the walk was complete, also without any row", async () => {
    expect(await walk([row(50 * second)], 50, 100 * second, 0)).toEqual([
      { interval: { fromMs: 0, toMs: 100 * second }, rows: [row(50 * second)] },
    ]);
    const written: Interval[] = [];
    const kept = new SettledRows(100 * second, async (interval) => void written.push(interval));
    await kept.take([], 0);
    await kept.finish();
    expect(written).toEqual([{ fromMs: 0, toMs: 100 * second }]);
  });

  test("is nothing while all rows are young", async () => {
    expect(await walk([row(50 * second)], 50, 0, 0)).toEqual([]);
  });

  test("ends where a row shows up late for a stretch that was handed on", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => row((100 - index) * second));
    const late = [...rows.slice(0, 30), row(95 * second, "late"), ...rows.slice(30)];
    const written = await walk(late, 2, 200 * second, 0);
    const reached = Math.min(...written.map(({ interval }) => interval.fromMs));
    expect(reached).toBeGreaterThan(60 * second);
  });

  test("has the rows of a second that was read twice only once", async () => {
    const rows = [row(3 * second, "a"), row(2 * second, "b"), row(2 * second, "b"), row(1 * second, "c")];
    const written = await walk(rows, 2, 100 * second, 0);
    expect(written.flatMap(({ rows: complete }) => complete.map(({ EventId }) => EventId))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
});
