import * as l10n from "@vscode/l10n";
import type { SearchPage } from "../page.js";
import { columnName } from "./cells.js";
import { minWidth } from "./layout.js";
import type { PlacedColumn } from "./layout.js";

const stepPx = 16;

function setWidth(page: SearchPage, { id }: PlacedColumn, width: number): void {
  const { widths } = page.preferences.now;
  page.preferences.set({ widths: { ...widths, [id]: Math.round(Math.max(minWidth(id), width)) } });
}

/** By key: one step. */
export function resizeBy(page: SearchPage, column: PlacedColumn, direction: "wider" | "narrower"): void {
  const width = Math.max(minWidth(column.id), column.width + (direction === "wider" ? stepPx : -stepPx));
  setWidth(page, column, width);
  page.say(l10n.t("{0}: {1} pixels wide", columnName(column.id), width));
}

/** By pointer, from the press on a column's edge until the release. */
export function startResize(event: PointerEvent, page: SearchPage, column: PlacedColumn): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement) || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  const startX = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = ({ clientX }: PointerEvent): void => setWidth(page, column, column.width + clientX - startX);
  const end = (): void => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}

/** Back to the width the page chooses. */
export function resetWidth(page: SearchPage, { id }: PlacedColumn): void {
  const { [id]: _, ...widths } = page.preferences.now.widths;
  page.preferences.set({ widths });
}
