import type { Chart } from "../core/sql/chart.js";
import type { RowSort } from "../core/sql/resultTable.js";
import type { SqlKind } from "../core/sql/sqlTarget.js";

export type { Chart, RowSort, SqlKind };

export interface ShownColumn {
  readonly name: string;
  readonly type: string;
  readonly kind: SqlKind;
}

export interface QueryAnswer {
  /** `idle`: nothing was run since the window was opened. */
  readonly state: "idle" | "running" | "done" | "failed" | "cancelled";
  /** Grows whenever rows or state change. */
  readonly revision: number;
  readonly statement: string;
  readonly target: string;
  readonly columns: readonly ShownColumn[];
  readonly rows: number;
  /** More rows than are kept. */
  readonly isCut: boolean;
  readonly elapsedMs: number;
  readonly chart: Chart | undefined;
  readonly problem: string | undefined;
}

/** What a page keeps, so that it can say what it showed after the window was closed. */
export interface QueryState {
  readonly version: 1;
  readonly statement: string;
  readonly sort?: RowSort;
  readonly widths: Readonly<Record<string, number>>;
  readonly chartFolded?: boolean;
}

/** `null` is a cell without a value. */
export type ShownCell = string | null;

export interface QueryPanelMethods {
  open(arg: { readonly statement: string }): Promise<QueryAnswer>;
  answer(arg: Record<string, never>): Promise<QueryAnswer>;
  rows(arg: {
    readonly sort?: RowSort;
    readonly start: number;
    readonly count: number;
  }): Promise<readonly (readonly ShownCell[])[]>;
  /** Without a row all rows, with the names of the columns; without a column the whole row. */
  copy(arg: { readonly sort?: RowSort; readonly row?: number; readonly column?: number }): Promise<void>;
  /** The name of the file; undefined when the person closed the dialog or called it off. */
  exportRows(arg: { readonly sort?: RowSort; readonly format: "csv" | "json" }): Promise<string | undefined>;
  run(arg: Record<string, never>): Promise<void>;
  stop(arg: Record<string, never>): Promise<void>;
  showStatement(arg: Record<string, never>): Promise<void>;
}
