import { abortError } from "../../../core/base/abort.js";
import { Failure } from "../../../core/base/failure.js";
import type { Clock } from "../../../core/base/clock.js";
import type { Census } from "../../../core/logs/census.js";
import type { LogStore, StoreState } from "../../../core/logs/logStore.js";
import type { Archive, Batch } from "../../../core/search/archive.js";
import type { Asked, AskedFolder } from "../../../core/search/asked.js";
import type { Query } from "../../../core/search/query.js";

/** A rate taken over less than this tells nothing. */
const rateAfterMs = 1_000;
const shownReasons = 20;

/**
 * Follows how far a log folder is read, in the form of a search: its batches hold no events, since the index answers
 * for them, only what was asked. It ends when all is read, and calling it off leaves what is read searchable.
 */
export class FolderReading implements Archive {
  #begun: { readonly atMs: number; readonly filesDone: number } | undefined;
  #census: Census | undefined;
  #censusRevision = -1;

  constructor(
    private readonly store: LogStore,
    private readonly clock: Clock,
  ) {}

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    const { store } = this;
    if (store.state.phase === "paused" || store.state.phase === "stopped") await store.resume(signal);
    for (;;) {
      const changed = nextChange(store, signal);
      const { phase, failure, revision } = store.state;
      if (isAtRest(phase) && this.#censusRevision !== revision) {
        this.#census = await store.census(signal);
        this.#censusRevision = revision;
      }
      yield { events: [], problems: [], asked: this.asked(query, this.clock.now()) };
      if (failure !== undefined) throw new Failure(failure.code, failure.message);
      if (isAtRest(phase)) return;
      await changed;
    }
  }

  asked({ range }: Query, nowMs: number): Asked {
    const { state } = this.store;
    const [fromMs, toMs] = range.kind === "exact" ? [range.fromMs, range.toMs] : [nowMs - range.ms, nowMs];
    return {
      fromMs,
      toMs,
      scopes: [],
      filteredHere: [],
      received: state.events,
      duplicates: this.#census?.duplicates ?? 0,
      unreadable: this.#census?.unreadable ?? 0,
      folder: {
        filesFound: state.filesFound,
        filesDone: state.filesDone,
        state: state.phase,
        leftMs: this.#leftMs(state, nowMs),
        follows: state.follows,
        unread: unreadOf(this.#census),
      },
    };
  }

  #leftMs({ phase, filesDone, filesFound }: StoreState, nowMs: number): number | undefined {
    if (phase !== "reading") {
      this.#begun = undefined;
      return undefined;
    }
    this.#begun ??= { atMs: nowMs, filesDone };
    const passedMs = nowMs - this.#begun.atMs;
    const done = filesDone - this.#begun.filesDone;
    return passedMs < rateAfterMs || done <= 0 ? undefined : ((filesFound - filesDone) * passedMs) / done;
  }
}

const isAtRest = (phase: StoreState["phase"]): boolean =>
  phase === "ready" || phase === "paused" || phase === "stopped";

const unreadOf = (census: Census | undefined): AskedFolder["unread"] =>
  (census?.reasons ?? [])
    .filter(({ expected }) => !expected)
    .slice(0, shownReasons)
    .map(({ key, count }) => ({ why: key, files: count }));

function nextChange(store: LogStore, signal: AbortSignal): Promise<void> {
  const change = new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      listening.dispose();
      signal.removeEventListener("abort", cancel);
    };
    const cancel = (): void => {
      stop();
      reject(abortError(signal));
    };
    const listening = store.changed(() => {
      stop();
      resolve();
    });
    signal.addEventListener("abort", cancel, { once: true });
  });
  // It may be called off while nobody waits for it.
  change.catch(() => undefined);
  return change;
}
