import fc from "fast-check";
import { expect, test } from "vitest";
import {
  TimeScale,
  brushed,
  isAll,
  panned,
  shortestMs,
  widened,
  within,
  zoomed,
} from "../../../../webview/search/timeline/view.js";

const day = 86_400_000;
const bounds = { fromMs: 10 * day, toMs: 17 * day };
const anySpan = fc
  .tuple(fc.integer({ min: 10 * day, max: 17 * day }), fc.integer({ min: shortestMs, max: 7 * day }))
  .map(([fromMs, length]) => within({ fromMs, toMs: fromMs + length }, bounds));

test("zooming keeps the moment under the pointer where it is", () => {
  const view = { fromMs: 12 * day, toMs: 14 * day };
  const atMs = 12.5 * day;
  const closer = zoomed(view, bounds, atMs, 0.5);
  const part = (span: typeof view): number => (atMs - span.fromMs) / (span.toMs - span.fromMs);
  expect(part(closer)).toBeCloseTo(part(view), 10);
  expect(closer.toMs - closer.fromMs).toBe(day);
});

test("no zoom, pan or brush leaves what was asked for, or gets closer than there is to see", () => {
  fc.assert(
    fc.property(
      anySpan,
      fc.double({ min: 0.001, max: 1_000, noNaN: true }),
      fc.integer(),
      (view, factor, by) => {
        for (const next of [
          zoomed(view, bounds, (view.fromMs + view.toMs) / 2, factor),
          panned(view, bounds, by),
          brushed(view.fromMs + by, view.fromMs, bounds),
        ]) {
          expect(next.fromMs).toBeGreaterThanOrEqual(bounds.fromMs);
          expect(next.toMs).toBeLessThanOrEqual(bounds.toMs);
          expect(next.toMs - next.fromMs).toBeGreaterThanOrEqual(shortestMs - 1);
        }
      },
    ),
  );
});

test("panning keeps the length of the view, also at the edge", () => {
  const view = { fromMs: 16 * day, toMs: 17 * day };
  expect(panned(view, bounds, day)).toEqual(view);
  expect(panned(view, bounds, -day)).toEqual({ fromMs: 15 * day, toMs: 16 * day });
});

test("a brush works in either direction", () => {
  expect(brushed(13 * day, 12 * day, bounds)).toEqual({ fromMs: 12 * day, toMs: 13 * day });
});

test("zooming out ends at everything", () => {
  expect(isAll(zoomed({ fromMs: 12 * day, toMs: 13 * day }, bounds, 12 * day, 100), bounds)).toBe(true);
});

test("what is asked reaches half a view further on either side, within the bounds", () => {
  expect(widened({ fromMs: 12 * day, toMs: 14 * day }, bounds)).toEqual({ fromMs: 11 * day, toMs: 15 * day });
  expect(widened(bounds, bounds)).toEqual(bounds);
});

test("pixels and times turn into each other", () => {
  const scale = new TimeScale({ fromMs: 0, toMs: 1_000 }, 50, 500);
  expect(scale.x(500)).toBe(300);
  expect(scale.time(300)).toBe(500);
});
