// The movements of the timeline's bench. Both functions run in the browser, a frame at a time, and leave marks in the trace.

/** @typedef {{ fromMs: number, toMs: number }} Span */
/** @typedef {import("../src/core/timeline/timeline.js").TimelineAnswer} TimelineAnswer */

/**
 * Runs in the page: a wheel event a frame, in and out and sideways, as a person would.
 * @param {{ frames: number, marks: { start: string, frame: string, end: string }, pointer: { x: number, y: number } }} options
 */
export function turnWheel({ frames, marks, pointer }) {
  const stage = document.querySelector(".ct-stage");
  const tasks = new MessageChannel();
  return new Promise((resolve) => {
    let frame = 0;
    const onFrame = () => {
      performance.mark(marks.frame);
      tasks.port2.postMessage(undefined);
    };
    tasks.port1.onmessage = () => {
      frame += 1;
      if (frame > frames) {
        performance.mark(marks.end);
        resolve(undefined);
        return;
      }
      requestAnimationFrame(onFrame);
      const phase = Math.floor(frame / 30) % 4;
      const turn =
        phase === 0 ? { deltaY: -60 } : phase === 2 ? { deltaY: 60 } : { deltaX: phase === 1 ? 24 : -24 };
      const box = stage?.getBoundingClientRect();
      const at = { clientX: (box?.left ?? 0) + pointer.x, clientY: (box?.top ?? 0) + 60 };
      stage?.dispatchEvent(new WheelEvent("wheel", { ...turn, ...at, bubbles: true, cancelable: true }));
    };
    performance.mark(marks.start);
    requestAnimationFrame(onFrame);
  });
}

/**
 * Runs in the browser: the same movements as `turnWheel`, over the closest answer that covers what is in view.
 * @param {{ frames: number, marks: { start: string, frame: string, end: string }, answers: readonly TimelineAnswer[], range: Span, width: number, height: number }} options
 */
export function movePlot({ frames, marks, answers, range, width, height }) {
  /** @type {{ start(width: number, height: number, answer: TimelineAnswer, view: Span): void, look(view: Span): void, take(answer: TimelineAnswer): void }} */
  const plot = Reflect.get(window, "uplot");
  const spanOf = (/** @type {TimelineAnswer} */ { bucketMs, buckets }) => bucketMs * buckets;
  const closest = (/** @type {Span} */ view) =>
    answers
      .filter((answer) => answer.firstMs <= view.fromMs && answer.firstMs + spanOf(answer) >= view.toMs)
      .sort((one, other) => spanOf(one) - spanOf(other))[0];
  const plotPx = width - 60;
  const whole = range.toMs - range.fromMs;
  let view = range;
  let shown = closest(view) ?? answers[0];
  if (!shown) throw new Error("the page was answered nothing");
  plot.start(width, height, shown, view);
  /** @param {number} fromMs @param {number} length */
  const within = (fromMs, length) => {
    const start = Math.min(Math.max(fromMs, range.fromMs), range.toMs - length);
    return { fromMs: start, toMs: start + length };
  };
  const tasks = new MessageChannel();
  return new Promise((resolve) => {
    let frame = 0;
    const onFrame = () => {
      performance.mark(marks.frame);
      tasks.port2.postMessage(undefined);
    };
    tasks.port1.onmessage = () => {
      frame += 1;
      if (frame > frames) {
        performance.mark(marks.end);
        resolve(undefined);
        return;
      }
      requestAnimationFrame(onFrame);
      const phase = Math.floor(frame / 30) % 4;
      const length = view.toMs - view.fromMs;
      if (phase % 2 === 0) {
        const next = Math.min(whole, length * Math.exp((phase === 0 ? -60 : 60) * 0.0018));
        view = within(view.fromMs + (length - next) / 2, next);
      } else view = within(view.fromMs + ((phase === 1 ? 24 : -24) / plotPx) * length, length);
      const answer = closest(view);
      if (answer && answer !== shown) {
        shown = answer;
        plot.take(answer);
      }
      plot.look(view);
    };
    performance.mark(marks.start);
    requestAnimationFrame(onFrame);
  });
}
