import type { Interval, LookupRow } from "./lookup.js";

/** Pages between two writes: about five seconds of a walk at the pace the service allows. */
const pagesPerWrite = 10;

/** Where complete stretches of rows go. */
export type WriteRows = (interval: Interval, rows: readonly LookupRow[]) => Promise<void>;

/**
 * Collects the rows of one walk, newest first, and hands on each stretch of time that is known to be complete:
 * all rows of it were seen, and it is old enough that no late event can join it.
 * A page may end in the middle of a second, so the second of its oldest row is complete only with a later page.
 */
export class SettledRows {
  #rows: LookupRow[] = [];
  #pages = 0;
  #completeFromMs: number;
  #pageBeforeMs: number;
  /** What lies at or after this was handed on. */
  #openMs: number;
  #spoilt = false;

  /** Rows at or after `settledMs` (epoch milliseconds, whole seconds) may still get company and are not handed on. */
  constructor(
    private readonly settledMs: number,
    private readonly write: WriteRows,
  ) {
    this.#completeFromMs = settledMs;
    this.#pageBeforeMs = settledMs;
    this.#openMs = settledMs;
  }

  /** `completeFromMs`: no row at or after it follows, as far as the order of pages tells. */
  async take(rows: readonly LookupRow[], completeFromMs: number): Promise<void> {
    for (const row of rows) this.#takeRow(row);
    this.#pageBeforeMs = this.#completeFromMs;
    this.#completeFromMs = Math.min(this.#completeFromMs, completeFromMs);
    // One page behind, so that a row slightly out of order still finds its stretch open.
    if (++this.#pages % pagesPerWrite === 0) await this.#handOn(this.#pageBeforeMs);
  }

  /** Hands on what is left, as far back as the walk was complete. */
  finish(): Promise<void> {
    return this.#handOn(this.#completeFromMs);
  }

  /** A row without a time, or one for a stretch that was handed on, shows that completeness cannot be told here. */
  #takeRow(row: LookupRow): void {
    const timeMs = row.EventTimeMs;
    if (timeMs === undefined || (timeMs >= this.#openMs && timeMs < this.settledMs)) this.#spoilt = true;
    else if (timeMs < this.settledMs) this.#rows.push(row);
  }

  async #handOn(fromMs: number): Promise<void> {
    if (this.#spoilt || fromMs >= this.#openMs) return;
    const interval = { fromMs, toMs: this.#openMs };
    const complete = withoutRepeats(this.#rows.filter((row) => (row.EventTimeMs ?? 0) >= fromMs));
    this.#rows = this.#rows.filter((row) => (row.EventTimeMs ?? 0) < fromMs);
    this.#openMs = fromMs;
    await this.write(interval, complete);
  }
}

/** A walk that had to start anew in the middle sees the rows of one second twice. */
function withoutRepeats(rows: readonly LookupRow[]): readonly LookupRow[] {
  const ids = new Set<string>();
  return rows.filter((row) => {
    if (row.EventId === undefined) return true;
    const isNew = !ids.has(row.EventId);
    ids.add(row.EventId);
    return isNew;
  });
}
