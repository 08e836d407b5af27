import type { SqlBatch, SqlColumn, SqlKind, SqlValue } from "./sqlTarget.js";

export type SqlRow = readonly SqlValue[];

export interface RowSort {
  /** 0-based place of the column. */
  readonly column: number;
  readonly descending: boolean;
}

/** The rows of an answer, as many as are kept. */
export class ResultTable {
  columns: readonly SqlColumn[] = [];
  /** True when the statement has more rows than are kept. */
  isCut = false;
  readonly #rows: SqlRow[] = [];
  #sorted: { readonly key: string; readonly rows: readonly SqlRow[] } | undefined;

  constructor(readonly limit: number) {}

  get size(): number {
    return this.#rows.length;
  }

  /** Takes what there is room for; false when there is no room for more. */
  take({ columns, rows }: SqlBatch): boolean {
    this.columns = columns;
    const room = this.limit - this.#rows.length;
    for (const row of rows.slice(0, room)) this.#rows.push(row);
    this.isCut ||= rows.length > room;
    return !this.isCut;
  }

  /** In the order they came, or sorted; rows that are equal keep their order. */
  rows(sort: RowSort | undefined): readonly SqlRow[] {
    const column = sort && this.columns[sort.column];
    if (!column) return this.#rows;
    const key = `${sort.column} ${sort.descending} ${this.#rows.length}`;
    if (this.#sorted?.key !== key) {
      const compare = comparing(column.kind);
      const turn = sort.descending ? -1 : 1;
      const rows = this.#rows.toSorted((one, other) => {
        const [a = null, b = null] = [one[sort.column], other[sort.column]];
        if (a === null || b === null) return Number(a === null) - Number(b === null); // empty ones last, either way
        return turn * compare(a, b);
      });
      this.#sorted = { key, rows };
    }
    return this.#sorted.rows;
  }
}

type Compare = (one: SqlValue, other: SqlValue) => number;

function comparing(kind: SqlKind): Compare {
  if (kind === "number") return (one, other) => Number(one) - Number(other);
  return (one, other) => {
    const [a, b] = [valueText(one), valueText(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

/** A value as text: lists and rows as JSON, nothing as an empty text. */
export function valueText(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
