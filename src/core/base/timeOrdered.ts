/** Things told by a place in columns, and their places by time, oldest first. */
export interface TimeOrdered {
  readonly order: Uint32Array;
  /** Epoch milliseconds by place. */
  readonly times: Float64Array;
}

/** First position in the order at or after a time; the order's length when all are earlier. */
export function firstAt({ order, times }: TimeOrdered, timeMs: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[order[middle] ?? 0] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
