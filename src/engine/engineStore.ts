import { abortError } from "../core/base/abort.js";
import type { JsonObject } from "../core/base/json.js";
import { Failure } from "../core/base/failure.js";
import { Signal } from "../core/base/signal.js";
import type { Census, FileReport } from "../core/logs/census.js";
import type { FolderOutline } from "../core/logs/folderOutline.js";
import type {
  LogStore,
  NeighbourAsk,
  QuerySummary,
  RecordsAsk,
  RowsAsk,
  StoredEvent,
  StoreState,
  TopField,
  TopValue,
} from "../core/logs/logStore.js";
import type { DuckBatch } from "../core/sql/duckTarget.js";
import type { Query } from "../core/search/query.js";
import type { Row, Sort } from "../core/search/row.js";
import type { TimelineAnswer, TimelineAsk } from "../core/timeline/timeline.js";
import type { OpenedStore } from "./process/messages.js";
import { fromSent } from "./process/sentError.js";
import { asParts } from "./process/parts.js";

/** Whom a store asks. */
export interface StoreEngine {
  ask(
    store: EngineStore,
    method: string,
    args: readonly unknown[],
    signal: AbortSignal,
    part?: (value: unknown) => void,
  ): Promise<unknown>;
  forget(key: string): void;
}

const pausedFailure = (folder: string): Failure =>
  new Failure("folder/paused", `Reading ${folder} is paused. Go on reading it first.`, { file: folder });

/** One folder as the rest of the product has it; the engine answers. */
export class EngineStore implements LogStore {
  readonly key: string;
  readonly folder: string;
  readonly #changed = new Signal();
  #state: StoreState;

  constructor(
    private readonly engine: StoreEngine,
    opened: OpenedStore,
  ) {
    this.key = opened.key;
    this.folder = opened.folder;
    this.#state = opened.state;
  }

  get state(): StoreState {
    return this.#state;
  }

  readonly changed = this.#changed.on;

  take(state: StoreState): void {
    this.#state = state;
    this.#changed.fire();
  }

  settled(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const { phase, failure } = this.#state;
        if (phase === "looking" || phase === "reading") return;
        listener.dispose();
        signal.removeEventListener("abort", cancel);
        if (phase === "ready") resolve();
        else if (phase === "paused") reject(pausedFailure(this.folder));
        else reject(fromSent({ kind: "failure", message: "", code: undefined, ...failure, detail: {} }));
      };
      const cancel = (): void => {
        listener.dispose();
        reject(abortError(signal));
      };
      const listener = this.changed(look);
      signal.addEventListener("abort", cancel, { once: true });
      if (signal.aborted) cancel();
      else look();
    });
  }

  pause(signal: AbortSignal): Promise<void> {
    return this.#ask("pause", [], signal);
  }

  resume(signal: AbortSignal): Promise<void> {
    return this.#ask("refresh", [], signal);
  }

  async refresh(signal: AbortSignal): Promise<void> {
    await this.#ask("refresh", [], signal);
    await this.settled(signal);
  }

  #ask<T>(method: string, args: readonly unknown[], signal: AbortSignal): Promise<T> {
    return this.engine.ask(this, method, args, signal) as Promise<T>;
  }

  census(signal: AbortSignal): Promise<Census> {
    return this.#ask("census", [], signal);
  }

  outline(signal: AbortSignal): Promise<FolderOutline> {
    return this.#ask("outline", [], signal);
  }

  files(signal: AbortSignal): AsyncIterable<readonly FileReport[]> {
    return this.#parts("files", [], signal);
  }

  summary(query: Query, signal: AbortSignal): Promise<QuerySummary> {
    return this.#ask("summary", [query], signal);
  }

  rows(ask: RowsAsk, signal: AbortSignal): Promise<readonly Row[]> {
    return this.#ask("rows", [ask], signal);
  }

  timeline(query: Query, ask: TimelineAsk, signal: AbortSignal): Promise<TimelineAnswer> {
    return this.#ask("timeline", [query, ask], signal);
  }

  top(query: Query, field: TopField, limit: number, signal: AbortSignal): Promise<readonly TopValue[]> {
    return this.#ask("top", [query, field, limit], signal);
  }

  event(id: string, signal: AbortSignal): Promise<StoredEvent | undefined> {
    return this.#ask("event", [id], signal);
  }

  place(query: Query, sort: Sort, id: string, signal: AbortSignal): Promise<number | undefined> {
    return this.#ask("place", [query, sort, id], signal);
  }

  neighbour(ask: NeighbourAsk, signal: AbortSignal): Promise<string | undefined> {
    return this.#ask("neighbour", [ask], signal);
  }

  records(ask: RecordsAsk, signal: AbortSignal): AsyncIterable<readonly JsonObject[]> {
    return this.#parts("records", [ask], signal);
  }

  sql(text: string, signal: AbortSignal): AsyncIterable<DuckBatch> {
    return this.#parts("sql", [text], signal);
  }

  #parts<T>(method: string, args: readonly unknown[], signal: AbortSignal): AsyncIterable<T> {
    return asParts(
      (either, part: (value: T) => void) =>
        this.engine.ask(this, method, args, either, (value) => part(value as T)),
      signal,
    );
  }

  dispose(): void {
    this.engine.forget(this.key);
  }
}
