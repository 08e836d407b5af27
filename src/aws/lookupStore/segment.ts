import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Interval, LookupRow } from "../../core/search/lookup.js";

/**
 * A file of rows for one interval. Everything a reader needs to trust it is in its name, so the directory itself
 * is the index and two windows can write side by side: `FROM-TO-ROWS-HASH.jsonl.gz`, times in epoch seconds,
 * the hash over the compressed bytes.
 */
export interface SegmentName extends Interval {
  readonly name: string;
  readonly rows: number;
  readonly hash: string;
}

const pattern = /^(\d+)-(\d+)-(\d+)-([0-9a-f]{16})\.jsonl\.gz$/u;

export function parseName(name: string): SegmentName | undefined {
  const [, from, to, rows, hash = ""] = pattern.exec(name) ?? [];
  const fromMs = Number(from) * 1000;
  const toMs = Number(to) * 1000;
  return fromMs < toMs ? { name, fromMs, toMs, rows: Number(rows), hash } : undefined;
}

export interface Segment {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The same rows and interval give the same file, whoever writes it. */
export function toSegment({ fromMs, toMs }: Interval, rows: readonly LookupRow[]): Segment {
  const bytes = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const name = `${fromMs / 1000}-${toMs / 1000}-${rows.length}-${hashOf(bytes)}.jsonl.gz`;
  return { name, bytes };
}

export const hashOf = (bytes: Buffer): string =>
  createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Rows in the order they were written; the bytes were checked against the name, so they are ours. */
export function rowsOf(bytes: Buffer): readonly LookupRow[] {
  const lines = gunzipSync(bytes).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LookupRow);
}

/** Where a row belongs; one without a time counts for the interval's first moment. */
export const timeOf = (row: LookupRow, { fromMs }: Interval): number => row.EventTimeMs ?? fromMs;

/** Rows this many, or this many characters, go into one segment at most, so that reading one is quick. */
const mostRows = 5000;
const mostCharacters = 8_000_000;

/**
 * Cuts an interval into segments of a handy size. A cut lies between two different times, so that every row of a
 * moment is on one side of it.
 */
export function cut(interval: Interval, rows: readonly LookupRow[]): readonly Segment[] {
  const sorted = rows
    .filter((row) => {
      const timeMs = timeOf(row, interval);
      return timeMs >= interval.fromMs && timeMs < interval.toMs;
    })
    .sort((a, b) => timeOf(b, interval) - timeOf(a, interval));
  const segments: Segment[] = [];
  let part: LookupRow[] = [];
  let characters = 0;
  let toMs = interval.toMs;
  for (const row of sorted) {
    const last = part.at(-1);
    const lastMs = last === undefined ? undefined : timeOf(last, interval);
    const isFull = part.length >= mostRows || characters >= mostCharacters;
    if (isFull && lastMs !== undefined && secondOf(lastMs) !== secondOf(timeOf(row, interval))) {
      segments.push(toSegment({ fromMs: secondOf(lastMs), toMs }, part));
      toMs = secondOf(lastMs);
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += row.CloudTrailEvent?.length ?? 0;
  }
  segments.push(toSegment({ fromMs: interval.fromMs, toMs }, part));
  return segments;
}

/** File names carry whole seconds. */
export const secondOf = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** What intervals together cover, in order, with touching ones joined. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of [...intervals].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}
