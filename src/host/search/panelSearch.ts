import type { RecordProblem } from "../../core/events/event.js";
import { explain, type Explain } from "../../core/events/explain.js";
import type { Batch } from "../../core/search/archive.js";
import type { Asked } from "../../core/search/asked.js";
import type { Query } from "../../core/search/query.js";
import { ResultSet } from "../../core/search/resultSet.js";
import type { ShownFailure } from "./shownFailure.js";

/** One search of a panel from its start to its end, with what it found. */
export class PanelSearch {
  readonly results: ResultSet;
  readonly #abort = new AbortController();
  readonly #reasons = new Set<string>();
  #state: "running" | "done" | "stopped" | "failed" = "running";
  #endedMs: number | undefined;
  #asked: Asked | undefined;
  #failure: ShownFailure | undefined;

  constructor(
    /** The line that was searched, in canonical form. */
    readonly text: string,
    readonly query: Query,
    readonly startedMs: number,
    readonly understand: Explain = explain,
  ) {
    this.results = new ResultSet(understand);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get state(): "running" | "done" | "stopped" | "failed" {
    return this.#state;
  }

  get failure(): ShownFailure | undefined {
    return this.#failure;
  }

  /** A search that ended early leaves no scope running. */
  get asked(): Asked | undefined {
    const asked = this.#asked;
    if (asked === undefined || this.#state === "running" || this.#state === "done") return asked;
    return {
      ...asked,
      scopes: asked.scopes.map((scope) => (isOpen(scope.state) ? { ...scope, state: "stopped" } : scope)),
    };
  }

  take(batch: Batch): void {
    this.results.add(batch.events);
    this.#asked = batch.asked;
  }

  elapsedMs(nowMs: number): number {
    return Math.max(0, (this.#endedMs ?? nowMs) - this.startedMs);
  }

  /** Why records could not be read, as far as it was not told before. */
  newReasons(problems: readonly RecordProblem[]): readonly string[] {
    const fresh = [...new Set(problems.map(({ reason }) => reason))].filter(
      (reason) => !this.#reasons.has(reason),
    );
    for (const reason of fresh) this.#reasons.add(reason);
    return fresh;
  }

  /** Calls the work off; what arrived stays. */
  stop(nowMs: number): void {
    this.#end("stopped", nowMs);
    this.#abort.abort();
  }

  /** A search none of whose scopes could be read has failed, also when it went to its end. */
  complete(nowMs: number): void {
    const scopes = this.#asked?.scopes ?? [];
    const nothingRead = scopes.length > 0 && scopes.every(({ state }) => state === "failed");
    this.#end(nothingRead && this.results.size === 0 ? "failed" : "done", nowMs);
  }

  fail(failure: ShownFailure, nowMs: number): void {
    if (this.#state === "running") this.#failure = failure;
    this.#end("failed", nowMs);
  }

  #end(state: "done" | "stopped" | "failed", nowMs: number): void {
    if (this.#state !== "running") return;
    this.#state = state;
    this.#endedMs = nowMs;
  }
}

const isOpen = (state: string): boolean => state === "waiting" || state === "running";
