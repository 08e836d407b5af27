import type { FailureCode } from "../core/base/failure.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import { explainWith } from "../core/events/explain.js";
import type { Asked } from "../core/search/asked.js";
import { caveats } from "../core/search/caveats.js";
import { describeAsked } from "../core/search/describeAsked.js";
import type { EventHistory } from "../core/search/eventHistory.js";
import { exportEvents } from "../core/search/exportEvents.js";
import { ResultSet } from "../core/search/resultSet.js";
import type { Sort } from "../core/search/row.js";
import { processClock } from "./clock.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";
import { ProgressLine } from "./progressLine.js";
import type { SearchArguments } from "./searchArguments.js";
import { jsonLine, tableHeader, tableLine } from "./searchOutput.js";

const newestFirst: Sort = { column: "time", descending: true };

/** What a command asks beyond the query. */
export interface SearchExtras {
  /** Events it leaves out of what the query finds. */
  readonly isWanted: (event: CloudTrailEvent) => boolean;
  /** What stands above the table, said of the newest event. */
  readonly lead: (newest: CloudTrailEvent) => string;
}

/** One search of event history with its output. */
export class SearchRun {
  readonly #results: ResultSet;
  readonly #enough = new AbortController();
  readonly #progress: ProgressLine;
  #asked: Asked | undefined;
  #printed = 0;
  /** Events that the query found and the command did not want. */
  #unwanted = 0;

  constructor(
    private readonly args: SearchArguments,
    private readonly io: CliIo,
    private readonly extras?: SearchExtras,
  ) {
    this.#results = new ResultSet(explainWith(args));
    this.#progress = new ProgressLine(io, processClock);
  }

  async run(history: EventHistory): Promise<ExitCode> {
    const startedMs = processClock.now();
    const signal = AbortSignal.any([this.io.signal, this.#enough.signal]);
    for await (const { events: found, asked } of history.search(this.args.query, signal)) {
      this.#asked = asked;
      const events = this.extras ? found.filter(this.extras.isWanted) : found;
      this.#unwanted += found.length - events.length;
      if (this.args.format === "json") await this.#stream(events);
      else this.#results.add(events);
      this.#progress.show(asked, this.#found);
      if (this.#hasEnough(asked)) this.#enough.abort();
    }
    this.#progress.clear();
    await this.#printSorted();
    this.#summarize(processClock.now() - startedMs);
    return this.#exitCode();
  }

  get #limit(): number {
    return this.args.limit ?? Infinity;
  }

  get #found(): number {
    return this.args.format === "json" ? this.#printed : this.#results.size;
  }

  async #stream(events: readonly CloudTrailEvent[]): Promise<void> {
    const wanted = events.slice(0, this.#limit - this.#printed);
    this.#printed += wanted.length;
    if (wanted.length > 0)
      await this.io.out(
        wanted.map((event) => jsonLine(event, explainWith(this.args)(event), processClock.now())).join(""),
      );
  }

  /** Rows found so far are the newest ones once every walk has gone back beyond the last of them. */
  #hasEnough(asked: Asked): boolean {
    if (this.args.format === "json") return this.#printed >= this.#limit;
    if (this.#results.size < this.#limit) return false;
    const [last] = this.#results.rows(newestFirst, this.#limit - 1, 1);
    return last !== undefined && asked.scopes.every(({ reachedMs }) => reachedMs <= last.timeMs);
  }

  async #printSorted(): Promise<void> {
    if (this.args.format === "json" || this.#results.size === 0) return;
    if (this.args.format === "csv") {
      for (const text of exportEvents("csv", this.#newest(), explainWith(this.args))) await this.io.out(text);
      return;
    }
    const [newest] = this.#newest();
    if (newest && this.extras) await this.io.out(`${this.extras.lead(newest)}\n\n`);
    await this.io.out(tableHeader());
    for (const row of this.#results.rows(newestFirst, 0, this.#limit)) await this.io.out(tableLine(row));
  }

  *#newest(): Generator<CloudTrailEvent, void, undefined> {
    let left = this.#limit;
    for (const event of this.#results.all(newestFirst)) {
      if (left-- <= 0) return;
      yield event;
    }
  }

  #summarize(elapsedMs: number): void {
    const asked = this.#asked;
    if (!asked) return;
    const seconds = (elapsedMs / 1000).toFixed(1);
    this.io.err(`${this.#foundText()}. Asked: ${describeAsked(asked)}. ${seconds} s\n`);
    for (const { region, failure } of asked.scopes)
      if (failure) this.io.err(`${region}: ${failure.message}\n`);
    const state = this.io.signal.aborted ? "stopped" : "done";
    const reasons = caveats({
      query: this.args.query,
      asked,
      shown: this.#found + this.#unwanted,
      state,
      nowMs: processClock.now(),
    });
    for (const { text } of reasons) this.io.err(`- ${text}\n`);
  }

  #foundText(): string {
    const shown = Math.min(this.#found, this.#limit);
    if (shown < this.#found || this.#enough.signal.aborted)
      return `The first ${String(shown)} events; there may be more`;
    return shown === 1 ? "1 event" : `${String(shown)} events`;
  }

  #exitCode(): ExitCode {
    const scopes = this.#asked?.scopes ?? [];
    const failed = scopes.filter(({ state }) => state === "failed");
    const noAccess = failed.every(({ failure }) => failure && accessCodes.has(failure.code));
    if (this.#found === 0 && scopes.length > 0 && failed.length === scopes.length && noAccess)
      return exitCodes.noAccess;
    if (failed.length > 0 || this.io.signal.aborted) return exitCodes.incomplete;
    return this.#found > 0 ? exitCodes.found : exitCodes.nothingFound;
  }
}

const accessCodes = new Set<FailureCode>([
  "aws/no-credentials",
  "aws/expired-credentials",
  "aws/sign-in-needed",
  "aws/mfa-cancelled",
  "aws/access-denied",
  "aws/region-off",
]);
