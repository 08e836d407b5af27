import { firstAt, type TimeOrdered } from "../../base/timeOrdered.js";
import type { ChangeClass } from "../insight.js";

/** A failed call that was soon made again and then succeeded. */
export interface Retry {
  /** Place of the call that succeeded. */
  readonly success: number;
  readonly afterMs: number;
}

/** What is compared of two calls, by place. */
export interface RetryColumns extends TimeOrdered {
  errorCode(place: number): string;
  /** True when both are the same API on the same named resource by the same identity, in one account and Region. */
  isSameCall(place: number, other: number): boolean;
}

/** Success must follow within this. */
export const retryMs = 60_000;

/** Calls looked at after a failed one, so that a flood of calls in one minute stays cheap. */
const mostLookedAt = 2_000;

/** Too many calls at once: SDK and tools reference guide, "Retry behavior", with S3's and EC2's own codes. */
const THROTTLED = /throttl|too.?many.?requests|request.?limit.?exceeded|slow.?down|rate.?exceeded/i;
/** Something of that name is there already, or another change was under way. */
const TAKEN =
  /already.?exist|already.?owned.?by.?you|conflict|concurrent.?(?:modification|update)|operation.?aborted/i;

/** Whether a failed call may turn out to be a retry. A denied call never is: that it was tried is the news. */
export const mayBeRetried = (outcome: ChangeClass, errorCode: string): boolean =>
  outcome === "failed" && (THROTTLED.test(errorCode) || TAKEN.test(errorCode));

/** Which of the failed calls at these places were retried; by their place. */
export function findRetries(failed: readonly number[], columns: RetryColumns): ReadonlyMap<number, Retry> {
  const retries = new Map<number, Retry>();
  for (const place of failed) {
    const retry = retryOf(place, columns);
    if (retry) retries.set(place, retry);
  }
  return retries;
}

function retryOf(place: number, columns: RetryColumns): Retry | undefined {
  const { order, times } = columns;
  const failedMs = times[place] ?? 0;
  const start = firstAt(columns, failedMs); // calls of one second stand in no order of their own
  const end = Math.min(order.length, start + mostLookedAt);
  // Records tell whole seconds. Within one, what is there already may well have been made by the call that succeeded.
  const leastMs = THROTTLED.test(columns.errorCode(place)) ? 0 : 1;
  for (let at = start; at < end; at++) {
    const other = order[at] ?? 0;
    const afterMs = (times[other] ?? 0) - failedMs;
    if (afterMs > retryMs) return undefined;
    if (afterMs < leastMs || other === place || columns.errorCode(other) !== "") continue;
    if (columns.isSameCall(place, other)) return { success: other, afterMs };
  }
  return undefined;
}
