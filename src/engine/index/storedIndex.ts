import type { FileReport } from "../../core/logs/census.js";

/** A file as the index remembers it. */
export interface StoredFile extends FileReport {
  /** Names the file in the `file` column of its segment; never used twice in one index. */
  readonly number: number;
  /** The path's bytes as Latin-1 text where they are no UTF-8. */
  readonly rawPath?: string;
}

/** Files that were read together, and the segment their events are in. Never changed once it is written. */
export interface Batch {
  /** Of `NAME.json` (the files) and `NAME.parquet` (the events; there is none when `events` is 0). */
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  /** Numbers of files that have changed or vanished since: their events do not count. */
  readonly gone: readonly number[];
}

/** `manifest.json`: what the index consists of. What it does not name is left over from a crash. */
export interface Manifest {
  readonly format: string;
  readonly folder: string;
  readonly batches: readonly Batch[];
  readonly nextFile: number;
  readonly nextBatch: number;
  /** True when every file found by then had been looked at. */
  readonly complete: boolean;
}

export const emptyManifest = (format: string, folder: string): Manifest => ({
  format,
  folder,
  batches: [],
  nextFile: 1,
  nextBatch: 1,
  complete: false,
});
