import { explain, type Explain } from "../../events/explain.js";
import { readLookupRow } from "../../events/reader/lookupRow.js";
import type { Interval, LookupPage, LookupPages, LookupRow } from "../../search/lookup.js";
import { historyMs, pinWindow } from "../../search/window.js";
import { joinAnswers, mergeEntries, refreshFromMs, type LookupAnswer } from "./historyAnswer.js";
import { entryOf, type HistoryEntry } from "./historyEntry.js";
import type { LookupState } from "./lookupStates.js";

export interface AskOptions {
  readonly pages: LookupPages;
  readonly nowMs: number;
  readonly explain?: Explain;
  /** Waits for the turn of a further page. */
  readonly nextTurn: (signal: AbortSignal) => Promise<void>;
}

/** A title needs one page; a page of mere reads, as of a role that is assumed all day, is worth looking behind. */
const mostPages = 3;

/**
 * Asks for what is not known yet of one lookup: all of event history at first, later the stretch since. Newest events
 * first, and no more pages than a title is worth. Rejects as the port does, before anything is changed.
 */
export async function askLookup(
  { scope, attribute, answer }: LookupState,
  { pages, nowMs, explain: explained = explain, nextTurn }: AskOptions,
  signal: AbortSignal,
): Promise<LookupAnswer> {
  const all = pinWindow({ kind: "last", ms: historyMs }, nowMs);
  const fromMs = answer ? Math.floor(refreshFromMs(answer, all) / 1000) * 1000 : all.fromMs;
  const window: Interval = { fromMs, toMs: all.toMs };
  const entries: HistoryEntry[] = [];
  const rows: LookupRow[] = [];
  let page: LookupPage | undefined;
  for (let count = 0; count < mostPages; count++) {
    if (count > 0) await nextTurn(signal);
    page = await pages.fetch({ scope, attribute, ...window, token: page?.next }, signal);
    rows.push(...page.rows);
    entries.push(...entriesOf(page.rows, scope, explained));
    if (page.next === undefined || entries.length > 0) break;
  }
  const isCut = page?.next !== undefined;
  const newer: LookupAnswer = {
    askedMs: nowMs,
    window: isCut ? { fromMs: oldestOf(rows, window), toMs: window.toMs } : window,
    entries: mergeEntries([entries]),
    isCut,
  };
  return answer ? joinAnswers(answer, newer, all.fromMs) : newer;
}

const oldestOf = (rows: readonly LookupRow[], { toMs }: Interval): number =>
  rows.reduce((oldest, { EventTimeMs = toMs }) => Math.min(oldest, EventTimeMs), toMs);

/** What alters something or was to; reads and noise are not kept. Rows that cannot be read say nothing of a resource. */
function entriesOf(
  rows: readonly LookupRow[],
  scope: LookupState["scope"],
  explained: Explain,
): readonly HistoryEntry[] {
  return rows.flatMap((row, index) => {
    if (row.ReadOnly === "true") return [];
    const read = readLookupRow(row, index, scope);
    if (!("event" in read)) return [];
    const insight = explained(read.event);
    const { class: outcome } = insight.change;
    return outcome === "read" || outcome === "noise" ? [] : [entryOf(read.event, insight)];
  });
}
