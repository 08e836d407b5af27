import type { LookupAttribute, LookupScope, Interval } from "../../search/lookup.js";
import type { HistoryEntry } from "./historyEntry.js";
import type { HistorySubject } from "./historySubject.js";

/** What one lookup brought, as it is kept between sessions: plain data, for JSON. */
export interface LookupAnswer {
  /** When it was asked last, epoch milliseconds. */
  readonly askedMs: number;
  /** What is known completely; it begins later than asked for when there was more than is fetched for a lens. */
  readonly window: Interval;
  /** Newest first; only changes and what was denied or failed. */
  readonly entries: readonly HistoryEntry[];
  /** There are older events in event history than were fetched. */
  readonly isCut: boolean;
}

/**
 * Answers kept on disk. `read` resolves with undefined for what it does not have or cannot read; a write that fails must
 * not cost the answer, so it is the implementation that logs it.
 */
export interface HistoryCache {
  read(scope: LookupScope, attribute: LookupAttribute): Promise<LookupAnswer | undefined>;
  write(scope: LookupScope, attribute: LookupAttribute, answer: LookupAnswer): Promise<void>;
}

/** Events that lie at hand, in a loaded folder or file: they answer first and cost no request. */
export interface HistoryArchive {
  /** What people call it: the folder's name. */
  readonly name: string;
  /** Events that name the subject; undefined when it holds none of this account. */
  find(subject: HistorySubject, signal: AbortSignal): Promise<ArchiveAnswer | undefined>;
}

export interface ArchiveAnswer {
  readonly entries: readonly HistoryEntry[];
  readonly window: Interval;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** CloudTrail delivers within 15 minutes as a rule; what comes later is found when the stretch is asked again. */
const deliveryMs = 20 * minuteMs;

/** Until when an answer needs no new request: where something just happened, more is likely to follow. */
export function freshUntilMs({ askedMs, entries }: LookupAnswer): number {
  const newestMs = entries[0]?.timeMs;
  if (newestMs === undefined) return askedMs + 24 * hourMs;
  return askedMs + (askedMs - newestMs < hourMs ? 10 * minuteMs : hourMs);
}

/** From when on to ask again; everything before is known. */
export const refreshFromMs = (answer: LookupAnswer, window: Interval): number =>
  Math.max(window.fromMs, answer.window.toMs - deliveryMs);

/** An answer continued by a newer one that overlaps it. */
export function joinAnswers(older: LookupAnswer, newer: LookupAnswer, oldestMs: number): LookupAnswer {
  if (newer.window.fromMs > older.window.toMs) return newer;
  return {
    askedMs: newer.askedMs,
    window: { fromMs: Math.max(oldestMs, older.window.fromMs), toMs: newer.window.toMs },
    entries: mergeEntries([newer.entries, older.entries]).filter(({ timeMs }) => timeMs >= oldestMs),
    isCut: older.isCut && older.window.fromMs > oldestMs,
  };
}

/** Newest first, each event once. */
export function mergeEntries(lists: readonly (readonly HistoryEntry[])[]): readonly HistoryEntry[] {
  const byId = new Map<string, HistoryEntry>();
  for (const list of lists) for (const entry of list) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return [...byId.values()].sort((a, b) => b.timeMs - a.timeMs || (a.id < b.id ? -1 : 1));
}
