import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { button, progressRing } from "../ui/controls.js";
import { PageElement, define } from "../ui/element.js";
import { Formats } from "../ui/format.js";
import { icon } from "../ui/icon.js";
import "../ui/menu.js";
import type { MenuElement } from "../ui/menu.js";
import { styled } from "../ui/styled.js";
import { cellText } from "../ui/text.js";
import { VirtualRows } from "../ui/virtualRows.js";
import { cellKeys, headKeys } from "../search/table/tableKeys.js";
import type { HeadKey } from "../search/table/tableKeys.js";
import { chartPicture } from "./chart.js";
import { copyKeys } from "./copyKeys.js";
import type { CopyKey } from "./copyKeys.js";
import { emptyState } from "./emptyState.js";
import { dragWidth, gridHead, gridRow } from "./gridTemplates.js";
import type { ActiveCell } from "./gridTemplates.js";
import type { QueryModel } from "./queryModel.js";
import { queryStyles } from "./queryStyles.js";

const rowPx = 22;
const headPx = 24;
const stepPx = 16;
const narrowestPx = 48;
const usualPx = { number: 110, time: 170, boolean: 90, text: 220, nested: 280 } as const;

/** The whole page: a line that says what was answered, a chart when there is one, and the rows as an ARIA grid. */
export class QueryElement extends PageElement {
  static override properties = { model: { attribute: false } };
  declare model: QueryModel;
  readonly #formats = new Formats(document.body.dataset["locale"] ?? "en", true);
  readonly #rows = new VirtualRows(this, {
    rowPx,
    headPx,
    scroller: () => this.querySelector<HTMLElement>(".ct-grid"),
    kept: () => this.#row,
  });
  #row = 0;
  #column = 0;
  #hasFocus = false;
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = this.model.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  protected override updated(): void {
    const cell = this.querySelector<HTMLElement>('[data-active="true"]');
    if (this.#hasFocus && cell && document.activeElement !== cell) cell.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { answer } = this.model;
    return html`<main class="ct-query">
        <h1 class="ct-hidden">${l10n.t("Query Results")}</h1>
        ${this.#statusLine()} ${answer.chart ? this.#chart() : nothing}
        ${answer.rows > 0 ? this.#grid() : emptyState(this.model)}
      </main>
      <ct-menu></ct-menu>`;
  }

  #statusLine(): TemplateResult {
    const { answer, notice } = this.model;
    const more: TemplateResult =
      answer.state === "running"
        ? html`${progressRing(l10n.t("The statement runs"))}
          ${button(l10n.t("Stop"), { icon: "debug-stop", onClick: () => void this.model.stop() })}`
        : html`${button(l10n.t("Run Again"), { icon: "refresh", disabled: answer.statement === "", onClick: () => void this.model.run() })}
          ${
            answer.rows > 0
              ? button(l10n.t("Copy and Export"), {
                  icon: "export",
                  popup: "menu",
                  onClick: ({ currentTarget }) => this.#menu(currentTarget as HTMLElement, false),
                })
              : nothing
          }`;
    return html`<div class="ct-status">
      <span class="ct-status-text" role="status"
        >${this.#statusText()}${notice === "" ? nothing : ` · ${notice}`}</span
      >
      ${more}
    </div>`;
  }

  #statusText(): string {
    const { answer } = this.model;
    if (answer.state === "idle") return l10n.t("Not run yet");
    const rows = answer.rows === 1 ? l10n.t("1 row") : l10n.t("{0} rows", this.#formats.number(answer.rows));
    const cut = answer.isCut ? [l10n.t("cut: there are more")] : [];
    const state = {
      running: [l10n.t("running")],
      cancelled: [l10n.t("stopped")],
      failed: [l10n.t("failed")],
      done: [],
    };
    const parts = [
      rows,
      ...cut,
      ...state[answer.state],
      this.#formats.duration(answer.elapsedMs),
      answer.target,
    ];
    return parts.join(" · ");
  }

  #chart(): TemplateResult | typeof nothing {
    const { chart } = this.model.answer;
    if (!chart) return nothing;
    const folded = this.model.state.chartFolded === true;
    return html`<section class="ct-chart" aria-label=${l10n.t("Chart")}>
      <button
        class="ct-plain ct-chart-fold"
        aria-expanded=${folded ? "false" : "true"}
        @click=${() => this.model.keep({ chartFolded: !folded })}
      >
        ${icon(folded ? "chevron-right" : "chevron-down")}
        ${l10n.t("{0} by {1}", cellText(chart.of), cellText(chart.by))}
      </button>
      ${folded ? nothing : chartPicture(chart, this.#formats)}
    </section>`;
  }

  #width(at: number): number {
    const column = this.model.answer.columns[at];
    return column ? (this.model.state.widths[column.name] ?? usualPx[column.kind]) : 0;
  }

  #resize(at: number, width: number): void {
    const column = this.model.answer.columns[at];
    if (!column) return;
    const widths = { ...this.model.state.widths, [column.name]: Math.round(Math.max(narrowestPx, width)) };
    this.model.keep({ widths });
  }

  #grid(): TemplateResult {
    const { answer } = this.model;
    this.#row = Math.min(this.#row, answer.rows - 1);
    this.#column = Math.min(this.#column, answer.columns.length - 1);
    const widths = answer.columns.map((_, at) => `${this.#width(at)}px`).join(" ");
    return html`<div
      class="ct-grid"
      role="grid"
      aria-label=${l10n.t("Rows of the answer")}
      aria-rowcount=${answer.rows + 1}
      aria-colcount=${answer.columns.length}
      aria-busy=${answer.state === "running" ? "true" : "false"}
      ${styled({ "--ct-columns": widths })}
      @keydown=${this.#keys}
      @focusin=${() => (this.#hasFocus = true)}
      @focusout=${(event: FocusEvent) => {
        if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget))
          this.#hasFocus = false;
      }}
    >
      ${gridHead(this.model, this.#at, {
        sort: (at) => this.#sortAt(at),
        drag: (event, at) => dragWidth(event, this.#width(at), (width) => this.#resize(at, width)),
      })}
      <div
        class="ct-grid-body"
        role="rowgroup"
        ${styled({ height: `${answer.rows * rowPx}px` })}
        @click=${this.#pressed}
        @contextmenu=${this.#pressed}
      >
        ${repeat(
          this.#rows.rows(answer.rows),
          ({ index }) => index,
          ({ index, topPx }) => gridRow(this.model, this.#at, index, topPx),
        )}
      </div>
    </div>`;
  }

  get #at(): ActiveCell {
    return { row: this.#row, column: this.#column };
  }

  #sortAt(column: number): void {
    this.#row = -1;
    this.#column = column;
    this.#hasFocus = true;
    this.model.sort(column);
  }

  #move(row: number, column: number): void {
    this.#row = row;
    this.#column = Math.max(0, Math.min(column, this.model.answer.columns.length - 1));
    if (row >= 0) this.#rows.scrollTo(row, "auto");
    const scroller = this.querySelector<HTMLElement>(".ct-grid");
    const left = Array.from({ length: this.#column }, (_, at) => this.#width(at)).reduce(
      (sum, each) => sum + each,
      0,
    );
    if (scroller && left < scroller.scrollLeft) scroller.scrollLeft = left;
    else if (scroller)
      scroller.scrollLeft = Math.max(
        scroller.scrollLeft,
        left + this.#width(this.#column) - scroller.clientWidth,
      );
    this.requestUpdate();
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const act = this.#row < 0 ? headKeys(event) : copyKeys(event);
    if (act) this.#act(act);
    else if (!this.#moved(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #act(act: HeadKey | CopyKey): void {
    const width = this.#width(this.#column);
    if (act === "sort") this.#sortAt(this.#column);
    else if (act === "wider") this.#resize(this.#column, width + stepPx);
    else if (act === "narrower") this.#resize(this.#column, width - stepPx);
    else if (act === "cell") void this.model.copy(this.#row, this.#column);
    else if (act === "row") void this.model.copy(this.#row);
    else {
      const cell = this.querySelector<HTMLElement>('[data-active="true"]');
      if (cell) this.#menu(cell, true);
    }
  }

  #moved(event: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor((this.querySelector(".ct-grid")?.clientHeight ?? 0) / rowPx) - 2);
    const to = cellKeys(event, { ...this.#at, page, total: this.model.answer.rows });
    if (to) this.#move(...to);
    return to !== undefined;
  }

  readonly #pressed = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const row = target?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (row === undefined) return;
    this.#hasFocus = true;
    this.#move(Number(row), Number(target?.closest<HTMLElement>("[data-column]")?.dataset["column"] ?? 0));
    if (event.type !== "contextmenu") return;
    event.preventDefault();
    this.#menu({ x: event.clientX, y: event.clientY }, true);
  };

  #menu(at: Element | { x: number; y: number }, ofCell: boolean): void {
    const { model } = this;
    const [row, column] = [this.#row, this.#column];
    const cell = [
      { label: l10n.t("Copy Cell"), icon: "copy", key: "Ctrl+C", run: () => void model.copy(row, column) },
      { label: l10n.t("Copy Row"), icon: "copy", key: "Ctrl+Shift+C", run: () => void model.copy(row) },
    ];
    const all = [
      { label: l10n.t("Copy All Rows"), icon: "copy", run: () => void model.copy() },
      { label: l10n.t("Export as CSV"), icon: "export", run: () => void model.exportRows("csv") },
      { label: l10n.t("Export as JSON"), icon: "export", run: () => void model.exportRows("json") },
    ];
    const back = at instanceof HTMLElement ? at : undefined;
    const menu = this.querySelector<MenuElement>("ct-menu");
    menu?.show(ofCell && row >= 0 ? [cell, all] : [all], at, l10n.t("Rows"), back);
  }
}

define("ct-query", QueryElement, queryStyles);
