import type { RowsView, Sort } from "../../../src/shared/searchData.js";
import { Store } from "../../ui/store.js";
import { explained } from "../host.js";
import type { HostClient } from "../host.js";
import { RowWindow } from "./rowWindow.js";
import type { Anchor, Sight } from "./rowWindow.js";

/** Keeps the rows in sight loaded and current, with one question to the host at a time. */
export class RowFeed extends Store {
  readonly window = new RowWindow();
  failure: string | undefined;
  isLoading = false;
  /** True while the rows shown belong to another order or an earlier search. */
  isStale = false;
  /** Rows the anchor moved down since it was last read by the table. */
  shift = 0;

  #sight: Sight = { first: 0, end: 50 };
  #sort: Sort;
  #view: RowsView;
  #revision = 0;
  #last = "";

  constructor(
    private readonly host: HostClient,
    sort: Sort,
    view: RowsView,
    /** The row that must stay where it is when others arrive above it. */
    private readonly anchor: () => Anchor | undefined,
  ) {
    super();
    this.#sort = sort;
    this.#view = view;
  }

  get view(): RowsView {
    return this.#view;
  }

  get sort(): Sort {
    return this.#sort;
  }

  look(sight: Sight): void {
    this.#sight = sight;
    void this.#load();
  }

  update(revision: number): void {
    if (revision === this.#revision) return;
    this.#revision = revision;
    void this.#load();
  }

  order(sort: Sort): void {
    this.#sort = sort;
    this.#start();
  }

  /** The same rows listed in another way; the anchor stays where it is. */
  show(view: RowsView): void {
    this.#view = view;
    this.window.revision = -1;
    this.#last = "";
    void this.#load();
  }

  /** A new search: what is shown is of the one before until its first rows are here. */
  restart(): void {
    this.#start();
  }

  #start(): void {
    this.isStale = true;
    this.window.revision = -1;
    this.#sight = { first: 0, end: this.#sight.end - this.#sight.first };
    this.#last = "";
    this.changed();
    void this.#load();
  }

  async #load(): Promise<void> {
    if (this.isLoading) return;
    const anchor = this.isStale ? undefined : this.anchor();
    const sort = this.#sort;
    const view = this.#view;
    const ask = this.window.ask(this.#sight, { sort, view }, this.#revision, anchor);
    const key = JSON.stringify([ask, this.#revision]);
    if (!ask || key === this.#last) return; // a host that answers less than was asked must not be asked for ever
    this.#last = key;
    this.isLoading = true;
    try {
      const answer = await this.host.call("rows", ask);
      if (sort === this.#sort && view === this.#view) {
        this.shift += this.window.take(answer, anchor);
        this.isStale = false;
      }
      this.failure = undefined;
    } catch (error) {
      this.failure = explained(error);
      if (this.failure === undefined) this.#last = ""; // called off, not refused: ask again
    }
    this.isLoading = false;
    this.changed();
    void this.#load();
  }
}
