import { createHash } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure, isFailure } from "../../core/base/failure.js";
import { Signal } from "../../core/base/signal.js";
import { censusOf, type Census } from "../../core/logs/census.js";
import type { FolderOutline } from "../../core/logs/folderOutline.js";
import { indexFormat } from "../../core/logs/indexFormat.js";
import type { StoreState } from "../../core/logs/logStore.js";
import { IndexFiles } from "../index/files.js";
import { IndexLock } from "../index/lock.js";
import { LogIndex } from "../index/logIndex.js";
import { Ingest, TakenOver } from "../ingest/ingest.js";
import type { StartWorker } from "../ingest/workerPool.js";
import { Database } from "../query/database.js";
import { outlineOf } from "../query/outline.js";
import { Questions } from "./questions.js";

export interface StoreSettings {
  /** Where indexes are kept; each has a directory of its own below. */
  readonly storage: string;
  /** Stands for the event model's own rules: an index that was made by others is built anew. */
  readonly model: string;
  readonly memoryMb: number;
  readonly threads: number;
  readonly workers: number;
}

const pollMs = 500;

/** One folder: its index, kept in step with its files, and the database that answers questions about it. */
export class FolderStore {
  readonly changed = new Signal();
  readonly questions: Questions;
  readonly #stop = new AbortController();
  #pausing = new AbortController();
  #ingest: Promise<void> | undefined;
  #again = false;
  #poll: NodeJS.Timeout | undefined;
  #seenManifest = "";
  #state: StoreState;

  private constructor(
    readonly folder: string,
    readonly key: string,
    private readonly files: IndexFiles,
    private readonly lock: IndexLock,
    private readonly database: Database,
    private readonly settings: StoreSettings,
    private readonly startWorker: StartWorker,
    private index: LogIndex,
  ) {
    this.questions = new Questions(database, () => this.#state.revision);
    this.#state = {
      phase: "looking",
      filesFound: index.fileCount,
      filesDone: index.fileCount,
      events: index.events,
      revision: 1,
      follows: false,
      failure: undefined,
    };
  }

  static async open(given: string, settings: StoreSettings, startWorker: StartWorker): Promise<FolderStore> {
    const folder = checkedFolder(given);
    const key = createHash("sha256").update(folder).digest("hex").slice(0, 32);
    const files = new IndexFiles(join(settings.storage, key));
    await files.prepare();
    const format = formatOf(settings);
    const index = await LogIndex.open(files, format, folder);
    const database = await Database.open(files.directory, settings.memoryMb, settings.threads);
    const lock = new IndexLock(files.directory);
    const store = new FolderStore(folder, key, files, lock, database, settings, startWorker, index);
    await database.show(() => index.segments());
    if (lock.take()) {
      await files.removeOthers(index.manifest);
      store.#startIngest();
    } else store.#follow();
    return store;
  }

  get state(): StoreState {
    return this.#state;
  }

  get running(): boolean {
    return this.#ingest !== undefined;
  }

