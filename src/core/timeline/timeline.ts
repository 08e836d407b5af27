import type { GroupSummary } from "../events/groups/group.js";
import type { ChangeClass } from "../events/insight.js";

export type GroupBy = "outcome" | "actor" | "service" | "event" | "region" | "via" | "session";

/** What the page wants drawn: a window cut into about `bins` buckets, and lanes for one grouping. */
export interface TimelineAsk {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bins: number;
  readonly groupBy: GroupBy;
  readonly laneBy: GroupBy | undefined;
  readonly maxLanes: number;
  /** Single events are answered only when the window holds at most this many. */
  readonly maxMarks: number;
}

export interface TimelineAnswer {
  /** Start of the first bucket; bucket i covers [firstMs + i * bucketMs, + bucketMs). */
  readonly firstMs: number;
  readonly bucketMs: number;
  readonly buckets: number;
  /** Largest groups first; what is left is summed up in a series with key `other`. */
  readonly series: readonly Series[];
  /** Those with most changes, denied and failed calls first. */
  readonly lanes: readonly Lane[];
  /** Events inside the asked window. */
  readonly total: number;
}

export interface Series {
  readonly key: string;
  readonly total: number;
  readonly counts: readonly number[];
}

export interface Lane {
  readonly key: string;
  readonly total: number;
  /** Per bucket, for the folded view. */
  readonly counts: readonly number[];
  /** Present when the window holds few enough events. */
  readonly marks: readonly TimelineMark[] | undefined;
  /** Deployments, runs of tools and stretches of work with more than one event here, by time. */
  readonly bands: readonly TimelineBand[];
  /** What is known of the session that a lane stands for. */
  readonly session: GroupSummary | undefined;
}

/** What of a group lies in a lane. */
export interface TimelineBand {
  /** First event of the group in this lane. */
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly group: GroupSummary;
}

export interface TimelineMark {
  readonly id: string;
  readonly timeMs: number;
  readonly outcome: ChangeClass;
  /** True when the event carries at least one mark (destructive, credential…). */
  readonly marked: boolean;
}
