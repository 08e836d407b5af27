import * as l10n from "@vscode/l10n";
import { html } from "lit";
import type { TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Column, ListRow, Row } from "../../../src/shared/searchData.js";
import { PageElement, define } from "../../ui/element.js";
import type { MenuElement } from "../../ui/menu.js";
import { styled } from "../../ui/styled.js";
import { groupText } from "../groupText.js";
import type { SearchPage } from "../page.js";
import { cellHover, columnName } from "./cells.js";
import type { CellContext } from "./cells.js";
import { placeColumns } from "./layout.js";
import type { PlacedColumn } from "./layout.js";
import { rowPx } from "./place.js";
import { resetWidth, resizeBy, startResize } from "./resize.js";
import { cellMenu, rowKey } from "./rowActions.js";
import { cellKeys, headKeys, isPlain, rowKeys, summaryKeys } from "./tableKeys.js";
import { TableRows } from "./tableRows.js";
import { tableStyles } from "./tableStyles.js";
import { aboveButton, bodyRow, headRow, placeOf } from "./tableTemplates.js";
import type { HeadHandlers } from "./tableTemplates.js";

/** Moving through rows with the detail open loads it once the person rests. */
const openAfterMs = 120;

/** The rows of the answer as an ARIA grid: only those in sight are in the document. */
export class TableElement extends PageElement {
  static override properties = {
    page: { attribute: false },
    menu: { attribute: false },
    room: { state: true },
  };
  declare page: SearchPage;
  declare menu: MenuElement | undefined;
  /** Width there is for the columns, CSS pixels. */
  declare room: number;

