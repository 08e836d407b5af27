import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isAborted, isFailure } from "../../core/base/failure.js";
import type { FileReport } from "../../core/logs/census.js";
import type { NeighbourAsk, RecordsAsk, RowsAsk, StoredIndex, TopField } from "../../core/logs/logStore.js";
import type { Query } from "../../core/search/query.js";
import type { Sort } from "../../core/search/row.js";
import type { TimelineAsk } from "../../core/timeline/timeline.js";
import { IndexFiles } from "../index/files.js";
import type { StartWorker } from "../ingest/workerPool.js";
import { runSql } from "../query/sql.js";
import { FolderStore, type StoreSettings } from "../store/folderStore.js";
import type { FromEngine, OpenedStore, ToEngine } from "./messages.js";
import type { SentError } from "./sentError.js";

/** A statement that does not heed its interruption for this long takes the process down; the client starts a new one. */
const deafMs = 5_000;
const filesAtOnce = 5_000;

interface Call {
  readonly stop: AbortController;
  /** Lets the next part go. */
  taken: (() => void) | undefined;
}

interface Asked {
  readonly args: readonly unknown[];
  readonly signal: AbortSignal;
  readonly part: (value: unknown) => Promise<void>;
}

/** Answers a client's questions until it goes. */
export class EngineServer {
  readonly #stores = new Map<string, FolderStore>();
  readonly #calls = new Map<number, Call>();

  constructor(
    private readonly settings: StoreSettings,
    private readonly startWorker: StartWorker,
    private readonly send: (message: FromEngine) => void,
  ) {}

  heard(message: ToEngine): void {
    if ("cancel" in message) this.#calls.get(message.cancel)?.stop.abort();
    else if ("taken" in message) this.#calls.get(message.taken)?.taken?.();
    else void this.#answer(message);
  }

  async #answer({ ask, method, args }: Extract<ToEngine, { ask: number }>): Promise<void> {
    const call: Call = { stop: new AbortController(), taken: undefined };
    this.#calls.set(ask, call);
    const { signal } = call.stop;
    const work = this.#run(method, { args, signal, part: (value) => this.#part(ask, call, value) });
    try {
      this.send({ answer: ask, value: await sooner(work, signal) });
    } catch (error) {
      this.send({ failed: ask, error: toSent(error) });
    } finally {
      this.#calls.delete(ask);
    }
  }

  #part(ask: number, call: Call, value: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      call.taken = resolve;
      call.stop.signal.addEventListener("abort", () => reject(call.stop.signal.reason as Error), {
        once: true,
      });
      this.send({ part: ask, value });
    });
  }

  async #run(method: string, asked: Asked): Promise<unknown> {
    if (method === "open") return this.#open(String(asked.args[0]));
    if (method === "stored") return this.#stored();
    if (method === "remove") return this.#remove(String(asked.args[0]));
    const [key, ...args] = asked.args;
    const store = this.#stores.get(String(key));
    if (!store) throw new Error(`no store ${String(key)} is open`);
    const answer = (): Promise<unknown> => askStore(store, method, { ...asked, args });
    try {
      return await answer();
    } catch (error) {
      // Another process may have replaced a segment between two looks.
      if (!store.state.follows || asked.signal.aborted || !/IO Error|No files found/i.test(String(error)))
        throw error;
      await store.reload();
      return answer();
    }
  }

  async #open(folder: string): Promise<OpenedStore> {
    const store = await FolderStore.open(folder, this.settings, this.startWorker);
    const open = this.#stores.get(store.key);
    if (open) {
      await store.dispose();
      open.refresh();
      return { key: open.key, folder: open.folder, state: open.state };
    }
    this.#stores.set(store.key, store);
    store.changed.on(() => this.send({ key: store.key, state: store.state }));
    return { key: store.key, folder: store.folder, state: store.state };
  }

  async #stored(): Promise<readonly StoredIndex[]> {
    const found: StoredIndex[] = [];
    for (const key of await readdir(this.settings.storage).catch(() => [])) {
      const files = new IndexFiles(join(this.settings.storage, key));
      const manifest = await files.manifest();
      if (manifest) found.push({ key, folder: manifest.folder, sizeBytes: await files.sizeBytes() });
    }
    return found;
  }

  async #remove(key: string): Promise<void> {
    if (!/^[0-9a-f]{32}$/.test(key)) return;
    const store = this.#stores.get(key);
    this.#stores.delete(key);
    await store?.dispose();
    await rm(join(this.settings.storage, key), { recursive: true, force: true });
  }

  async dispose(): Promise<void> {
    for (const store of this.#stores.values()) await store.dispose();
  }
}

async function askStore(store: FolderStore, method: string, asked: Asked): Promise<unknown> {
  const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!answer) throw new Error(`the engine has no method ${method}`);
  return answer(store, asked, Date.now());
}

type Method = (store: FolderStore, asked: Asked, nowMs: number) => unknown;

const methods: Readonly<Record<string, Method>> = {
  refresh: (store) => store.refresh(),
  pause: (store) => store.pause(),
  census: (store, { signal }) => store.census(signal),
  outline: (store, { signal }) => store.outline(signal),
  files: (store, { part }) => sendFiles([...store.reports()], part),
  summary: ({ questions }, { args, signal }, nowMs) => questions.summary(args[0] as Query, nowMs, signal),
  rows: ({ questions }, { args, signal }, nowMs) => questions.rows(args[0] as RowsAsk, nowMs, signal),
  timeline: ({ questions }, { args, signal }, nowMs) =>
    questions.timeline(args[0] as Query, args[1] as TimelineAsk, nowMs, signal),
  top: ({ questions }, { args, signal }, nowMs) =>
    questions.top(args[0] as Query, args[1] as TopField, Number(args[2]), nowMs, signal),
  event: (store, { args, signal }) =>
    store.questions.event(String(args[0]), (file) => store.pathOf(file), signal),
  place: ({ questions }, { args, signal }, nowMs) =>
    questions.place(args[0] as Query, args[1] as Sort, String(args[2]), nowMs, signal),
  neighbour: ({ questions }, { args, signal }, nowMs) =>
    questions.neighbour(args[0] as NeighbourAsk, nowMs, signal),
  records: ({ questions }, { args, signal, part }, nowMs) =>
    questions.records(args[0] as RecordsAsk, nowMs, signal, part),
  sql: ({ db }, { args, signal, part }) => runSql(db, String(args[0]), signal, part),
};

async function sendFiles(
  reports: readonly FileReport[],
  part: (value: unknown) => Promise<void>,
): Promise<void> {
  const sorted = [...reports].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (let at = 0; at < sorted.length; at += filesAtOnce) await part(sorted.slice(at, at + filesAtOnce));
}

/** The work's outcome, or at once an AbortError when it is called off. */
function sooner(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let ended = false;
    const end = (): void => void (ended = true);
    work.then(resolve, reject).finally(end);
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
        setTimeout(() => {
          if (!ended) process.exit(75); // a native call that cannot be interrupted
        }, deafMs).unref();
      },
      { once: true },
    );
  });
}

function toSent(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error);
  if (isAborted(error)) return { kind: "abort", code: undefined, message, detail: {} };
  if (isFailure(error)) return { kind: "failure", code: error.code, message, detail: error.detail };
  return {
    kind: "fault",
    code: undefined,
    message: error instanceof Error ? (error.stack ?? message) : message,
    detail: {},
  };
}
