/**
 * Keeps places in order of time while they arrive in any order. What is new is sorted and merged when the order
 * is next asked for, so that a hundred small arrivals between two looks cost one merge.
 */
export class TimeOrder {
  #order: Uint32Array = new Uint32Array(0);
  #merged = 0;

  /**
   * Places by time, oldest first; of events with the same time the one that arrived last comes first, so that
   * read from the end (newest first) they stand as the service gave them.
   */
  order(times: Float64Array, size: number): Uint32Array {
    if (size > this.#merged) {
      this.#order = merge(this.#order, arrivals(times, this.#merged, size), times);
      this.#merged = size;
    }
    return this.#order;
  }
}

function arrivals(times: Float64Array, from: number, to: number): Uint32Array {
  const places = new Uint32Array(to - from);
  for (let place = from; place < to; place++) places[to - 1 - place] = place;
  // Stable, so that equal times keep the reversed order of arrival.
  return places.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || b - a);
}

function merge(left: Uint32Array, right: Uint32Array, times: Float64Array): Uint32Array {
  const merged = new Uint32Array(left.length + right.length);
  let l = 0;
  let r = 0;
  for (let at = 0; at < merged.length; at++) {
    const a = left[l] ?? 0;
    const b = right[r] ?? 0;
    const takeRight = l >= left.length || (r < right.length && (times[b] ?? 0) <= (times[a] ?? 0));
    merged[at] = takeRight ? b : a;
    if (takeRight) r++;
    else l++;
  }
  return merged;
}
