import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { Failure } from "../../core/base/failure.js";
import type { ViewedSegment } from "../query/views.js";
import type { IndexFiles } from "./files.js";
import { emptyManifest, type Batch, type Manifest, type StoredFile } from "./storedIndex.js";

/** An index as it stands: what its manifest and the file lists beside it say. */
export class LogIndex {
  readonly #files = new Map<number, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #batchOf = new Map<number, string>();
  /** A worker of an engine that went down may still be writing: no other may write under the same name. */
  readonly #run = randomBytes(4).toString("hex");
  #manifest: Manifest;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly store: IndexFiles,
    manifest: Manifest,
  ) {
    this.#manifest = manifest;
  }

  /** Reads what is there; an index of another format, and batches that are damaged, count as not there. */
  static async open(store: IndexFiles, format: string, folder: string): Promise<LogIndex> {
    const manifest = await store.manifest();
    const usable = manifest?.format === format && manifest.folder === folder;
    const index = new LogIndex(store, usable ? manifest : emptyManifest(format, folder));
    const lists = await Promise.all(index.#manifest.batches.map(({ name }) => store.filesOf(name)));
    const sound = index.#manifest.batches.filter((batch, at) => {
      const files = lists[at];
      if (files === undefined || (batch.events > 0 && !existsSync(store.segment(batch.name)))) return false;
      index.#remember(batch, files);
      return true;
    });
    index.#manifest = { ...index.#manifest, batches: sound };
    return index;
  }

  #remember(batch: Batch, files: readonly StoredFile[]): void {
    const gone = new Set(batch.gone);
    for (const file of files) {
      if (gone.has(file.number)) continue;
      this.#files.set(file.number, file);
      this.#byPath.set(file.path, file);
      this.#batchOf.set(file.number, batch.name);
    }
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get events(): number {
    let sum = 0;
    for (const file of this.#files.values()) sum += file.events;
    return sum;
  }

  get fileCount(): number {
    return this.#files.size;
  }

  reports(): Iterable<StoredFile> {
    return this.#files.values();
  }

  file(number: number): StoredFile | undefined {
    return this.#files.get(number);
  }

  at(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  segments(): readonly ViewedSegment[] {
    return this.#manifest.batches
      .filter(({ events }) => events > 0)
      .map(({ name, gone }) => ({ path: this.store.segment(name), gone }));
  }

  /** Hands out numbers for so many files; returns the first. */
  takeNumbers(count: number): number {
    const first = this.#manifest.nextFile;
    this.#manifest = { ...this.#manifest, nextFile: first + count };
    return first;
  }

  takeBatchName(): string {
    const number = this.#manifest.nextBatch;
    this.#manifest = { ...this.#manifest, nextBatch: number + 1 };
    return `b${String(number)}-${this.#run}`;
  }

  /** Takes in what a worker has written, its segment being on disk already. */
  async add(batch: Batch, files: readonly StoredFile[]): Promise<void> {
    await this.#toDisk(async () => {
      await this.store.writeFilesOf(batch.name, files);
      const next = { ...this.#manifest, batches: [...this.#manifest.batches, batch], complete: false };
      await this.store.writeManifest(next);
      this.#manifest = { ...next, nextBatch: this.#manifest.nextBatch, nextFile: this.#manifest.nextFile };
    });
    this.#remember(batch, files);
  }

  /** Files that changed or vanished: their events no longer count. */
  async drop(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    const byBatch = new Map<string, number[]>();
    for (const number of numbers) {
      const name = this.#batchOf.get(number);
      if (name !== undefined) byBatch.set(name, [...(byBatch.get(name) ?? []), number]);
    }
    const batches = this.#manifest.batches.map((batch) => {
      const gone = byBatch.get(batch.name);
      return gone === undefined ? batch : { ...batch, gone: [...batch.gone, ...gone] };
    });
    this.#manifest = { ...this.#manifest, batches, complete: false };
    for (const number of numbers) {
      const file = this.#files.get(number);
      this.#files.delete(number);
      this.#batchOf.delete(number);
      if (file && this.#byPath.get(file.path)?.number === number) this.#byPath.delete(file.path);
    }
    this.#manifest = { ...this.#manifest, batches: batches.filter(({ name }) => this.#isUsed(name)) };
    await this.#save();
  }

  #isUsed(name: string): boolean {
    for (const used of this.#batchOf.values()) if (used === name) return true;
    return false;
  }

  async completed(): Promise<void> {
    if (this.#manifest.complete) return;
    this.#manifest = { ...this.#manifest, complete: true };
    await this.#save();
  }

  async #save(): Promise<void> {
    await this.#toDisk(() => this.store.writeManifest(this.#manifest));
  }

  /** One change after the other: each builds on the manifest the one before has written. */
  #toDisk(write: () => Promise<void>): Promise<void> {
    const written = this.#writing.then(write).catch((error: unknown) => {
      throw diskFailure(error, this.store.directory);
    });
    this.#writing = written.catch(() => undefined); // told to who asked for it
    return written;
  }
}

export function diskFailure(error: unknown, directory: string): Failure {
  const text = error instanceof Error ? error.message : String(error);
  const full = /ENOSPC|EDQUOT|No space left|disk quota/i.test(text);
  return new Failure(
    "engine/disk",
    full
      ? "The disk is full: the index of this folder could not be written further. Free some space and open the folder again; what was read so far is kept."
      : `The index could not be written: ${text}. Check the folder ${directory}.`,
    { file: directory },
    { cause: error },
  );
}
