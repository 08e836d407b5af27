import type { TimelineAsk } from "../../core/timeline/timeline.js";
import type { RowsAnswer, RowsAsk, SearchPanelMethods } from "../../shared/searchPanel.js";
import { clipRow } from "./clipRow.js";
import type { PanelContext } from "./panelContext.js";
import { toAnswer } from "./toAnswer.js";

type ResultMethods = Pick<SearchPanelMethods, "answer" | "rows" | "indexOf" | "timeline" | "neighbour">;

/** More buckets or lanes than a screen has pixels or a person has patience for. */
const maxBins = 4_000;
const maxLanes = 200;
const maxMarks = 20_000;

/** What concerns the answer: its state, windows of its rows, the timeline over them. */
export const resultMethods = (panel: PanelContext): ResultMethods => ({
  answer: (_, signal) => toAnswer(panel, signal),
  rows: (ask, signal) => rowsOf(panel, ask, signal),
  indexOf: ({ id, sort, view }, signal) => panel.results.indexOf(id, sort, view, signal),
  timeline: (ask, signal) => panel.results.timeline(bounded(ask), signal),
  neighbour: ({ id, direction }, signal) => panel.results.neighbour(id, direction, signal),
});

async function rowsOf({ results }: PanelContext, ask: RowsAsk, signal: AbortSignal): Promise<RowsAnswer> {
  const answer = await results.rows(ask, signal);
  return { ...answer, rows: answer.rows.map(clipRow) };
}

const bounded = (ask: TimelineAsk): TimelineAsk => ({
  ...ask,
  fromMs: Math.min(ask.fromMs, ask.toMs),
  toMs: Math.max(ask.fromMs + 1, ask.toMs),
  bins: Math.min(Math.max(1, ask.bins), maxBins),
  maxLanes: Math.min(ask.maxLanes, maxLanes),
  maxMarks: Math.min(ask.maxMarks, maxMarks),
});
