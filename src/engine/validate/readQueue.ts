import { throwIfAborted } from "../../core/base/abort.js";
import { unread } from "../../core/digest/examine.js";
import type { FileTable } from "../../core/digest/fileTable.js";
import type { Examiner } from "./examiner.js";

/** How many files an examiner is sent at a time, and how many such batches it has: it need not wait for the next. */
const batchFiles = 64;
const batchesAhead = 2;

export interface QueueOptions {
  readonly table: FileTable;
  readonly examiners: readonly Examiner[];
  readonly signal: AbortSignal;
  /** Told of every digest that was read. */
  readonly onDigest: () => void;
  readonly onProgress: ((filesRead: number) => void) | undefined;
}

/** Files of a table that are to be read, in the order they were asked for, and whoever waits for them. */
export class ReadQueue {
  /** Ids in order, each once. */
  readonly #ids: number[] = [];
  readonly #asked: (true | undefined)[] = [];
  readonly #free: Examiner[];
  #next = 0;
  #read = 0;
  #failure: { readonly error: unknown } | undefined;
  #waiting: (() => void)[] = [];

  constructor(private readonly options: QueueOptions) {
    this.#free = options.examiners.flatMap((each) => Array.from({ length: batchesAhead }, () => each));
  }

  /** Asks for a file; what is already asked for stays where it is. */
  ask(id: number): void {
    if (this.#asked[id] || this.options.table.isRead(id)) return;
    this.#asked[id] = true;
    this.#ids.push(id);
    if (this.#ids.length - this.#next >= batchFiles) this.#start();
  }

  /** Waits until these files are read, whoever asked for them. */
  async read(ids: Iterable<number>): Promise<void> {
    const { table, signal } = this.options;
    for (const id of ids) {
      if (table.isRead(id)) continue;
      this.ask(id);
      this.#start();
      while (!table.isRead(id)) {
        throwIfAborted(signal);
        await this.#news();
      }
    }
  }

  /** Waits until all is read that was asked for. */
  async drain(): Promise<void> {
    this.#start();
    while (this.#read < this.#ids.length) {
      throwIfAborted(this.options.signal);
      await this.#news();
    }
  }

  #start(): void {
    while (this.#next < this.#ids.length && !this.options.signal.aborted) {
      const examiner = this.#free.pop();
      if (!examiner) return;
      const ids = this.#ids.slice(this.#next, this.#next + batchFiles);
      this.#next += ids.length;
      void this.#examine(examiner, ids);
    }
  }

  async #examine(examiner: Examiner, ids: readonly number[]): Promise<void> {
    const { table, onDigest, onProgress } = this.options;
    try {
      const found = await examiner.examine(ids.map((id) => table.path(id)));
      for (const [index, id] of ids.entries()) {
        const examined = found[index] ?? unread("unreadable");
        table.fill(id, examined);
        if (examined.kind === "digest") onDigest();
      }
      this.#read += ids.length;
      this.#free.unshift(examiner);
      this.#start();
      onProgress?.(this.#read);
    } catch (error) {
      this.#failure = { error };
    }
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #news(): Promise<void> {
    if (!this.#failure) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#failure) throw this.#failure.error;
  }
}
