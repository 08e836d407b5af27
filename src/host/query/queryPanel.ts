import type { Clock } from "../../core/base/clock.js";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import { isAborted } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";
import { chartOf } from "../../core/sql/chart.js";
import { exportRows, tabbedRow, tabbedRows } from "../../core/sql/exportRows.js";
import { ResultTable, valueText } from "../../core/sql/resultTable.js";
import { isSqlTrouble, type SqlTarget } from "../../core/sql/sqlTarget.js";
import type { SqlProblem } from "../../core/sql/tokens.js";
import type { QueryAnswer, QueryPanelMethods } from "../../shared/queryPanel.js";
import { servePage, type PageChannel, type PageServer } from "../search/panelPort.js";
import type { PanelWindow } from "../search/ports.js";
import { ChangeNotifier } from "../search/changeNotifier.js";
import { toShownFailure, toWireError } from "../search/shownFailure.js";
import { clip } from "../search/trimTree.js";
import { checkedQuery } from "./queryChecks.js";

/** Rows kept of an answer; a person looks at fewer, and memory ends somewhere. */
export const mostRows = 100_000;
const mostCopied = 2_000_000;
const longestCell = 400;
const changedGapMs = 100;

/** What the panel needs of the editor. */
export interface QueryWindow extends Pick<PanelWindow, "copy" | "pickExportFile" | "withProgress"> {
  showStatement(): Promise<void>;
  /** Runs the panel's statement again, from its document. */
  runAgain(statement: string): Promise<void>;
  /** A run began or ended; `problem` is the statement's own fault, with offsets in it. */
  ran(state: QueryAnswer["state"], problem: SqlProblem | undefined): void;
}

export interface QueryPanelDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

/** One result panel without VS Code: the statement that runs, its rows, and the page it answers. */
export class QueryPanel implements Releasable {
  readonly #owned = new DisposableStore();
  readonly #page: PageServer;
  readonly #notifier: ChangeNotifier;
  readonly #lifetime = new AbortController();
  #run: AbortController | undefined;
  #table = new ResultTable(mostRows);
  #state: QueryAnswer["state"] = "idle";
  #statement = "";
  #target = "";
  #problem: string | undefined;
  #startedMs = 0;
  #endedMs = 0;
  #revision = 0;

  constructor(
    private readonly deps: QueryPanelDeps,
    private readonly window: QueryWindow,
    channel: PageChannel,
  ) {
    const { log, t, clock } = deps;
    this.#notifier = this.#owned.add(
      new ChangeNotifier(clock, changedGapMs, () => this.#page.changed("answer")),
    );
    this.#page = this.#owned.add(
      servePage(channel, checkedQuery(this.#methods(), t), (error) => toWireError(error, t, log)),
    );
  }

  get isRunning(): boolean {
    return this.#state === "running";
  }

  /** Runs a statement; one that still runs is called off. Never rejects: what goes wrong is shown. */
  async run(target: SqlTarget, statement: string): Promise<void> {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    this.#table = new ResultTable(mostRows);
    this.#statement = statement;
    this.#target = target.label;
    this.#problem = undefined;
    this.#startedMs = this.deps.clock.now();
    this.#become("running");
    try {
      for await (const batch of target.run(statement, run.signal)) {
        if (run !== this.#run || run.signal.aborted) return;
        const hasRoom = this.#table.take(batch);
        this.#touch();
        if (!hasRoom) break; // ends the statement where it runs
      }
      if (run === this.#run && this.isRunning) this.#become("done");
    } catch (error) {
      if (run === this.#run && this.isRunning) this.#fail(error);
    }
  }

  stop(): void {
    if (!this.isRunning) return;
    this.#run?.abort();
    this.#become("cancelled");
  }

  dispose(): void {
    this.stop();
    this.#lifetime.abort();
    this.#owned.dispose();
  }

  #fail(error: unknown): void {
    const trouble = isSqlTrouble(error) ? error : undefined;
    this.#problem = trouble?.message ?? toShownFailure(error, this.deps.t, this.deps.log).message;
    this.#become("failed", trouble?.problem);
  }

  #become(state: QueryAnswer["state"], problem?: SqlProblem): void {
    this.#state = state;
    if (state !== "running") this.#endedMs = this.deps.clock.now();
    this.window.ran(state, problem);
    this.#touch();
  }

  #touch(): void {
    this.#revision++;
    this.#notifier.touch();
  }

  #answer(): QueryAnswer {
    const endMs = this.isRunning ? this.deps.clock.now() : this.#endedMs;
    return {
      state: this.#state,
      revision: this.#revision,
      statement: this.#statement,
      target: this.#target,
      columns: this.#table.columns,
      rows: this.#table.size,
      isCut: this.#table.isCut,
      elapsedMs: endMs - this.#startedMs,
      chart: this.#state === "done" ? chartOf(this.#table) : undefined,
      problem: this.#problem,
    };
  }

  #methods(): QueryPanelMethods {
    const { window } = this;
    return {
      open: async ({ statement }) => {
        if (this.#state === "idle") this.#statement = statement;
        return this.#answer();
      },
      answer: async () => this.#answer(),
      rows: async ({ sort, start, count }) =>
        this.#table
          .rows(sort)
          .slice(start, start + count)
          .map((row) => row.map((value) => (value === null ? null : clip(valueText(value), longestCell)))),
      copy: async ({ sort, row, column }) => window.copy(this.#copied(sort, row, column)),
      exportRows: (arg) => this.#export(arg),
      run: () => window.runAgain(this.#statement),
      stop: async () => this.stop(),
      showStatement: () => window.showStatement(),
    };
  }

  #copied(sort: Arg<"copy">["sort"], row: number | undefined, column: number | undefined): string {
    const rows = this.#table.rows(sort);
    const one = row === undefined ? undefined : rows[row];
    if (row === undefined) return clip(tabbedRows(this.#table.columns, rows), mostCopied);
    if (column === undefined) return tabbedRow(one ?? []);
    return valueText(one?.[column]);
  }

  async #export({ sort, format }: Arg<"exportRows">): Promise<string | undefined> {
    const { window, deps } = this;
    // The rows of this moment: a statement that is run while the dialog is open has rows of its own.
    const table = this.#table;
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10);
    const file = await window.pickExportFile(format, `cloudtrail-query-${day}.${format}`);
    if (file === undefined) return undefined;
    try {
      await window.withProgress(deps.t("Exporting to {0}", file.name), this.#lifetime.signal, (signal) =>
        file.write(exportRows(format, table.columns, table.rows(sort)), signal),
      );
    } catch (error) {
      if (isAborted(error)) return undefined;
      throw error;
    }
    return file.name;
  }
}

type Arg<K extends keyof QueryPanelMethods> = Parameters<QueryPanelMethods[K]>[0];
