/** Where the active cell is; row -1 is the header. `page` is how many rows a page key moves. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
  readonly page: number;
  readonly total: number;
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;
type Move = (at: GridPlace, last: number) => readonly [row: number, column: number];

/** As in VS Code's lists, Home is the first row. */
const moves: Readonly<Record<string, Move | undefined>> = {
  ArrowDown: ({ row, column }, last) => [Math.min(row + 1, last), column],
  ArrowUp: ({ row, column }) => [Math.max(row - 1, -1), column],
  ArrowRight: ({ row, column }) => [row, column + 1],
  ArrowLeft: ({ row, column }) => [row, Math.max(0, column - 1)],
  PageDown: ({ row, column, page }, last) => [Math.min(Math.max(row, 0) + page, last), column],
  PageUp: ({ row, column, page }, last) => [Math.max(row - page, Math.min(0, last)), column],
  Home: ({ column }, last) => [Math.min(0, last), column],
  End: ({ column }, last) => [last, column],
};

export const isPlain = (event: Pressed): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

/** Where a key moves the active cell; undefined when it is no key of the grid. */
export function cellKeys(event: Pressed, at: GridPlace): readonly [row: number, column: number] | undefined {
  if (!isPlain(event) || event.shiftKey || !Object.hasOwn(moves, event.key)) return undefined;
  return moves[event.key]?.(at, at.total - 1);
}

export type HeadKey = "sort" | "wider" | "narrower";

export function headKeys(event: Pressed): HeadKey | undefined {
  if (event.shiftKey && event.key === "ArrowRight") return "wider";
  if (event.shiftKey && event.key === "ArrowLeft") return "narrower";
  return event.key === "Enter" || event.key === " " ? "sort" : undefined;
}

export type RowKey = "open" | "menu";

export function rowKeys(event: Pressed): RowKey | undefined {
  if (event.key === "Enter" || event.key === " ") return "open";
  return event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) ? "menu" : undefined;
}

/** Whether a key unfolds a summary row (true) or folds it (false); undefined when it does neither. */
export function summaryKeys(event: Pressed, isOpen: boolean): boolean | undefined {
  if (event.key === "Enter" || event.key === " ") return !isOpen;
  if (event.key === "ArrowRight" && !isOpen) return true;
  return event.key === "ArrowLeft" && isOpen ? false : undefined;
}
