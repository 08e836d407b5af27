import type { Counted, FileReport } from "./census.js";
import { fileHint } from "./fileHint.js";

/** What a folder holds of one account, Region and day. */
export interface OutlineDay extends OutlinePlace {
  /** Events that happened on that day. */
  readonly events: number;
  /** eventCategory -> events. */
  readonly categories: readonly Counted[];
  /** Files delivered for that day. */
  readonly files: number;
  readonly bytes: number;
  readonly digests: number;
  /** Files of logs that were not, or not wholly, read. */
  readonly unread: number;
}

/** Each part is empty where neither content nor path tells it. */
export interface OutlinePlace {
  readonly accountId: string;
  readonly region: string;
  /** UTC, `2026-11-01`. */
  readonly day: string;
}

/** A folder by account, Region and day, in this order. */
export interface FolderOutline {
  readonly days: readonly OutlineDay[];
}

/** Events of a day in one category, by what the events themselves say. */
export interface EventCount extends OutlinePlace {
  readonly category: string;
  readonly events: number;
}

/**
 * Events count where and when they happened, files where they were delivered. A file's content decides; where it holds
 * no events, as digests do, its path is asked.
 *
 * @param placeOf where a file's events are; undefined when it has none
 */
export function folderOutline<T extends FileReport>(
  counts: Iterable<EventCount>,
  reports: Iterable<T>,
  placeOf: (report: T) => OutlinePlace | undefined,
): FolderOutline {
  const days = new Map<string, Growing>();
  for (const { category, events, ...place } of counts) {
    const day = dayOf(days, place);
    day.events += events;
    day.categories.push({ key: category, count: events });
  }
  for (const report of reports) {
    const day = dayOf(days, hinted(report.path) ?? placeOf(report) ?? nowhere);
    day.files += 1;
    day.bytes += report.sizeBytes;
    if (report.kind === "digest") day.digests += 1;
    if (report.state !== "read" && !report.foreign) day.unread += 1;
  }
  return { days: [...days.values()].sort(byPlace) };
}

type Growing = { -readonly [K in keyof OutlineDay]: OutlineDay[K] } & { readonly categories: Counted[] };

const nowhere: OutlinePlace = { accountId: "", region: "", day: "" };

function dayOf(days: Map<string, Growing>, place: OutlinePlace): Growing {
  const key = keyOf(place);
  const known = days.get(key);
  if (known) return known;
  const made = { ...place, events: 0, categories: [], files: 0, bytes: 0, digests: 0, unread: 0 };
  days.set(key, made);
  return made;
}

function hinted(path: string): OutlinePlace | undefined {
  const { accountId, region, day } = fileHint(path);
  return accountId === undefined || region === undefined || day === undefined
    ? undefined
    : { accountId, region, day };
}

const keyOf = ({ accountId, region, day }: OutlinePlace): string => `${accountId} ${region} ${day}`;
const byPlace = (a: OutlinePlace, b: OutlinePlace): number => (keyOf(a) < keyOf(b) ? -1 : 1);
