import { realpathSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { throwIfAborted } from "../../core/base/abort.js";
import type { LogReference } from "../../core/digest/digestFile.js";
import { unread } from "../../core/digest/examine.js";
import { FileTable } from "../../core/digest/fileTable.js";
import { metadataSuffix } from "../../core/digest/metadata.js";
import { parseDigestName, parseLogName } from "../../core/digest/objectNames.js";
import type { DigestReader, FileFacts, FoundDigest } from "../../core/digest/reader.js";
import { isAsked, walkedLogs, type Range } from "../../core/digest/series.js";
import { isWanted } from "../../core/digest/strays.js";
import type { VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { ExamineWorker, inThisThread, type Examiner } from "./examiner.js";
import { listFiles } from "./listFiles.js";
import { ReadQueue } from "./readQueue.js";

export interface FolderOptions {
  /** The built `worker.ts`; without it this thread reads. */
  readonly workerScript?: string;
  /** With them digests are verified while they are read. */
  readonly keys?: VerifyingKeys;
  /** What is asked for: files that cannot matter to it by their names are opened only to look for lost content. */
  readonly range?: Range;
  readonly onProgress?: (filesRead: number) => void;
  readonly signal: AbortSignal;
}

/** Two keep both cores of a small machine busy; more would cost memory. */
const workers = 2;
/** Reading begins while a folder of this many files and more is still being listed. */
const listedAtATime = 1000;

/**
 * A folder as a reader: digests are read first, then logs in the order of the walk, which so runs while they are read.
 * Nothing outside of the folder is opened.
 */
export class FolderReader implements DigestReader {
  readonly table = new FileTable();
  readonly #queue: ReadQueue;
  readonly #examiners: readonly Examiner[];
  readonly #root: string;
  readonly #range: Range;
  #listing: Promise<void> | undefined;
  #isAllAsked = false;
  #hasGivenDigests = false;
  #hasLateDigest = false;

  /** Throws when the folder cannot be found. */
  constructor(
    folder: string,
    private readonly options: FolderOptions,
  ) {
    this.#root = realpathSync(folder);
    const { workerScript, signal, onProgress, range } = options;
    const keys: VerifyingKeys = new Map(Array.from(options.keys ?? [], ([name, { key }]) => [name, { key }]));
    this.#examiners =
      workerScript === undefined
        ? [inThisThread(this.#root, keys)]
        : Array.from({ length: workers }, () => new ExamineWorker(workerScript, this.#root, keys));
    this.#range = range ?? {};
    const onDigest = (): void => {
      this.#hasLateDigest ||= this.#hasGivenDigests;
    };
    const { table } = this;
    const examiners = this.#examiners;
    this.#queue = new ReadQueue({ table, examiners, signal, onProgress, onDigest });
  }

  /** A digest came to light under the name of a log, after the digests were handed out: the walk missed it. */
  get hasLateDigest(): boolean {
    return this.#hasLateDigest;
  }

  /** Reads all that is asked for before anything is answered. */
  async readAll(): Promise<void> {
    await this.#list();
    for (let id = 0; id < this.table.size; id++) if (this.#isWanted(this.table.path(id))) this.#queue.ask(id);
    await this.#queue.drain();
  }

  async *digests(): AsyncGenerator<readonly FoundDigest[]> {
    await this.#list();
    await this.#queue.drain();
    this.#hasGivenDigests = true;
    this.#hasLateDigest = false;
    for await (const found of this.table.digests()) {
      for (const reference of walkedLogs(found, this.#range))
        for (const id of this.table.idsOf(reference)) this.#queue.ask(id);
      yield found;
    }
  }

  async logs(references: readonly LogReference[]): Promise<readonly (readonly FileFacts[])[]> {
    for (const reference of references) await this.#queue.read(this.table.idsOf(reference));
    return this.table.logs(references);
  }

  /** The same content may be in any file, so all of them are read. */
  async withHash(sha256: string): Promise<readonly FileFacts[]> {
    if (!this.#isAllAsked) for (let id = 0; id < this.table.size; id++) this.#queue.ask(id);
    this.#isAllAsked = true;
    await this.#queue.drain();
    return this.table.withHash(sha256);
  }

  async *files(without: ReadonlySet<number>): AsyncGenerator<readonly FileFacts[]> {
    await this.readAll();
    yield* this.table.files(without);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#examiners.map((each) => each.dispose()));
  }

  #list(): Promise<void> {
    this.#listing ??= this.#listAll();
    return this.#listing;
  }

  /** Whatever is no log by its name may be a digest or belong to one, and is read at once. */
  async #listAll(): Promise<void> {
    for (const { path, problem } of listFiles(this.#root)) {
      const id = this.table.list(path);
      if (problem) this.table.fill(id, unread(problem));
      else if (!parseLogName(path) && this.#isWanted(path)) this.#queue.ask(id);
      if (id % listedAtATime !== 0) continue;
      throwIfAborted(this.options.signal);
      await setImmediate();
    }
  }

  /** Digests of other hours are neighbours of those that are asked for; those of other accounts and Regions are not. */
  #isWanted(path: string): boolean {
    const { account, region } = this.#range;
    const bare = path.endsWith(metadataSuffix) ? path.slice(0, -metadataSuffix.length) : path;
    const digest = parseDigestName(bare);
    if (digest) return isAsked(digest, { ...(account && { account }), ...(region && { region }) });
    const log = parseLogName(path);
    return log === undefined || isWanted(log, this.#range);
  }
}
