import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Column, GroupSummary, ListRow, Sort } from "../../../src/shared/searchData.js";
import type { Formats } from "../../ui/format.js";
import { groupText } from "../groupText.js";
import { icon } from "../../ui/icon.js";
import { styled } from "../../ui/styled.js";
import type { VirtualRow } from "../../ui/virtualRows.js";
import { cell, columnName } from "./cells.js";
import type { CellContext } from "./cells.js";
import type { PlacedColumn } from "./layout.js";

/** The cell that keys act on. Row -1 is the header. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

const flag = (value: boolean): "true" | "false" => (value ? "true" : "false");

export interface HeadHandlers {
  readonly sort: (column: Column, at: number) => void;
  readonly startResize: (event: PointerEvent, column: PlacedColumn) => void;
  readonly resetWidth: (column: PlacedColumn) => void;
}

export function headRow(
  columns: readonly PlacedColumn[],
  sort: Sort,
  active: ActiveCell,
  handlers: HeadHandlers,
): TemplateResult {
  return html`<div class="ct-grid-head" role="rowgroup">
    <div role="row" aria-rowindex="1" class="ct-head-row">
      ${columns.map((column, at) => headCell(column, at, sort, active, handlers))}
    </div>
  </div>`;
}

function headCell(
  column: PlacedColumn,
  at: number,
  sort: Sort,
  active: ActiveCell,
  { sort: sortBy, startResize, resetWidth }: HeadHandlers,
): TemplateResult {
  const isActive = active.row === -1 && active.column === at;
  const isSorted = sort.column === column.id;
  const name = columnName(column.id);
  return html`<div
    role="columnheader"
    class="ct-head"
    aria-colindex=${at + 1}
    aria-sort=${!isSorted ? "none" : sort.descending ? "descending" : "ascending"}
    tabindex=${isActive ? 0 : -1}
    data-active=${flag(isActive)}
    title=${l10n.t("Sort by {0}. Shift+Left and Shift+Right resize the column.", name)}
    @click=${() => sortBy(column.id, at)}
  >
    <span class="ct-head-name">${name}</span>
    ${isSorted ? icon(sort.descending ? "chevron-down" : "chevron-up", "ct-sort") : nothing}
    <span
      class="ct-resize"
      @pointerdown=${(event: PointerEvent) => startResize(event, column)}
      @dblclick=${() => resetWidth(column)}
      @click=${(event: Event) => event.stopPropagation()}
    ></span>
  </div>`;
}

export interface RowView {
  readonly columns: readonly PlacedColumn[];
  readonly active: ActiveCell;
  readonly selectedId: string | undefined;
  readonly context: CellContext;
}

/** A row that was not loaded yet is drawn as grey bones at its place. */
export function bodyRow(
  row: ListRow | undefined,
  { index, topPx }: VirtualRow,
  view: RowView,
): TemplateResult {
  if (row?.group) return summaryRow(row, row.group, { index, topPx }, view);
  const isSelected = row !== undefined && row.id === view.selectedId;
  const kind = row?.isMember === true ? " ct-member" : "";
  const fate = row?.retriedAfterMs === undefined ? "" : " ct-retried";
  const state = `${row ? "" : " ct-skeleton"}${kind}${fate}${index === view.active.row ? " ct-active" : ""}`;
  return html`<div
    role="row"
    class="ct-row${state}"
    aria-rowindex=${index + 2}
    aria-selected=${flag(isSelected)}
    data-row=${index}
    ${styled({ transform: `translateY(${topPx}px)` })}
  >
    ${view.columns.map(({ id }, at) => {
      const isActive = index === view.active.row && at === view.active.column;
      return html`<div
        role="gridcell"
        class="ct-cell ct-cell-${id}"
        aria-colindex=${at + 1}
        data-column=${at}
        data-active=${flag(isActive)}
        tabindex=${isActive ? 0 : -1}
      >
        ${row ? cell(id, row, view.context) : html`<span class="ct-bone"></span>`}
      </div>`;
    })}
  </div>`;
}

/** One cell over all columns; it stands for the events of a group that follow each other in the list. */
function summaryRow(
  row: ListRow,
  group: GroupSummary,
  { index, topPx }: VirtualRow,
  { active, columns, context }: RowView,
): TemplateResult {
  const { formats } = context;
  const isActive = index === active.row;
  const denied = group.changes < group.events ? l10n.t("{0} events", formats.number(group.events)) : "";
  return html`<div
    role="row"
    class="ct-row ct-summary${isActive ? " ct-active" : ""}"
    aria-rowindex=${index + 2}
    aria-selected="false"
    data-row=${index}
    ${styled({ transform: `translateY(${topPx}px)` })}
  >
    <div
      role="gridcell"
      class="ct-cell ct-cell-summary"
      aria-colindex="1"
      aria-colspan=${columns.length}
      aria-expanded=${flag(row.isOpen === true)}
      data-column="0"
      data-active=${flag(isActive)}
      tabindex=${isActive ? 0 : -1}
    >
      ${icon(row.isOpen === true ? "chevron-down" : "chevron-right", "ct-twist")}
      <span class="ct-day">${formats.span(group.fromMs, group.toMs)}</span>
      <bdi>${groupText(group, formats)}</bdi>
      ${denied === "" ? nothing : html`<span class="ct-more">${denied}</span>`}
    </div>
  </div>`;
}

/** Says that rows came in above what is read, and leads there. */
export function aboveButton(
  count: number,
  formats: Formats,
  toTop: () => void,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const text = count === 1 ? l10n.t("1 more above") : l10n.t("{0} more above", formats.number(count));
  return html`<button class="ct-plain ct-above" @click=${toTop}>${icon("arrow-up")}${text}</button>`;
}

/** The cell an event happened in, by the numbers its elements carry. */
export function placeOf({ target }: Event): ActiveCell | undefined {
  if (!(target instanceof Element)) return undefined;
  const row = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
  const column = target.closest<HTMLElement>("[data-column]")?.dataset["column"];
  return row === undefined ? undefined : { row: Number(row), column: Number(column ?? 0) };
}