  /** True while the focus is in the grid, also when the focused row is just being replaced. */
  hasFocus = false;
  readonly #rows = new TableRows(this);
  #columns: readonly PlacedColumn[] = [];
  /** The column somebody was in when the detail took room from the table. */
  #kept: Column | undefined;
  #isPointed = false;
  #isRendering = false;
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #stopDetail: (() => void) | undefined;
  readonly #size = new ResizeObserver(() => this.#measure());
  readonly #headHandlers: HeadHandlers = {
    sort: (column, at) => {
      this.hasFocus = true;
      this.#move(-1, at);
      this.#sort(column);
    },
    startResize: (event, column) => startResize(event, this.page, column),
    resetWidth: (column) => resetWidth(this.page, column),
  };

  constructor() {
    super();
    this.room = 0;
    this.menu = undefined;
  }

  get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".ct-grid");
  }

  get isRead(): boolean {
    return this.hasFocus || this.page.detail.isOpen || this.#isPointed;
  }

  get activeRow(): ListRow | undefined {
    return this.#rows.active;
  }

  /** The active row when it is an event's own. */
  get activeEvent(): Row | undefined {
    const row = this.#rows.active;
    return row?.group ? undefined : row;
  }

  get #activeCell(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[data-active="true"]');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopDetail = this.page.detail.subscribe(() => this.requestUpdate());
    this.page.reveal = (id) => this.#rows.reveal(id);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopDetail?.();
    this.#size.disconnect();
    clearTimeout(this.#openTimer);
  }

  /** Focuses the active cell. */
  override focus(): void {
    this.hasFocus = true;
    if (this.#rows.cursor.row < 0) this.#rows.cursor.row = 0;
    this.requestUpdate();
  }

  #measure(): void {
    this.room = this.scroller?.clientWidth ?? 0;
    this.#rows.look();
  }

  /** Moves the active cell; with the detail open it follows. */
  #move(row: number, column: number): void {
    this.#rows.move(row, column, this.#columns);
    clearTimeout(this.#openTimer);
    if (this.page.detail.isOpen && this.#rows.cursor.row >= 0)
      this.#openTimer = setTimeout(() => this.#open(), openAfterMs);
  }

  #open(): void {
    const row = this.activeEvent;
    if (!row) return;
    if (!this.page.detail.isOpen) this.#kept = this.#columns[this.#rows.cursor.column]?.id;
    this.#rows.cursor.hold(this.#rows.feed.window);
    void this.page.detail.open(row.id);
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const isDone = this.#rows.cursor.row < 0 ? this.#headKey(event) : this.#rowKey(event);
    if (!isDone && !this.#moveKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #headKey(event: KeyboardEvent): boolean {
    const column = this.#columns[this.#rows.cursor.column];
    const act = headKeys(event);
    if (!column || !act) return false;
    if (act === "sort") this.#sort(column.id);
    else resizeBy(this.page, column, act);
    return true;
  }

  #rowKey(event: KeyboardEvent): boolean {
    const column = this.#columns[this.#rows.cursor.column];
    const row = this.activeRow;
    if (!row || !column || !isPlain(event)) return false;
    const opens = row.group && summaryKeys(event, row.isOpen === true);
    if (opens !== undefined) {
      this.#rows.setOpen(row, opens);
      return true;
    }
    if (row.group) return false;
    const act = rowKeys(event);
    if (act === undefined) return rowKey(event.key, this.page, row, column.id);
    if (act === "open") this.#open();
    else if (this.#activeCell) this.#showMenu(this.#activeCell);
    return true;
  }

  #moveKey(event: KeyboardEvent): boolean {
    const { cursor, page, total } = this.#rows;
    const to = cellKeys(event, { row: cursor.row, column: cursor.column, page, total });
    if (to) this.#move(...to);
    return to !== undefined;
  }

  #sort(column: Column): void {
    const { sort } = this.page.preferences.now;
    const descending = sort.column === column ? !sort.descending : column === "time";
    this.page.preferences.set({ sort: { column, descending } });
    const name = columnName(column);
    this.page.say(
      descending ? l10n.t("Sorted by {0}, descending", name) : l10n.t("Sorted by {0}, ascending", name),
    );
  }

  #showMenu(at: Element | { x: number; y: number }): void {
    const row = this.activeEvent;
    const column = this.#columns[this.#rows.cursor.column];
    if (!row || !column) return;
    const groups = cellMenu(this.page, row, column.id);
    this.menu?.show(groups, at, l10n.t("Event"), this);
  }

  readonly #pressed = (event: MouseEvent): void => {
    const at = placeOf(event);
    if (!at) return;
    this.hasFocus = true;
    this.#move(at.row, at.column);
    clearTimeout(this.#openTimer);
    if (event.type === "contextmenu") {
      event.preventDefault();
      this.#showMenu({ x: event.clientX, y: event.clientY });
    } else if (this.activeRow?.group) this.#rows.setOpen(this.activeRow, this.activeRow.isOpen !== true);
    else this.#open();
  };

  /** Hovers are written when the pointer comes: there are many cells, and most are never pointed at. */
  readonly #hovered = (event: PointerEvent): void => {
    const at = placeOf(event);
    const column = at && this.#columns[at.column];
    const row = at && this.#rows.feed.window.row(at.row);
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(".ct-cell") : null;
    if (element && row?.group) element.title = groupText(row.group, this.page.formats);
    else if (element && row && column) element.title = cellHover(column.id, row, this.#context());
  };

  #context(): CellContext {
    const { formats, search } = this.page;
    const accounts = search.setup?.accounts ?? [];
    return {
      formats,
      nowMs: Date.now(),
      accountName: (id) => accounts.find(({ value }) => value === id)?.label ?? id,
    };
  }

  protected override firstUpdated(): void {
    if (this.scroller) this.#size.observe(this.scroller);
    this.#measure();
  }

  protected override willUpdate(): void {
    this.#isRendering = true;
    const accounts = new Set(this.page.search.answer.asked?.scopes.map(({ account }) => account));
    if (!this.page.detail.isOpen) this.#kept = undefined;
    this.#columns = placeColumns(this.room, this.page.preferences.now.widths, accounts.size > 1, this.#kept);
    this.#rows.cursor.keepColumn(this.#columns);
    this.#rows.cursor.fit(this.#rows.total, this.#columns.length);
  }

  protected override updated(): void {
    this.#isRendering = false;
    if (!this.hasFocus || !document.hasFocus()) return;
    const element = this.#activeCell;
    if (element && document.activeElement !== element) element.focus({ preventScroll: true });
  }

  readonly #unfocused = (): void => {
    // a row that is taken out of the document while rendering takes its focus along; it is given to the next one
    if (!this.#isRendering && document.hasFocus()) this.hasFocus = false;
  };

  protected override render(): TemplateResult {
    const { preferences, search } = this.page;
    const { total, feed, cursor, above } = this.#rows;
    return html`<div
        class="ct-grid${feed.isStale && total > 0 ? " ct-stale" : ""}"
        role="grid"
        aria-label=${l10n.t("Events")}
        aria-rowcount=${total + 1}
        aria-colcount=${this.#columns.length}
        aria-busy=${search.isRunning ? "true" : "false"}
        ${styled({ "--ct-columns": this.#columns.map(({ width }) => `${width}px`).join(" ") })}
        @scroll=${() => this.#rows.look()}
        @keydown=${this.#keys}
        @focusin=${() => (this.hasFocus = true)}
        @focusout=${this.#unfocused}
        @pointerenter=${() => (this.#isPointed = true)}
        @pointerleave=${() => (this.#isPointed = false)}
      >
        ${headRow(this.#columns, preferences.now.sort, cursor, this.#headHandlers)} ${this.#body(total)}
      </div>
      ${aboveButton(above, this.page.formats, () => this.#rows.toTop())}`;
  }

  #body(total: number): TemplateResult {
    const { detail } = this.page;
    const { window } = this.#rows.feed;
    const view = {
      columns: this.#columns,
      active: this.#rows.cursor,
      selectedId: detail.isOpen ? detail.selectedId : undefined,
      context: this.#context(),
    };
    return html`<div
      class="ct-grid-body"
      role="rowgroup"
      ${styled({ height: `${total * rowPx}px` })}
      @click=${this.#pressed}
      @contextmenu=${this.#pressed}
      @pointerover=${this.#hovered}
    >
      ${repeat(
        this.#rows.inSight(),
        ({ index }) => window.row(index)?.id ?? index,
        (item) => bodyRow(window.row(item.index), item, view),
      )}
    </div>`;
  }
}

define("ct-table", TableElement, tableStyles);
