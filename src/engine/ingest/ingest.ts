import { abortError, throwIfAborted } from "../../core/base/abort.js";
import { Failure } from "../../core/base/failure.js";
import { diskFailure, type LogIndex } from "../index/logIndex.js";
import type { Batch, StoredFile } from "../index/storedIndex.js";
import { diskPath, type FoundFile } from "../index/walk.js";
import { compareFolder, type QueuedFile } from "./compareFolder.js";
import { IdSet, packIds, wordsPerId } from "./eventIds.js";
import type { FromWorker } from "./messages.js";
import { skipped, type FileOutcome } from "./fileOutcome.js";
import type { StartWorker, WorkerLink } from "./workerPool.js";

export interface IngestWorld {
  readonly folder: string;
  readonly directory: string;
  readonly index: LogIndex;
  readonly startWorker: StartWorker;
  readonly workers: number;
  /** False as soon as another process has taken over. */
  mayWrite(): boolean;
  /** Ids of all events the index has. */
  knownIds(): Promise<readonly string[]>;
  /** More can be searched, or more files are done. */
  progressed(progress: { readonly found: number; readonly done: number }): Promise<void>;
}

/** Few, so that the newest events can be seen at once; then enough for a worker to be busy for a while. */
const firstFiles = 24;
const filesAtOnce = 64;
/** A file that brings a worker down this often, alone, is left out. */
const mostCrashes = 4;

/** Brings an index in step with its folder: reads what is new, newest first, and forgets what is gone. */
export class Ingest {
  readonly #queue: QueuedFile[] = [];
  /** Files that were being read when a worker went down; read again one by one. */
  readonly #suspects: { readonly file: QueuedFile; readonly crashes: number }[] = [];
  readonly #crews = new Set<Crew>();
  /** Ids of what is written or about to be; while it is being built anew nothing more may be written. */
  #ids: Promise<IdSet> = Promise.resolve(new IdSet());
  #found = 0;
  #done = 0;
  #failedWrites = 0;
  #finish: ((error?: unknown) => void) | undefined;

  constructor(private readonly world: IngestWorld) {}

