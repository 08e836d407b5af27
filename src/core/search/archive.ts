import type { CloudTrailEvent, RecordProblem } from "../events/event.js";
import type { Asked } from "./asked.js";
import type { Query } from "./query.js";

/** A place where events live and can be searched. Aborting stops the work at its origin. */
export interface Archive {
  search(query: Query, signal: AbortSignal): AsyncIterable<Batch>;
}

/** What arrived since the batch before; the first one leaves as soon as the first page is here. */
export interface Batch {
  /** Events that pass the whole query; not in any order across batches, never twice in one search. */
  readonly events: readonly CloudTrailEvent[];
  readonly problems: readonly RecordProblem[];
  /** State of the whole search as of this batch; each batch's replaces the one before. */
  readonly asked: Asked;
}
