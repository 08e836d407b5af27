import type { Counted } from "./census.js";
import type { FolderOutline, OutlineDay, OutlinePlace } from "./folderOutline.js";

/** What is below one line of a folder's tree: an account, a Region in it or a day in that. */
export interface OutlineGroup extends Partial<OutlinePlace>, OutlineSums {}

export interface OutlineSums {
  readonly events: number;
  readonly categories: readonly Counted[];
  readonly files: number;
  readonly bytes: number;
  readonly digests: number;
  readonly unread: number;
}

/** Groups one level below the given place, in the order of their names, days newest first; what has no name comes last. */
export function groupsBelow({ days }: FolderOutline, within: Partial<OutlinePlace>): readonly OutlineGroup[] {
  const level = within.accountId === undefined ? "accountId" : within.region === undefined ? "region" : "day";
  const groups = new Map<string, OutlineDay[]>();
  for (const day of days) {
    if (!isWithin(day, within)) continue;
    const group = groups.get(day[level]);
    if (group) group.push(day);
    else groups.set(day[level], [day]);
  }
  const turn = level === "day" ? -1 : 1;
  const sorted = [...groups].sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a < b ? -turn : turn));
  return sorted.map(([value, inside]) => ({
    ...within,
    [level]: value,
    ...sums(inside),
  }));
}

const isWithin = (day: OutlineDay, { accountId, region }: Partial<OutlinePlace>): boolean =>
  (accountId === undefined || day.accountId === accountId) && (region === undefined || day.region === region);

export function sums(days: readonly OutlineDay[]): OutlineSums {
  const categories = new Map<string, number>();
  const sum = { events: 0, files: 0, bytes: 0, digests: 0, unread: 0 };
  for (const day of days) {
    sum.events += day.events;
    sum.files += day.files;
    sum.bytes += day.bytes;
    sum.digests += day.digests;
    sum.unread += day.unread;
    for (const { key, count } of day.categories) categories.set(key, (categories.get(key) ?? 0) + count);
  }
  const counted = [...categories].map(([key, count]) => ({ key, count }));
  return { ...sum, categories: counted.sort((a, b) => b.count - a.count) };
}
