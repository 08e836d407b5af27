import { fileHint, type LogFileKind } from "./fileHint.js";

/** One file of the folder and what became of it. Every file below the folder has exactly one. */
export interface FileReport {
  /** Relative to the folder, `/` between parts; bytes that are no UTF-8 stand as `%XX`. */
  readonly path: string;
  readonly kind: LogFileKind;
  /** `partly`: some of its records could be used, see `why`. */
  readonly state: "read" | "partly" | "skipped";
  /** Why it was not, or not wholly, read; empty for files that were. */
  readonly why: string;
  /** True for a file that is something else than a log, so that nothing is missing. */
  readonly foreign: boolean;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Events of it that can be searched. */
  readonly events: number;
  /** Events of it that another file holds as well. */
  readonly duplicates: number;
  /** Records of it that are none. */
  readonly unreadable: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/** What a folder holds and what was made of it: nothing is left out silently. */
export interface Census {
  readonly folder: string;
  /** False while files are still being read. */
  readonly complete: boolean;
  readonly files: number;
  /** Files found but not looked into yet. */
  readonly waiting: number;
  readonly read: number;
  readonly partly: number;
  readonly skipped: number;
  readonly bytes: number;
  readonly events: number;
  readonly duplicates: number;
  readonly unreadable: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  readonly kinds: readonly Counted[];
  /** Why files were skipped or read in part, most frequent first, with up to five of their paths. */
  readonly reasons: readonly Reason[];
  /** Days of an account and Region between its first and last one for which there is no log file. */
  readonly gaps: readonly Gap[];
  /** eventCategory -> events. */
  readonly categories: readonly Counted[];
  readonly indexBytes: number;
}

export interface Counted {
  readonly key: string;
  readonly count: number;
}

export interface Reason extends Counted {
  readonly paths: readonly string[];
  /** True for files that are no logs; else events may be missing. */
  readonly expected: boolean;
}

export interface Gap {
  readonly accountId: string;
  readonly region: string;
  /** First and last missing day, `2026-11-01`. */
  readonly fromDay: string;
  readonly toDay: string;
}

export type CensusParts = Pick<Census, "folder" | "complete" | "waiting" | "categories" | "indexBytes">;

export function censusOf(reports: Iterable<FileReport>, parts: CensusParts): Census {
  const sums = {
    files: 0,
    read: 0,
    partly: 0,
    skipped: 0,
    bytes: 0,
    events: 0,
    duplicates: 0,
    unreadable: 0,
  };
  const kinds = new Map<string, number>();
  const reasons = new Map<string, ReasonSoFar>();
  const days = new Map<string, Set<string>>();
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const report of reports) {
    sums.files += 1;
    sums[report.state] += 1;
    sums.bytes += report.sizeBytes;
    sums.events += report.events;
    sums.duplicates += report.duplicates;
    sums.unreadable += report.unreadable;
    firstMs = Math.min(firstMs, report.firstMs ?? Infinity);
    lastMs = Math.max(lastMs, report.lastMs ?? -Infinity);
    kinds.set(report.kind, (kinds.get(report.kind) ?? 0) + 1);
    if (report.why !== "") addReason(reasons, report);
    if (report.kind === "log") addDay(days, report.path);
  }
  return {
    ...parts,
    ...sums,
    files: sums.files + parts.waiting,
    firstMs: firstMs === Infinity ? undefined : firstMs,
    lastMs: lastMs === -Infinity ? undefined : lastMs,
    kinds: byCount([...kinds].map(([key, count]) => ({ key, count }))),
    reasons: byCount([...reasons].map(([key, reason]) => ({ key, ...reason }))),
    gaps: [...days].flatMap(([scope, seen]) => gapsOf(scope, seen)),
  };
}

const shownPaths = 5;

interface ReasonSoFar {
  count: number;
  expected: boolean;
  readonly paths: string[];
}

function addReason(reasons: Map<string, ReasonSoFar>, { why, path, foreign }: FileReport): void {
  const reason = reasons.get(why) ?? { count: 0, paths: [], expected: true };
  reason.count += 1;
  reason.expected &&= foreign;
  if (reason.paths.length < shownPaths) reason.paths.push(path);
  reasons.set(why, reason);
}

function addDay(days: Map<string, Set<string>>, path: string): void {
  const { accountId, region, day } = fileHint(path);
  if (accountId === undefined || region === undefined || day === undefined) return;
  const scope = `${accountId} ${region}`;
  const seen = days.get(scope) ?? new Set();
  days.set(scope, seen.add(day));
}

const dayMs = 86_400_000;
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function gapsOf(scope: string, seen: ReadonlySet<string>): readonly Gap[] {
  const [accountId = "", region = ""] = scope.split(" ");
  const times = [...seen]
    .map((day) => Date.parse(day))
    .filter((ms) => !Number.isNaN(ms))
    .sort((a, b) => a - b);
  return times.flatMap((ms, at) => {
    const next = times[at + 1];
    if (next === undefined || next - ms <= dayMs) return [];
    return [{ accountId, region, fromDay: dayText(ms + dayMs), toDay: dayText(next - dayMs) }];
  });
}

const byCount = <T extends Counted>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
