import type { Interval } from "./lookup.js";

/** The same stretches of time, oldest first, with touching and overlapping ones joined and empty ones left out. */
export function joinIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (next.fromMs >= next.toMs) continue;
    if (!last || next.fromMs > last.toMs) joined.push(next);
    else if (next.toMs > last.toMs) joined[joined.length - 1] = { fromMs: last.fromMs, toMs: next.toMs };
  }
  return joined;
}

/** The parts of `intervals` inside `window`. */
export const clip = (intervals: readonly Interval[], window: Interval): readonly Interval[] =>
  joinIntervals(
    intervals.map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, window.fromMs),
      toMs: Math.min(toMs, window.toMs),
    })),
  );

/** The parts of `window` that `intervals` leave open, oldest first. */
export function gaps(window: Interval, intervals: readonly Interval[]): readonly Interval[] {
  const open: Interval[] = [];
  let fromMs = window.fromMs;
  for (const taken of clip(intervals, window)) {
    open.push({ fromMs, toMs: taken.fromMs });
    fromMs = taken.toMs;
  }
  return joinIntervals([...open, { fromMs, toMs: window.toMs }]);
}

/** How far back from the window's end the intervals reach without a gap. */
export function reachedBack(window: Interval, intervals: readonly Interval[]): number {
  const last = clip(intervals, window).at(-1);
  return last?.toMs === window.toMs ? last.fromMs : window.toMs;
}
