import type { Column } from "../../../src/shared/searchData.js";
import type { PlacedColumn } from "./layout.js";
import type { Anchor, RowWindow } from "./rowWindow.js";

/** The cell that keys act on. Row -1 is the header. It belongs to an event, not to a position, once there is one. */
export class GridCursor {
  row = 0;
  column = 0;
  #id: string | undefined;
  #columnId: Column | undefined;

  get anchor(): Anchor | undefined {
    return this.#id === undefined ? undefined : { id: this.#id, index: this.row };
  }

  move(row: number, column: number, columns: readonly PlacedColumn[], rows: RowWindow): void {
    this.row = Math.max(-1, Math.min(row, rows.total - 1));
    this.column = Math.max(0, Math.min(column, columns.length - 1));
    this.#columnId = columns[this.column]?.id;
    this.hold(rows);
  }

  /** Columns came or went: the cursor stays in its own as long as that is shown. */
  keepColumn(columns: readonly PlacedColumn[]): void {
    const at = columns.findIndex(({ id }) => id === this.#columnId);
    if (at >= 0) this.column = at;
  }

  /** From here on the cursor stays with the event it is on. */
  hold(rows: RowWindow): void {
    this.#id = rows.row(this.row)?.id;
  }

  jump(row: number, id: string): void {
    this.row = row;
    this.#id = id;
  }

  /** Rows arrived; those near the anchor moved down by `shift`. */
  follow(rows: RowWindow, shift: number): void {
    if (this.#id === undefined) return;
    this.row = rows.indexOf(this.#id) ?? this.row + shift;
  }

  toTop(): void {
    if (this.row > 0) this.row = 0;
    this.#id = undefined;
  }

  /** There may be fewer rows or columns than before. */
  fit(total: number, columns: number): void {
    this.row = Math.min(this.row, Math.max(total - 1, 0));
    this.column = Math.max(0, Math.min(this.column, columns - 1));
  }
}
