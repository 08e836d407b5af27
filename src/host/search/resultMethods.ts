import type { RowsView } from "../../core/search/listRows.js";
import type { ResultSet } from "../../core/search/resultSet.js";
import type { Sort } from "../../core/search/row.js";
import type { TimelineAsk } from "../../core/timeline/timeline.js";
import type { RowsAnswer, RowsAsk, SearchPanelMethods } from "../../shared/searchPanel.js";
import { clipRow } from "./clipRow.js";
import type { PanelContext } from "./panelContext.js";
import { toAnswer } from "./toAnswer.js";

type ResultMethods = Pick<SearchPanelMethods, "answer" | "rows" | "indexOf" | "timeline" | "neighbour">;

/** Most rows one call answers, so that a window of rows never becomes the whole result. */
const maxRows = 500;
/** More buckets or lanes than a screen has pixels or a person has patience for. */
const maxBins = 4_000;
const maxLanes = 200;
const maxMarks = 20_000;

/** What concerns the answer: its state, windows of its rows, the timeline over them. */
export const resultMethods = (panel: PanelContext): ResultMethods => ({
  answer: async () => toAnswer(panel),
  rows: async (ask) => rowsOf(panel, ask),
  indexOf: async ({ id, sort, view }) => indexOf(panel.session.results, id, sort, view),
  timeline: async (ask) => panel.session.results.timeline(bounded(ask)),
  neighbour: async ({ id, direction }) => panel.session.results.neighbour(id, direction),
});

function rowsOf({ session }: PanelContext, ask: RowsAsk): RowsAnswer {
  const { results } = session;
  const { sort, view } = ask;
  const list = view && results.list(sort, view);
  const total = list?.size ?? results.size;
  const start = Math.min(
    Math.max(
      0,
      startOf(ask, (id) => indexOf(results, id, sort, view)),
    ),
    total,
  );
  const count = Math.min(ask.count, maxRows);
  const rows = (list ? list.rows(start, count) : results.rows(sort, start, count)).map(clipRow);
  return { revision: session.revision, total, start, rows };
}

const indexOf = (
  results: ResultSet,
  id: string,
  sort: Sort,
  view: RowsView | undefined,
): number | undefined => (view ? results.list(sort, view).indexOf(id) : results.indexOf(id, sort));

/** Rows that arrive above the anchor move the window along, so that what is being read stays where it is. */
function startOf(
  { start, anchorId, anchorOffset }: RowsAsk,
  indexOf: (id: string) => number | undefined,
): number {
  const anchor = anchorId === undefined ? undefined : indexOf(anchorId);
  return anchor === undefined ? start : anchor - Math.round(anchorOffset ?? 0);
}

const bounded = (ask: TimelineAsk): TimelineAsk => ({
  ...ask,
  fromMs: Math.min(ask.fromMs, ask.toMs),
  toMs: Math.max(ask.fromMs + 1, ask.toMs),
  bins: Math.min(Math.max(1, ask.bins), maxBins),
  maxLanes: Math.min(ask.maxLanes, maxLanes),
  maxMarks: Math.min(ask.maxMarks, maxMarks),
});
