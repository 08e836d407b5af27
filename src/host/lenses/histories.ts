import type { Clock } from "../../core/base/clock.js";
import type { Releasable } from "../../core/base/disposables.js";
import { Signal } from "../../core/base/signal.js";
import type { DeployRoles } from "../../core/events/via/deployRoles.js";
import type { HistoryArchive, HistoryCache } from "../../core/iac/history/historyAnswer.js";
import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import type { LensQueue } from "../../core/iac/history/lensQueue.js";
import type { ResourceHistory } from "../../core/iac/history/resourceHistory.js";
import type { LogStore } from "../../core/logs/logStore.js";
import type { LookupPages } from "../../core/search/lookup.js";

export interface HistoriesDeps {
  readonly pages: () => Promise<LookupPages>;
  readonly cache: HistoryCache;
  readonly clock: Clock;
  readonly deployRoles: () => DeployRoles | undefined;
  readonly onBug: (error: unknown) => void;
}

/** Histories of resources in sight. The event model is loaded with the first of them, never before. */
export class Histories implements Releasable {
  readonly changed = new Signal<readonly string[]>();
  #queue: LensQueue | undefined;
  #isLoading = false;
  #shown: readonly HistorySubject[] = [];
  #stores: readonly LogStore[] = [];
  #archive: ((store: LogStore) => HistoryArchive) | undefined;
  #isDisposed = false;

  constructor(private readonly deps: HistoriesDeps) {}

  show(subjects: readonly HistorySubject[]): void {
    this.#shown = subjects;
    if (this.#queue) this.#queue.show(subjects);
    else if (subjects.length > 0) this.#start();
  }

  /** Undefined as long as nothing was in sight. */
  of(subject: HistorySubject): ResourceHistory | undefined {
    return this.#queue?.historyOf(subject);
  }

  /** Loaded log folders, which answer before anything is asked for. */
  useFolders(stores: readonly LogStore[]): void {
    this.#stores = stores;
    if (this.#archive) this.#queue?.useArchives(stores.map(this.#archive));
  }

  refresh(subject: HistorySubject): void {
    this.#queue?.refresh(subject);
  }

  forget(): void {
    this.#queue?.forget();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#queue?.dispose();
  }

  #start(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#load()
      .catch((error: unknown) => this.deps.onBug(error))
      .finally(() => (this.#isLoading = false));
  }

  async #load(): Promise<void> {
    const { cache, clock, onBug, deployRoles } = this.deps;
    const [{ FolderHistory, LensQueue, explainWith }, pages] = await Promise.all([
      import("../search/panelParts.js"),
      this.deps.pages(),
    ]);
    if (this.#isDisposed) return;
    const explain = () => explainWith({ deployRoles: deployRoles() });
    const queue = new LensQueue({ pages, cache, clock, explain, onBug });
    queue.changed.on((keys) => this.changed.fire(keys));
    this.#archive = (store) => new FolderHistory(store, explain);
    queue.useArchives(this.#stores.map(this.#archive));
    this.#queue = queue;
    queue.show(this.#shown);
    this.changed.fire(this.#shown.map(({ key }) => key));
  }
}