  #set(state: Partial<StoreState>): void {
    this.#state = { ...this.#state, ...state };
    this.changed.fire();
  }

  #startIngest(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#set({ phase: "looking", follows: false, failure: undefined });
    const ingest = new Ingest({
      folder: this.folder,
      directory: this.files.directory,
      index: this.index,
      startWorker: this.startWorker,
      workers: this.settings.workers,
      mayWrite: () => this.lock.isMine(),
      knownIds: () => this.#ids(),
      progressed: ({ found, done }) => this.#progressed(found, done),
    });
    this.#pausing = new AbortController();
    this.#ingest = ingest
      .run(AbortSignal.any([this.#stop.signal, this.#pausing.signal]))
      .then(
        () => this.#set({ phase: "ready" }),
        (error: unknown) => this.#stopped(error),
      )
      .finally(() => {
        this.#ingest = undefined;
        if (this.#again && !this.#stop.signal.aborted && this.#state.phase !== "stopped") {
          this.#again = false;
          this.#startIngest();
        }
      });
  }

  #stopped(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    if (this.#pausing.signal.aborted) {
      this.#set({ phase: "paused" });
      return;
    }
    if (error instanceof TakenOver) {
      this.#follow();
      return;
    }
    const failure = isFailure(error) ? error : folderFailure(this.folder, error);
    this.#set({ phase: "stopped", failure: { code: failure.code, message: failure.message } });
  }

  async #ids(): Promise<readonly string[]> {
    if (this.index.segments().length === 0) return [];
    await this.database.show(() => this.index.segments());
    return (await this.database.rows("SELECT eventid FROM segments")).map(([id]) => String(id));
  }

  async #progressed(found: number, done: number): Promise<void> {
    await this.#show();
    this.#set({ phase: "reading", filesFound: found, filesDone: done });
  }

  async #show(): Promise<void> {
    await this.database.show(() => this.index.segments());
    this.questions.forget();
    this.#state = { ...this.#state, events: this.index.events, revision: this.#state.revision + 1 };
  }

  /** Another process writes the index: its progress is looked at, and its place taken when it goes. */
  #follow(): void {
    this.#set({ follows: true, phase: this.index.manifest.complete ? "ready" : "reading" });
    this.#seenManifest = JSON.stringify(this.index.manifest);
    this.#poll = setInterval(() => {
      this.#look().catch((error: unknown) => this.#stopped(error));
    }, pollMs);
  }

  async #look(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const manifest = await this.files.manifest();
    if (manifest && JSON.stringify(manifest) !== this.#seenManifest) await this.reload();
    if (this.#poll !== undefined && this.lock.take()) {
      await this.reload();
      await this.files.removeOthers(this.index.manifest);
      this.#startIngest();
    }
  }

  /** Reads the manifest again: another process has changed the index. */
  async reload(): Promise<void> {
    this.index = await LogIndex.open(this.files, formatOf(this.settings), this.folder);
    this.#seenManifest = JSON.stringify(this.index.manifest);
    await this.#show();
    const { complete } = this.index.manifest;
    const count = this.index.fileCount;
    this.#set({ phase: complete ? "ready" : "reading", filesDone: count, filesFound: count });
  }

  pause(): void {
    this.#again = false;
    this.#pausing.abort();
  }

  refresh(): void {
    if (this.#state.follows) return;
    if (this.#ingest) this.#again = true;
    else this.#startIngest();
  }

  pathOf(file: number): string {
    return this.index.file(file)?.path ?? "";
  }

  get reports(): LogIndex["reports"] {
    return () => this.index.reports();
  }

  get db(): Database {
    return this.database;
  }

  async census(signal: AbortSignal): Promise<Census> {
    const rows = await this.database.rows(
      "SELECT coalesce(eventcategory, ''), count(*) AS events FROM segments GROUP BY 1 ORDER BY events DESC, 1",
      signal,
    );
    return censusOf(this.index.reports(), {
      folder: this.folder,
      complete: this.#state.phase === "ready",
      waiting: Math.max(0, this.#state.filesFound - this.index.fileCount),
      categories: rows.map(([key, count]) => ({
        key: key === "" ? "Management" : String(key),
        count: Number(count),
      })),
      indexBytes: await this.files.sizeBytes(),
    });
  }

  outline(signal: AbortSignal): Promise<FolderOutline> {
    return outlineOf(this.database, this.index.reports(), signal);
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#poll);
    await this.#ingest?.catch(() => undefined);
    this.lock.release();
    this.database.dispose();
  }
}

const formatOf = ({ model }: StoreSettings): string => `${String(indexFormat)} ${model}`;

function checkedFolder(given: string): string {
  try {
    const folder = realpathSync(given);
    if (statSync(folder).isDirectory()) return folder;
  } catch (error) {
    throw folderFailure(given, error);
  }
  throw new Failure("folder/unreadable", `${given} is a file. Name the folder that holds the log files.`, {
    file: given,
  });
}

function folderFailure(folder: string, error: unknown): Failure {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const why =
    code === "ENOENT"
      ? "it does not exist"
      : code === "EACCES" || code === "EPERM"
        ? "this user may not read it"
        : error instanceof Error
          ? error.message
          : String(error);
  return new Failure(
    "folder/unreadable",
    `The folder ${folder} cannot be read: ${why}.`,
    { file: folder },
    { cause: error },
  );
}
