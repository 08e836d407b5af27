import type { RowsAnswer, RowsAsk } from "../../../src/shared/searchPanel.js";
import type { ListRow } from "../../../src/shared/searchData.js";

/** Rows are asked for this many at a time, with what is in sight in the middle. */
const windowRows = 200;
/** Ask again before the last loaded row comes into sight. */
const marginRows = 40;

export interface Sight {
  /** First and one past the last row in sight. */
  readonly first: number;
  readonly end: number;
}

export interface Anchor {
  readonly id: string;
  readonly index: number;
}

/**
 * The part of the result the page holds. The host has all rows; here is the window around what is in sight,
 * with its position among `total` rows.
 */
export class RowWindow {
  total = 0;
  start = 0;
  rows: readonly ListRow[] = [];
  /** Of the answer the rows came from; -1 before the first. */
  revision = -1;

  row(index: number): ListRow | undefined {
    return this.rows[index - this.start];
  }

  /** Position of a loaded row. */
  indexOf(id: string): number | undefined {
    const at = this.rows.findIndex((row) => row.id === id);
    return at < 0 ? undefined : this.start + at;
  }

  /** What to ask so that all in sight is loaded and current; undefined when it is. */
  ask(
    sight: Sight,
    order: Pick<RowsAsk, "sort" | "view">,
    revision: number,
    anchor: Anchor | undefined,
  ): RowsAsk | undefined {
    const isCurrent = this.revision >= revision;
    if (isCurrent && this.#covers(sight)) return undefined;
    const middle = Math.floor((sight.first + sight.end - windowRows) / 2);
    const last = isCurrent ? Math.max(0, this.total - windowRows) : Infinity;
    const start = Math.max(0, Math.min(middle, last));
    if (isCurrent || !anchor) return { ...order, start, count: windowRows };
    return { ...order, start, count: windowRows, anchorId: anchor.id, anchorOffset: anchor.index - start };
  }

  /** Takes an answer and returns by how many rows the anchor moved down. */
  take(answer: RowsAnswer, anchor: Anchor | undefined): number {
    this.total = answer.total;
    this.start = answer.start;
    this.rows = answer.rows;
    this.revision = answer.revision;
    if (!anchor) return 0;
    const index = this.indexOf(anchor.id);
    return index === undefined ? 0 : index - anchor.index;
  }

  clear(): void {
    this.total = 0;
    this.start = 0;
    this.rows = [];
    this.revision = -1;
  }

  #covers({ first, end }: Sight): boolean {
    const from = Math.max(0, first - marginRows);
    const to = Math.min(this.total, end + marginRows);
    return this.start <= from && this.start + this.rows.length >= to;
  }
}
