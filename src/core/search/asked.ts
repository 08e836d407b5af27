import type { FailureCode, FailureDetail } from "../base/failure.js";

/** What was really asked of an archive to answer a query. Shown with every answer, above all with an empty one. */
export interface Asked {
  /** The window that was pinned for the whole search, epoch milliseconds, half open. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly scopes: readonly AskedScope[];
  /** Conditions the service could not apply and that were applied here, in query text form. */
  readonly filteredHere: readonly string[];
  /** Events that came back, before filtering here and without duplicates. */
  readonly received: number;
  readonly duplicates: number;
  /** Records that could not be read. */
  readonly unreadable: number;
  /** Set when a file was read rather than a service asked; there are no scopes then. */
  readonly file?: AskedFile;
  /** Set when a folder of log files was asked; there are no scopes then. */
  readonly folder?: AskedFolder;
}

/** How far a log folder is read, and what of it cannot be. */
export interface AskedFolder {
  readonly filesFound: number;
  readonly filesDone: number;
  readonly state: "looking" | "reading" | "ready" | "paused" | "stopped";
  /** Remaining time; undefined while it cannot be told and when all is read. */
  readonly leftMs: number | undefined;
  /** Another window reads the folder. */
  readonly follows: boolean;
  /** Files that were not, or not wholly, read although they look like logs, with why; most frequent first. */
  readonly unread: readonly { readonly why: string; readonly files: number }[];
}

/** How far a file was read. */
export interface AskedFile {
  readonly sizeBytes: number;
  readonly readBytes: number;
  /** What is wrong with the file, for people; empty when it could be read to its end. */
  readonly notes: readonly string[];
  /** The first of the records that could not be read, each with its place and why. */
  readonly damaged: readonly string[];
}

/** One account and Region (and one lookup attribute) of the search. */
export interface AskedScope {
  readonly account: string;
  readonly accountId: string;
  readonly region: string;
  /** The attribute the service filtered by, as `Username=alice`; undefined when it was asked for everything. */
  readonly attribute: string | undefined;
  /** Requests answered, and pages taken from the cache on disk instead. */
  readonly pages: number;
  readonly cachedPages: number;
  /** How far back the pages read so far reach; equals the window's start when complete. */
  readonly reachedMs: number;
  readonly state: "waiting" | "running" | "complete" | "stopped" | "failed";
  readonly failure?: { readonly code: FailureCode; readonly message: string; readonly detail: FailureDetail };
}
