import type { CloudTrailEvent } from "../../../core/events/event.js";
import type { Asked } from "../../../core/search/asked.js";
import type { Interval } from "../../../core/search/lookup.js";
import type { RowsView } from "../../../core/search/listRows.js";
import type { FilterField } from "../../../core/search/query.js";
import type { SessionPlace } from "../../../core/search/resultSet.js";
import type { Sort } from "../../../core/search/row.js";
import type { SeenValue } from "../../../core/search/seenValues.js";
import type { TimelineAnswer, TimelineAsk } from "../../../core/timeline/timeline.js";
import type { Answer, RowsAnswer, RowsAsk } from "../../../shared/searchPanel.js";

/** What an answer says in numbers. */
export interface Totals extends Pick<Answer, "shown" | "counts" | "retries" | "deployments"> {
  /** From the oldest row to just after the newest; undefined when there is none. */
  readonly span: Interval | undefined;
}

/** The events that meet a panel's question, wherever they are kept: in memory, or in the index of a log folder. */
export interface PanelResults {
  /** Grows with every change of the rows; the same number means the same rows. */
  readonly revision: number;
  /** What was asked, as of this moment; undefined before the first search. */
  asked(): Asked | undefined;
  totals(signal: AbortSignal): Promise<Totals>;
  rows(ask: RowsAsk, signal: AbortSignal): Promise<RowsAnswer>;
  /** Where an event stands in a sort order; undefined when it is not among the results. */
  indexOf(
    id: string,
    sort: Sort,
    view: RowsView | undefined,
    signal: AbortSignal,
  ): Promise<number | undefined>;
  timeline(ask: TimelineAsk, signal: AbortSignal): Promise<TimelineAnswer>;
  /** The previous (older) or next (newer) change of the resource an event is about. */
  neighbour(id: string, direction: "previous" | "next", signal: AbortSignal): Promise<string | undefined>;
  /** An event by id, also one that was looked up beside the results. */
  event(id: string, signal: AbortSignal): Promise<CloudTrailEvent | undefined>;
  session(event: CloudTrailEvent, signal: AbortSignal): Promise<SessionPlace | undefined>;
  /** The values a field has, most frequent first. */
  values(field: FilterField, signal: AbortSignal): Promise<readonly SeenValue[]>;
  /** How many of the results have exactly this value. */
  count(field: FilterField, value: string, signal: AbortSignal): Promise<number>;
  /** Whole events as they stand now, each once; `count` of them are expected. */
  all(sort: Sort): { readonly count: number; readonly portions: AsyncIterable<readonly CloudTrailEvent[]> };
}

/** Most rows one call answers, so that a window of rows never becomes the whole result. */
export const maxRows = 500;

/** Rows that arrive above the anchor move the window along, so that what is being read stays where it is. */
export function windowStart(
  { start, anchorOffset }: RowsAsk,
  anchor: number | undefined,
  total: number,
): number {
  const wanted = anchor === undefined ? start : anchor - Math.round(anchorOffset ?? 0);
  return Math.min(Math.max(0, wanted), total);
}
