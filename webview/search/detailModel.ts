import type { EventDetail } from "../../src/shared/searchPanel.js";
import { Store } from "../ui/store.js";
import { explained } from "./host.js";
import type { HostClient } from "./host.js";

/** The event that is looked at. */
export class DetailModel extends Store {
  selectedId: string | undefined;
  detail: EventDetail | undefined;
  failure: string | undefined;
  /** True while the pane is open; selecting a row opens it, closing keeps the selection. */
  isOpen = false;
  isLoading = false;

  #asking: AbortController | undefined;

  constructor(private readonly host: HostClient) {
    super();
  }

  async open(id: string): Promise<void> {
    this.isOpen = true;
    if (id === this.selectedId && this.detail?.row.id === id) this.changed();
    else await this.#ask(id);
  }

  async retry(): Promise<void> {
    if (this.selectedId !== undefined) await this.#ask(this.selectedId);
  }

  async #ask(id: string): Promise<void> {
    this.selectedId = id;
    this.#asking?.abort();
    const abort = new AbortController();
    this.#asking = abort;
    this.isLoading = true;
    this.failure = undefined;
    this.changed();
    try {
      const detail = await this.host.call("detail", { id }, abort.signal);
      if (this.#asking !== abort) return;
      this.detail = detail;
    } catch (error) {
      if (this.#asking !== abort) return;
      this.failure = explained(error);
      if (this.failure === undefined && !abort.signal.aborted) return this.#ask(id);
      this.detail = undefined;
    }
    this.isLoading = false;
    this.changed();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#asking?.abort();
    this.isLoading = false;
    if (this.detail?.row.id !== this.selectedId) this.detail = undefined;
    this.changed();
  }

  /** Id of the change before or after the selected one on the same resource; undefined at either end. */
  async neighbour(direction: "previous" | "next"): Promise<string | undefined> {
    const id = this.selectedId;
    return id === undefined ? undefined : this.host.call("neighbour", { id, direction });
  }
}
