import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ShownCell, ShownColumn } from "../../src/shared/queryPanel.js";
import { icon } from "../ui/icon.js";
import { styled } from "../ui/styled.js";
import { cellText, hoverText } from "../ui/text.js";
import type { QueryModel } from "./queryModel.js";

/** Row -1 is the header. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

interface HeadHandlers {
  readonly sort: (column: number) => void;
  readonly drag: (event: PointerEvent, column: number) => void;
}

const flag = (value: boolean): "true" | "false" => (value ? "true" : "false");

export function gridHead(model: QueryModel, active: ActiveCell, handlers: HeadHandlers): TemplateResult {
  const { sort } = model.state;
  const cell = (column: ShownColumn, at: number): TemplateResult => {
    const order = sort?.column !== at ? "none" : sort.descending ? "descending" : "ascending";
    return headCell(column, at, order, active.row === -1 && active.column === at, handlers);
  };
  return html`<div class="ct-grid-head" role="rowgroup">
    <div class="ct-head-row" role="row" aria-rowindex="1">${model.answer.columns.map(cell)}</div>
  </div>`;
}

function headCell(
  { name, type, kind }: ShownColumn,
  at: number,
  order: "none" | "ascending" | "descending",
  isActive: boolean,
  { sort, drag }: HeadHandlers,
): TemplateResult {
  const about = [hoverText(name), hoverText(type)] as const;
  return html`<div
    role="columnheader"
    class="ct-head ct-${kind}"
    aria-colindex=${at + 1}
    aria-sort=${order}
    tabindex=${isActive ? 0 : -1}
    data-active=${flag(isActive)}
    title=${l10n.t("{0}, {1}. Shift+Left and Shift+Right resize the column.", ...about)}
    @click=${() => sort(at)}
  >
    <bdi>${cellText(name)}</bdi>
    ${order === "none" ? nothing : icon(order === "descending" ? "chevron-down" : "chevron-up")}
    <span
      class="ct-resize"
      @click=${(event: Event) => event.stopPropagation()}
      @pointerdown=${(event: PointerEvent) => drag(event, at)}
    ></span>
  </div>`;
}

/** A row that was not loaded yet is drawn as grey bones at its place. */
export function gridRow(model: QueryModel, active: ActiveCell, index: number, topPx: number): TemplateResult {
  const row = model.row(index);
  return html`<div
    role="row"
    class="ct-row ${index === active.row ? "ct-active" : ""} ${row ? "" : "ct-skeleton"}"
    aria-rowindex=${index + 2}
    data-row=${index}
    ${styled({ transform: `translateY(${topPx}px)` })}
  >
    ${model.answer.columns.map(({ kind }, at) => {
      const isActive = index === active.row && at === active.column;
      return html`<div
        role="gridcell"
        class="ct-cell ct-${kind}"
        aria-colindex=${at + 1}
        data-column=${at}
        data-active=${flag(isActive)}
        tabindex=${isActive ? 0 : -1}
        title=${hoverText(row?.[at] ?? "")}
      >
        ${row ? value(row[at] ?? null) : html`<span class="ct-bone"></span>`}
      </div>`;
    })}
  </div>`;
}

const value = (cell: ShownCell): TemplateResult =>
  cell === null ? html`<span class="ct-none">null</span>` : html`<bdi>${cellText(cell)}</bdi>`;

/** From the press on a column's edge until the release. */
export function dragWidth(event: PointerEvent, widthPx: number, resize: (widthPx: number) => void): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement) || event.button !== 0) return;
  event.preventDefault();
  const start = widthPx - event.clientX;
  handle.setPointerCapture(event.pointerId);
  handle.onpointermove = ({ clientX }) => resize(start + clientX);
  handle.onpointerup = handle.onpointercancel = () => (handle.onpointermove = null);
}
