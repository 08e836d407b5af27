import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ListRow, RowsView } from "../../../src/shared/searchData.js";
import { VirtualRows } from "../../ui/virtualRows.js";
import type { VirtualRow } from "../../ui/virtualRows.js";
import type { SearchPage } from "../page.js";
import { GridCursor } from "./gridCursor.js";
import type { PlacedColumn } from "./layout.js";
import { Place, headPx, rowPx } from "./place.js";
import { RowFeed } from "./rowFeed.js";

/** More unfolded at once would only make every question for rows longer. */
const mostOpen = 500;

export interface TableRowsHost extends ReactiveControllerHost {
  readonly page: SearchPage;
  readonly scroller: HTMLElement | null;
  /** True while somebody reads the rows, which must then stay where they are. */
  readonly isRead: boolean;
  readonly hasFocus: boolean;
}

/** Rows, what of them is in sight, and the active one: kept together while rows arrive. */
export class TableRows implements ReactiveController {
  readonly cursor = new GridCursor();
  readonly #virtual: VirtualRows;
  #place = new Place(() => this.host.scroller, 0);
  #feed: RowFeed | undefined;
  #searches = 0;
  /** Summary rows that are unfolded, by id. */
  #open: readonly string[] = [];
  readonly #stops: (() => void)[] = [];

  constructor(private readonly host: TableRowsHost & HTMLElement) {
    host.addController(this);
    this.#virtual = new VirtualRows(host, {
      rowPx,
      headPx,
      scroller: () => host.scroller,
      kept: () => (host.hasFocus ? this.cursor.row : undefined),
    });
  }

  get feed(): RowFeed {
    this.#feed ??= new RowFeed(this.host.page.host, this.host.page.preferences.now.sort, this.#view, () =>
      this.#place.anchor(this.host.isRead, this.cursor.anchor, (index) => this.feed.window.row(index)),
    );
    return this.#feed;
  }

  get total(): number {
    return this.feed.window.total;
  }

  get active(): ListRow | undefined {
    return this.feed.window.row(this.cursor.row);
  }

  /** Rows that arrived above what is read. */
  get above(): number {
    return this.#place.above;
  }

  /** How many rows a page key moves. */
  get page(): number {
    return this.#place.page;
  }

  hostConnected(): void {
    const { search, preferences } = this.host.page;
    this.#place = new Place(() => this.host.scroller, preferences.now.topRow);
    this.#stops.push(
      search.subscribe(() => this.#heard()),
      this.feed.subscribe(() => this.#arrived()),
      preferences.subscribe(() => this.#preferred()),
    );
    this.#heard();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Called while rendering: the rows to be in the document. */
  inSight(): readonly VirtualRow[] {
    return this.#virtual.rows(this.total);
  }

  /** The size or the position of what is in sight changed. */
  look(): void {
    const { sight } = this.#place;
    this.feed.look(sight);
    if (sight.first === 0 && this.#place.above > 0) {
      this.#place.above = 0;
      this.host.requestUpdate();
    }
    const { preferences } = this.host.page;
    if (this.#place.isRestored && preferences.now.topRow !== sight.first)
      preferences.set({ topRow: sight.first });
  }

  move(row: number, column: number, columns: readonly PlacedColumn[]): void {
    this.cursor.move(row, column, columns, this.feed.window);
    if (this.cursor.row >= 0) this.#virtual.scrollTo(this.cursor.row, "auto");
    this.host.requestUpdate();
  }

  /** Brings an event's row into sight and makes it the active one; false when it is not among the rows. */
  async reveal(id: string): Promise<boolean> {
    const { search, host, preferences } = this.host.page;
    const { sort } = preferences.now;
    const known = this.feed.window.indexOf(id);
    const index = known ?? (await search.attempt(host.call("indexOf", { id, sort, view: this.feed.view })));
    if (index === undefined) return false;
    this.cursor.jump(index, id);
    this.#virtual.scrollTo(index, "center");
    this.host.requestUpdate();
    return true;
  }

  get #view(): RowsView {
    const { fold, retries } = this.host.page.preferences.now;
    return { fold, retries, open: this.#open };
  }

  /** Unfolds a summary row, or folds it again. */
  setOpen(summary: ListRow, isOpen: boolean): void {
    if (summary.isOpen === isOpen) return;
    const others = this.#open.filter((id) => id !== summary.id).slice(-mostOpen);
    this.#open = isOpen ? [...others, summary.id] : others;
    this.feed.show(this.#view);
  }

  toTop(): void {
    this.cursor.toTop();
    this.#place.toTop();
  }

  #heard(): void {
    const { searches, answer } = this.host.page.search;
    if (searches !== this.#searches) {
      if (this.#searches > 0) this.toTop();
      this.#searches = searches;
      this.#open = [];
      this.feed.restart();
    }
    this.feed.update(answer.revision);
    this.host.requestUpdate();
  }

  #preferred(): void {
    const { sort } = this.host.page.preferences.now;
    if (this.feed.sort !== sort) {
      this.toTop();
      this.feed.order(sort);
    }
    const { fold, retries } = this.#view;
    if (fold !== this.feed.view.fold || retries !== this.feed.view.retries) this.feed.show(this.#view);
    this.host.requestUpdate();
  }

  #arrived(): void {
    const { shift, window } = this.feed;
    this.feed.shift = 0;
    this.cursor.follow(window, shift);
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => {
      this.#place.keep(shift, window.total);
      if (shift !== 0) this.host.requestUpdate();
    });
  }
}
