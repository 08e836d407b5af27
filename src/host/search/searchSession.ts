import type { Clock } from "../../core/base/clock.js";
import type { Releasable } from "../../core/base/disposables.js";
import { isAborted } from "../../core/base/failure.js";
import { explain, type Explain } from "../../core/events/explain.js";
import type { Archive } from "../../core/search/archive.js";
import type { Query } from "../../core/search/query.js";
import { ResultSet } from "../../core/search/resultSet.js";
import { ChangeNotifier } from "./changeNotifier.js";
import { PanelSearch } from "./panelSearch.js";
import type { ShownFailure } from "./shownFailure.js";

/** The page hears of changes at most this often, which is as fast as counts can be read. */
const changeGapMs = 100;

export interface SessionOptions {
  /** Where to search; asked for at the first search. */
  readonly archive: () => Promise<Archive>;
  readonly clock: Clock;
  /** How events are understood, asked for once a search so that all its rows agree. */
  readonly understand?: () => Explain;
  /** Something of the answer changed; called at most every 100 ms. */
  readonly onChanged: () => void;
  readonly explain: (error: unknown) => ShownFailure;
  /** Why records could not be read, each reason once a search; never their content. */
  readonly onUnreadable: (reason: string) => void;
}

/**
 * The search of one panel: the one that runs or ran last, and its results. It outlives the page,
 * which VS Code destroys whenever its tab is hidden.
 */
export class SearchSession implements Releasable {
  readonly #notifier: ChangeNotifier;
  readonly #nothing = new ResultSet();
  #run: PanelSearch | undefined;
  /** Revisions of all earlier searches, so that the number never comes back with other rows. */
  #pastRevisions = 0;
  #isDisposed = false;
  /** Events that were looked up for one of the results; no rows of the answer. They go with the results. */
  beside = new ResultSet();

  constructor(private readonly options: SessionOptions) {
    this.#notifier = new ChangeNotifier(options.clock, changeGapMs, options.onChanged);
  }

  get run(): PanelSearch | undefined {
    return this.#run;
  }

  get results(): ResultSet {
    return this.#run?.results ?? this.#nothing;
  }

  /** How the events of the search that runs or ran last are understood. */
  get understand(): Explain {
    return this.#run?.understand ?? explain;
  }

  get revision(): number {
    return this.#pastRevisions + this.results.revision;
  }

  /** Starts a search and stops the one before; its results are let go. */
  start(text: string, query: Query): void {
    if (this.#isDisposed) return;
    this.#pastRevisions = this.revision + 1;
    this.stop();
    const run = new PanelSearch(text, query, this.options.clock.now(), this.options.understand?.());
    this.#run = run;
    this.beside = new ResultSet();
    void this.#follow(run);
    this.#notifier.touch();
  }

  stop(): void {
    if (this.#run?.state !== "running") return;
    this.#run.stop(this.options.clock.now());
    this.#notifier.touch();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#notifier.dispose();
    this.#run?.stop(this.options.clock.now());
    this.#run = undefined;
  }

  async #follow(run: PanelSearch): Promise<void> {
    const { clock } = this.options;
    try {
      await this.#read(run);
      run.complete(clock.now());
    } catch (error) {
      // What a stopped search still rejects with is the stop itself, in whatever words its origin has for it.
      if (!run.signal.aborted) run.fail(this.options.explain(error), clock.now());
      else if (!isAborted(error)) this.options.explain(error);
    }
    if (run === this.#run) this.#notifier.touch();
  }

  async #read(run: PanelSearch): Promise<void> {
    const archive = await this.options.archive();
    if (run.signal.aborted) return;
    for await (const batch of archive.search(run.query, run.signal)) {
      run.take(batch);
      for (const reason of run.newReasons(batch.problems)) this.options.onUnreadable(reason);
      this.#notifier.touch();
      if (run.state !== "running") return;
    }
  }
}
