// Runs in the browser: uPlot drawing stacked bars of a timeline answer, driven from the bench.
import uPlot from "uplot";

/** @typedef {{ fromMs: number, toMs: number }} Span */
/** @typedef {import("../src/core/timeline/timeline.js").TimelineAnswer} TimelineAnswer */

const colours = ["#59a4f9", "#f14c4c", "#d18616", "#cccccc60", "#cccccc30"];

/** @type {uPlot | undefined} */
let plot;

/** @param {number} width @param {number} height @param {TimelineAnswer} answer @param {Span} view */
function start(width, height, answer, view) {
  const bars = uPlot.paths.bars?.({ size: [1, Infinity], gap: 1 });
  const series = answer.series.map((_, at) => ({
    stroke: colours[at] ?? "#cccccc",
    fill: colours[at] ?? "#cccccc",
    width: 0,
    points: { show: false },
    ...(bars ? { paths: bars } : {}),
  }));
  const axis = {
    stroke: "#9d9d9d",
    grid: { stroke: "#cccccc40", width: 1 },
    ticks: { stroke: "#cccccc80", width: 1 },
  };
  plot = new uPlot(
    {
      width,
      height,
      series: [{}, ...series.reverse()],
      scales: { x: { time: true, min: view.fromMs / 1_000, max: view.toMs / 1_000 } },
      axes: [axis, axis],
      legend: { show: false },
      cursor: { show: false },
    },
    toData(answer),
    document.body,
  );
}

/** @param {TimelineAnswer} answer @returns {uPlot.AlignedData} drawn back to front: the highest sum first */
function toData({ firstMs, bucketMs, buckets, series }) {
  const times = Array.from({ length: buckets }, (_, at) => (firstMs + (at + 0.5) * bucketMs) / 1_000);
  /** @type {number[]} */
  let below = new Array(buckets).fill(0);
  const sums = series.map(({ counts }) => (below = below.map((sum, at) => sum + (counts[at] ?? 0))));
  return [times, ...sums.reverse()];
}

/** @param {Span} view */
const look = ({ fromMs, toMs }) => plot?.setScale("x", { min: fromMs / 1_000, max: toMs / 1_000 });

/** @param {TimelineAnswer} answer */
const take = (answer) => plot?.setData(toData(answer), false);

Object.assign(window, { uplot: { start, look, take } });
