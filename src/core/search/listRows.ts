import type { GroupSummary } from "../events/groups/group.js";
import type { Row } from "./row.js";

/** How rows are listed. Without it, every event is a row of its own. */
export interface RowsView {
  /** Consecutive rows of one group stand under one summary row. */
  readonly fold: boolean;
  /** Ids of summary rows whose events are shown. */
  readonly open: readonly string[];
  /** Failed calls that were retried are shown too. */
  readonly retries: boolean;
}

/** A row of the list: an event, or the summary of several. */
export interface ListRow extends Row {
  /** On a summary row: what it sums up. Its other fields are those of the newest event under it. */
  readonly group?: GroupSummary;
  /** On a summary row: whether its events stand below it. */
  readonly isOpen?: boolean;
  /** True for an event that stands under a summary row. */
  readonly isMember?: boolean;
  /** On a failed call: after how long the same call succeeded. */
  readonly retriedAfterMs?: number;
  /** On a call that succeeded: how many failed attempts it had before. */
  readonly retries?: number;
}

const summaryMark = "group ";

/** Id of the summary row over a run of rows, of which this is the newest event. */
export const summaryId = (newestId: string): string => `${summaryMark}${newestId}`;

/** Id of the event that names a summary row; undefined when the id is no summary's. */
export const summarized = (id: string): string | undefined =>
  id.startsWith(summaryMark) ? id.slice(summaryMark.length) : undefined;
