import { realpathSync } from "node:fs";
import { throwIfAborted } from "../../core/base/abort.js";
import { unread, type Examined } from "../../core/digest/examine.js";
import { FileTable } from "../../core/digest/fileTable.js";
import type { VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { ExamineWorker, inThisThread, type Examiner } from "./examiner.js";
import { listFiles, type Listed } from "./listFiles.js";

export interface FolderOptions {
  /** The built `worker.ts`; without it this thread reads. */
  readonly workerScript?: string;
  /** With them digests are verified while they are read. */
  readonly keys?: VerifyingKeys;
  readonly onProgress?: (filesRead: number) => void;
  readonly signal: AbortSignal;
}

/** Two keep both cores of a small machine busy; more would cost memory. */
const workers = 2;
/** How many files a worker is sent at a time, and how many such batches it has: it need not wait for the next. */
const batchFiles = 64;
const batchesAhead = 2;

/** Reads all files of a folder into a table. Nothing outside of the folder is opened. */
export async function readFolder(folder: string, options: FolderOptions): Promise<FileTable> {
  const root = realpathSync(folder);
  const { workerScript, signal, onProgress } = options;
  const keys: VerifyingKeys = new Map(Array.from(options.keys ?? [], ([name, { key }]) => [name, { key }]));
  const examiners =
    workerScript === undefined
      ? [inThisThread(root, keys)]
      : Array.from({ length: workers }, () => new ExamineWorker(workerScript, root, keys));
  const table = new OrderedTable();
  const batches = toBatches(listFiles(root));
  let read = 0;
  let next = 0;
  const run = async (examiner: Examiner): Promise<void> => {
    for (let step = batches.next(); !step.done; step = batches.next()) {
      const number = next++;
      throwIfAborted(signal);
      table.put(number, step.value, await examineListed(examiner, step.value));
      read += step.value.length;
      onProgress?.(read);
    }
  };
  try {
    await Promise.all(
      examiners.flatMap((each) => Array.from({ length: batchesAhead }, async () => run(each))),
    );
  } finally {
    await Promise.all(examiners.map((each) => each.dispose()));
  }
  return table.table;
}

/** What could not even be listed as a file is not examined. */
async function examineListed(examiner: Examiner, listed: readonly Listed[]): Promise<readonly Examined[]> {
  const readable = listed.filter(({ problem }) => problem === undefined);
  const found = await examiner.examine(readable.map(({ path }) => path));
  let at = 0;
  return listed.map(({ problem }) => (problem ? unread(problem) : (found[at++] ?? unread("unreadable"))));
}

/** Batches end in any order; the table is filled in that of the listing. */
class OrderedTable {
  readonly table = new FileTable();
  readonly #waiting = new Map<number, () => void>();
  #added = 0;

  put(number: number, listed: readonly Listed[], found: readonly Examined[]): void {
    this.#waiting.set(number, () => {
      for (const [index, { path }] of listed.entries())
        this.table.add(path, found[index] ?? unread("unreadable"));
    });
    for (let add = this.#waiting.get(this.#added); add; add = this.#waiting.get(this.#added)) {
      add();
      this.#waiting.delete(this.#added++);
    }
  }
}

function* toBatches(files: Iterable<Listed>): Generator<readonly Listed[]> {
  let listed: Listed[] = [];
  for (const file of files) {
    listed.push(file);
    if (listed.length < batchFiles) continue;
    yield listed;
    listed = [];
  }
  if (listed.length > 0) yield listed;
}