  async run(signal: AbortSignal): Promise<void> {
    const { index } = this.world;
    const { queue, same, problems, dropped } = await compareFolder(this.world.folder, index, signal);
    this.#found = same + problems.length + queue.length;
    this.#done = same;
    await index.drop(dropped);
    await this.world.progressed({ found: this.#found, done: this.#done });
    if (problems.length > 0) await this.#addProblems(problems);
    this.#queue.push(...queue);
    if (queue.length > 0) await this.#readAll(signal);
    if (this.world.mayWrite()) await index.completed();
    await this.world.progressed({ found: this.#found, done: this.#done });
  }

  async #addProblems(problems: readonly FoundFile[]): Promise<void> {
    const { index } = this.world;
    const first = index.takeNumbers(problems.length);
    const files = problems.map(({ problem = "", ...file }, at) =>
      stored({ ...file, number: first + at, sizeBytes: 0, mtimeMs: 0 }, skipped(problem)),
    );
    await this.#commit(withoutEvents(index.takeBatchName()), files);
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    this.#ids = this.#loadIds();
    await this.#ids;
    throwIfAborted(signal);
    await new Promise<void>((resolve, reject) => {
      this.#finish = (error) => {
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error("reading stopped", { cause: error }));
      };
      signal.addEventListener("abort", () => this.#finish?.(abortError(signal)), { once: true });
      const count = Math.min(this.world.workers, Math.ceil(this.#queue.length / firstFiles));
      for (let at = 0; at < count; at++) this.#startCrew(at === 0);
    }).finally(() => {
      this.#finish = undefined;
      for (const crew of this.#crews) crew.link?.stop();
      this.#crews.clear();
    });
  }

  async #loadIds(): Promise<IdSet> {
    const set = new IdSet();
    const inHands = (): void => {
      for (const { writing } of this.#crews) if (writing) addAll(set, writing.ids);
    };
    inHands(); // what is written while the others are looked up is known to neither side afterwards
    addAll(set, packIds(await this.world.knownIds()));
    inHands();
    return set;
  }

  #startCrew(first: boolean): void {
    const crew: Crew = {
      link: undefined,
      reading: [],
      read: [],
      suspect: undefined,
      writing: undefined,
      first,
    };
    this.#crews.add(crew);
    crew.link = this.world.startWorker({
      message: (message) => {
        this.#heard(crew, message).catch((error: unknown) => this.#finish?.(error));
      },
      ended: () => {
        this.#lost(crew).catch((error: unknown) => this.#finish?.(error));
      },
    });
    crew.link.send({ kind: "start", folder: this.world.folder, directory: this.world.directory });
  }

  async #heard(crew: Crew, message: FromWorker): Promise<void> {
    if (!this.#crews.has(crew)) return;
    switch (message.kind) {
      case "ready":
        this.#next(crew);
        return;
      case "read":
        this.#readOn(crew);
        this.#next(crew);
        return;
      case "full":
        this.#readOn(crew);
        await this.#askToWrite(crew, message.ids, message.files);
        return;
      case "written":
        await this.#written(crew, message);
        if (this.#crews.has(crew)) this.#next(crew); // it may have gone down meanwhile
        return;
      case "failed":
        throw diskFailure(new Error(`${message.code} ${message.message}`), this.world.directory);
    }
  }

  #readOn(crew: Crew): void {
    crew.read.push(...crew.reading);
    crew.reading = [];
    crew.suspect = undefined;
  }

  /** Gives the crew its next files; when none are left, what it holds is written, and then it may go. */
  #next(crew: Crew): void {
    const { folder } = this.world;
    const suspect = this.#suspects.shift();
    const files = suspect ? [suspect.file] : this.#queue.splice(0, crew.first ? firstFiles : filesAtOnce);
    if (files.length === 0 && crew.read.length === 0) {
      this.#dismiss(crew);
      return;
    }
    crew.reading = files;
    crew.suspect = suspect;
    const flush = crew.first || files.length === 0;
    crew.first = false;
    crew.link?.send({
      kind: "files",
      flush,
      files: files.map((file) => ({ number: file.number, path: diskPath(folder, file) })),
    });
  }

  #dismiss(crew: Crew): void {
    this.#crews.delete(crew);
    crew.link?.stop();
    if (this.#crews.size > 0) return;
    if (this.#queue.length + this.#suspects.length > 0) this.#startCrew(false);
    else this.#finish?.();
  }

  async #askToWrite(crew: Crew, ids: Uint32Array, files: Int32Array): Promise<void> {
    const known = await this.#ids;
    if (!this.#crews.has(crew)) return; // it went down meanwhile
    const dropped: number[] = [];
    const duplicates = new Map<number, number>();
    for (let at = 0; at < files.length; at++) {
      if (known.add(ids, at * wordsPerId)) continue;
      dropped.push(at);
      const file = files[at] ?? 0;
      duplicates.set(file, (duplicates.get(file) ?? 0) + 1);
    }
    const name = this.world.index.takeBatchName();
    crew.writing = { name, duplicates, ids };
    crew.link?.send({ kind: "write", name, dropped: Int32Array.from(dropped) });
  }

  async #written(crew: Crew, message: Extract<FromWorker, { kind: "written" }>): Promise<void> {
    const { writing } = crew;
    if (writing === undefined) return;
    const outcomes = new Map(message.outcomes);
    const files = crew.read.map((file) =>
      stored(
        file,
        outcomes.get(file.number) ?? skipped("was not read"),
        writing.duplicates.get(file.number) ?? 0,
      ),
    );
    const { rows: events, bytes, firstMs, lastMs } = message;
    // It is safe from here on, even if the worker goes down this moment.
    crew.read = [];
    this.#failedWrites = 0;
    await this.#commit({ name: writing.name, events, bytes, firstMs, lastMs, gone: [] }, files);
    crew.writing = undefined;
  }

  async #commit(batch: Batch, files: readonly StoredFile[]): Promise<void> {
    if (!this.world.mayWrite()) throw new TakenOver();
    await this.world.index.add(batch, files);
    this.#done += files.length;
    await this.world.progressed({ found: this.#found, done: this.#done });
  }

  /** A worker went down: what it had not written is read again, by another one. */
  async #lost(crew: Crew): Promise<void> {
    if (!this.#crews.delete(crew)) return;
    this.#queue.unshift(...crew.read);
    const crashes = (crew.suspect?.crashes ?? 0) + 1;
    if (crew.suspect && crashes >= mostCrashes) await this.#giveUp(crew.suspect.file);
    else this.#suspects.push(...crew.reading.map((file) => ({ file, crashes: crew.suspect ? crashes : 0 })));
    if (crew.writing) {
      this.#failedWrites += 1;
      if (this.#failedWrites > mostCrashes * 6)
        throw new Failure(
          "engine/crashed",
          "The engine went down again and again while writing the index of this folder. Open the folder again; if it stays so, there may be too little memory.",
        );
      this.#ids = this.#loadIds();
      this.#ids.catch(() => undefined); // who waits for it hears of it
    }
    this.#startCrew(false);
  }

  async #giveUp(file: QueuedFile): Promise<void> {
    const outcome = skipped("reading it brought the engine down");
    await this.#commit(withoutEvents(this.world.index.takeBatchName()), [stored(file, outcome)]);
  }
}

/** Another process has taken the lock: this one goes on as an onlooker. */
export class TakenOver extends Error {}

/** One worker and what is in its hands. */
interface Crew {
  link: WorkerLink | undefined;
  /** Files it was last given. */
  reading: readonly QueuedFile[];
  /** Files whose events it holds, not written yet. */
  read: QueuedFile[];
  suspect: { readonly file: QueuedFile; readonly crashes: number } | undefined;
  writing:
    | { readonly name: string; readonly duplicates: ReadonlyMap<number, number>; readonly ids: Uint32Array }
    | undefined;
  /** Its next files are the very newest ones. */
  first: boolean;
}

function addAll(set: IdSet, ids: Uint32Array): void {
  for (let at = 0; at < ids.length; at += wordsPerId) set.add(ids, at);
}

const withoutEvents = (name: string): Batch => ({
  name,
  events: 0,
  bytes: 0,
  firstMs: undefined,
  lastMs: undefined,
  gone: [],
});

const stored = (file: QueuedFile, outcome: FileOutcome, duplicates = 0): StoredFile => ({
  ...file,
  ...outcome,
  events: outcome.events - duplicates,
  duplicates,
});
