// Work of a page's main thread by animation frame, read from a Chromium trace.

/** @typedef {{ name: string, ph: string, ts: number, dur?: number, pid: number, tid: number, cat: string }} TraceEvent */

/** Marks a page leaves by `performance.mark`. */
export const marks = { start: "bench-start", frame: "bench-frame", end: "bench-end" };

/** What has to be traced for it. */
export const categories = [
  "-*",
  "toplevel",
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "blink.user_timing",
];

/**
 * Milliseconds of script, style, layout and paint of each frame: the task that draws it and all tasks up to the next.
 * @param {Buffer} trace
 * @returns {number[]}
 */
export function frameWork(trace) {
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  const named = (/** @type {string} */ name) => traceEvents.filter((event) => event.name === name);
  const [start] = named(marks.start);
  const [end] = named(marks.end);
  if (!start || !end) throw new Error("the trace has no marks");
  const isMain = (/** @type {TraceEvent} */ { pid, tid }) => pid === start.pid && tid === start.tid;
  const tasks = traceEvents
    .filter((event) => event.name === "RunTask" && event.ph === "X" && isMain(event))
    .filter(({ ts }) => ts >= start.ts && ts <= end.ts)
    .sort((one, other) => one.ts - other.ts);
  const frames = named(marks.frame)
    .filter(isMain)
    .map(({ ts }) => ts)
    .sort((one, other) => one - other);
  return byFrame(tasks, frames);
}

/** @param {readonly TraceEvent[]} tasks @param {readonly number[]} frames @returns {number[]} */
function byFrame(tasks, frames) {
  /** @type {number[]} */
  const work = [];
  let next = 0;
  for (const { ts, dur = 0 } of tasks) {
    const at = frames[next];
    if (at !== undefined && at >= ts && at <= ts + dur) {
      work.push(0);
      next += 1;
    }
    if (work.length > 0) work[work.length - 1] = (work.at(-1) ?? 0) + dur / 1_000;
  }
  if (work.length < frames.length / 2)
    throw new Error(`${work.length} of ${frames.length} frames were found in the trace`);
  return work.slice(1, -1); // the first and the last are cut
}

/** @param {readonly number[]} values @param {number} part */
export function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
