import type { TimelineAnswer } from "../../../src/shared/searchData.js";
import type { Span } from "../preferences.js";

/** An answer's buckets ready to be drawn: counts of the shown groups only, in stacking order. */
export interface Bars {
  readonly firstMs: number;
  readonly bucketMs: number;
  readonly buckets: number;
  /** One array per shown group, from the bottom. */
  readonly groups: readonly { readonly key: string; readonly counts: readonly number[] }[];
  readonly totals: Float64Array;
}

export function toBars(answer: TimelineAnswer, keys: readonly string[], hidden: ReadonlySet<string>): Bars {
  const groups = keys.flatMap((key) => {
    const series = hidden.has(key) ? undefined : answer.series.find((each) => each.key === key);
    return series ? [{ key, counts: series.counts }] : [];
  });
  const totals = new Float64Array(answer.buckets);
  for (const { counts } of groups) counts.forEach((count, at) => (totals[at] = (totals[at] ?? 0) + count));
  return { firstMs: answer.firstMs, bucketMs: answer.bucketMs, buckets: answer.buckets, groups, totals };
}

/** First and one past the last bucket that the view touches. */
export function bucketsIn(
  { firstMs, bucketMs, buckets }: Bars,
  { fromMs, toMs }: Span,
): readonly [from: number, end: number] {
  const from = Math.floor((fromMs - firstMs) / bucketMs);
  const end = Math.ceil((toMs - firstMs) / bucketMs);
  return [Math.min(Math.max(0, from), buckets), Math.min(Math.max(0, end), buckets)];
}

export function highest(bars: Bars, view: Span): number {
  const [from, end] = bucketsIn(bars, view);
  let max = 0;
  for (let at = from; at < end; at++) max = Math.max(max, bars.totals[at] ?? 0);
  return max;
}

/** The bucket a moment falls into; undefined outside of the answer. */
export function bucketAt({ firstMs, bucketMs, buckets }: Bars, timeMs: number): number | undefined {
  const at = Math.floor((timeMs - firstMs) / bucketMs);
  return at >= 0 && at < buckets ? at : undefined;
}

export const bucketSpan = ({ firstMs, bucketMs }: Bars, at: number): Span => ({
  fromMs: firstMs + at * bucketMs,
  toMs: firstMs + (at + 1) * bucketMs,
});

/** How many events the view holds, as far as whole buckets can tell. */
export function totalIn(bars: Bars, view: Span): number {
  const [from, end] = bucketsIn(bars, view);
  let sum = 0;
  for (let at = from; at < end; at++) sum += bars.totals[at] ?? 0;
  return sum;
}
