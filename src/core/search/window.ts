import type { Interval } from "./lookup.js";
import type { TimeRange } from "./query.js";
import { dayMs } from "./queryTime.js";

/** Event history keeps 90 days: CloudTrail user guide, "Working with CloudTrail Event history". */
export const historyMs = 90 * dayMs;

const secondMs = 1000;

/**
 * The stretch of time a search is pinned to: whole seconds as LookupEvents takes them, not before what event history
 * keeps and not after the present second. Empty (`fromMs` = `toMs`) when the range lies outside altogether.
 */
export function pinWindow(range: TimeRange, nowMs: number): Interval {
  const endMs = (Math.floor(nowMs / secondMs) + 1) * secondMs;
  const oldestMs = Math.ceil((nowMs - historyMs) / secondMs) * secondMs;
  const asked = range.kind === "last" ? { fromMs: nowMs - range.ms, toMs: endMs } : range;
  const fromMs = Math.max(oldestMs, Math.floor(asked.fromMs / secondMs) * secondMs);
  const toMs = Math.min(endMs, Math.ceil(asked.toMs / secondMs) * secondMs);
  if (fromMs < toMs) return { fromMs, toMs };
  const nearest = Math.min(endMs, Math.max(oldestMs, toMs));
  return { fromMs: nearest, toMs: nearest };
}
