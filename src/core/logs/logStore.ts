import type { Releasable } from "../base/disposables.js";
import type { FailureCode } from "../base/failure.js";
import type { JsonObject } from "../base/json.js";
import type { Query } from "../search/query.js";
import type { Row, Sort } from "../search/row.js";
import type { DuckBatch } from "../sql/duckTarget.js";
import type { TimelineAnswer, TimelineAsk } from "../timeline/timeline.js";
import type { Census, FileReport } from "./census.js";
import type { FolderOutline } from "./folderOutline.js";

/** Opens folders of log files; `src/engine` implements it. */
export interface LogStores {
  /**
   * Opens a folder. Resolves at once, also while its files are still being read: every answer covers what has been
   * read so far, and `changed` says when there is more. Rejects with a Failure when the folder cannot be read at all.
   */
  open(folder: string, signal: AbortSignal): Promise<LogStore>;
  /** What indexes take on disk. */
  stored(signal: AbortSignal): Promise<readonly StoredIndex[]>;
  /** Removes an index; the log files stay. */
  remove(key: string, signal: AbortSignal): Promise<void>;
}

export interface StoredIndex {
  readonly key: string;
  readonly folder: string;
  readonly sizeBytes: number;
}

/**
 * A folder of log files, searched by the same queries as event history. Query ranges that count back from now
 * (`last:7d`) count from the call's `nowMs`; accounts and Regions match the events' own, `*` is every one.
 */
export interface LogStore extends Releasable {
  /** Of its index, as in StoredIndex. */
  readonly key: string;
  readonly folder: string;
  readonly state: StoreState;
  /** Fires when more can be searched, when reading ended or failed, and when files came, changed or went. */
  readonly changed: (listener: () => void) => Releasable;
  /**
   * Resolves when every file has been looked at; rejects with the Failure that stopped reading, `folder/paused` when
   * somebody paused it.
   */
  settled(signal: AbortSignal): Promise<void>;
  /** Stops reading; what is read stays searchable. Nothing happens when all is read or another process reads. */
  pause(signal: AbortSignal): Promise<void>;
  /** Reads on where reading stopped; resolves when it has begun. */
  resume(signal: AbortSignal): Promise<void>;
  /** Looks for new, changed and vanished files; resolves when they are in. */
  refresh(signal: AbortSignal): Promise<void>;

  census(signal: AbortSignal): Promise<Census>;
  /** Accounts, Regions and days, of what has been read so far. */
  outline(signal: AbortSignal): Promise<FolderOutline>;
  /** Files one by one, by path. */
  files(signal: AbortSignal): AsyncIterable<readonly FileReport[]>;

  summary(query: Query, signal: AbortSignal): Promise<QuerySummary>;
  rows(ask: RowsAsk, signal: AbortSignal): Promise<readonly Row[]>;
  timeline(query: Query, ask: TimelineAsk, signal: AbortSignal): Promise<TimelineAnswer>;
  top(query: Query, field: TopField, limit: number, signal: AbortSignal): Promise<readonly TopValue[]>;
  /** An event by id; undefined when there is none. */
  event(id: string, signal: AbortSignal): Promise<StoredEvent | undefined>;
  /** Index of an event in the sorted results of a query; undefined when it is none of them. */
  place(query: Query, sort: Sort, id: string, signal: AbortSignal): Promise<number | undefined>;
  /** The next (1) or previous (-1) event in the sorted results of a query that meets `which`. */
  neighbour(ask: NeighbourAsk, signal: AbortSignal): Promise<string | undefined>;
  /** Whole records in order, for exports and for whatever rows do not tell. */
  records(ask: RecordsAsk, signal: AbortSignal): AsyncIterable<readonly JsonObject[]>;
  /** Runs a SELECT over the table `events` (see `core/sql/schema.ts`); rejects with `sql/refused` or `sql/wrong`. */
  sql(text: string, signal: AbortSignal): AsyncIterable<DuckBatch>;
}

export interface StoreState {
  /** `paused` by somebody, `stopped` by the failure. */
  readonly phase: "looking" | "reading" | "ready" | "paused" | "stopped";
  readonly filesFound: number;
  readonly filesDone: number;
  readonly events: number;
  /** Grows whenever what can be searched changes. */
  readonly revision: number;
  /** Another process reads this folder; this one looks on. */
  readonly follows: boolean;
  readonly failure: { readonly code: FailureCode; readonly message: string } | undefined;
}

export interface QuerySummary {
  readonly count: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  readonly revision: number;
}

/** A window of the sorted results: from an index, or behind a row that was shown (quicker far down a long list). */
export interface RowsAsk {
  readonly query: Query;
  readonly sort: Sort;
  readonly start: number | { readonly afterId: string };
  readonly count: number;
}

export interface RecordsAsk {
  readonly query: Query;
  readonly sort: Sort;
  readonly limit: number | undefined;
}

export interface NeighbourAsk {
  readonly query: Query;
  readonly sort: Sort;
  readonly id: string;
  readonly step: 1 | -1;
  /** `change`: only changes of the same resource (resource, service and account), as event history steps. */
  readonly which: "any" | "change";
}

export type TopField =
  | "user"
  | "event"
  | "service"
  | "resource"
  | "type"
  | "key"
  | "error"
  | "ip"
  | "via"
  | "outcome"
  | "mark"
  | "recipient"
  | "region";

export interface TopValue {
  readonly value: string;
  readonly count: number;
}

export interface StoredEvent {
  readonly record: JsonObject;
  /** The file it was read from, as in its FileReport, and its 0-based place in it. */
  readonly path: string;
  readonly index: number;
}
