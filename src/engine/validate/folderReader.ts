import { realpathSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { throwIfAborted } from "../../core/base/abort.js";
import { unread, type Examined } from "../../core/digest/examine.js";
import { FileTable } from "../../core/digest/fileTable.js";
import { listFiles, type Listed } from "./listFiles.js";
import { examineFile } from "./examineFile.js";

export interface FolderOptions {
  /** The built `worker.ts`; without it this thread reads. */
  readonly workerScript?: string;
  readonly onProgress?: (filesRead: number) => void;
  readonly signal: AbortSignal;
}

/** Two keep both cores of a small machine busy; more would cost memory. */
const workers = 2;
const batch = 48;

/** Reads all files of a folder into a table. Nothing outside of the folder is opened. */
export async function readFolder(folder: string, options: FolderOptions): Promise<FileTable> {
  const root = realpathSync(folder);
  const table = new FileTable();
  const { workerScript } = options;
  const examiners =
    workerScript === undefined
      ? [inThisThread]
      : Array.from({ length: workers }, () => new ExamineWorker(workerScript));
  const batches = toBatches(listFiles(root));
  const done = new Map<number, { listed: readonly Listed[]; found: readonly Examined[] }>();
  let [next, added, read] = [0, 0, 0];
  const run = async (examiner: Examiner): Promise<void> => {
    for (let step = batches.next(); !step.done; step = batches.next()) {
      const listed = step.value;
      const number = next++;
      throwIfAborted(options.signal);
      const readable = listed.filter(({ problem }) => problem === undefined);
      const found = await examiner.examine(readable.map(({ path }) => join(root, path)));
      let at = 0;
      const all = listed.map(({ problem }) =>
        problem ? unread(problem) : (found[at++] ?? unread("unreadable")),
      );
      done.set(number, { listed, found: all });
      read += listed.length;
      options.onProgress?.(read);
      // Batches end in any order; the table is filled in that of the listing.
      for (let ready = done.get(added); ready; ready = done.get(added)) {
        for (const [index, { path }] of ready.listed.entries())
          table.add(path, ready.found[index] ?? unread("unreadable"));
        done.delete(added++);
      }
    }
  };
  try {
    await Promise.all(examiners.map(run));
  } finally {
    await Promise.all(examiners.map((each) => each.dispose()));
  }
  return table;
}

function* toBatches(files: Iterable<Listed>): Generator<readonly Listed[]> {
  let listed: Listed[] = [];
  for (const file of files) {
    listed.push(file);
    if (listed.length < batch) continue;
    yield listed;
    listed = [];
  }
  if (listed.length > 0) yield listed;
}

interface Examiner {
  examine(paths: readonly string[]): Promise<readonly Examined[]>;
  dispose(): Promise<unknown>;
}

const inThisThread: Examiner = {
  examine: async (paths) => {
    const found: Examined[] = [];
    for (const path of paths) found.push(await examineFile(path));
    return found;
  },
  dispose: async () => undefined,
};

/** A worker thread. It may die over a file: that file is unreadable, and a fresh worker reads the others. */
class ExamineWorker implements Examiner {
  #worker: Worker | undefined;
  #hasAnswered = false;

  constructor(private readonly script: string) {
    this.#worker = this.#start();
  }

  async examine(paths: readonly string[]): Promise<readonly Examined[]> {
    const found = await this.#ask(paths);
    if (found) return found;
    // one that never answered could not start, and neither would the next one
    this.#worker = this.#hasAnswered ? this.#start() : undefined;
    if (!this.#worker) return inThisThread.examine(paths);
    if (paths.length === 1) return [unread("unreadable")];
    const singly: Examined[] = [];
    for (const path of paths) singly.push(...(await this.examine([path])));
    return singly;
  }

  async dispose(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.script, {
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 },
    });
    worker.on("error", () => undefined); // `exit` follows, and tells whoever waits
    return worker;
  }

  /** The answer; undefined when the worker has died. */
  async #ask(paths: readonly string[]): Promise<readonly Examined[] | undefined> {
    const worker = this.#worker;
    if (!worker) return undefined;
    return new Promise((resolve) => {
      const settle = (found: readonly Examined[] | undefined): void => {
        worker.off("message", answer).off("exit", lost);
        this.#hasAnswered ||= found !== undefined;
        resolve(found);
      };
      const answer = (json: string): void => settle(JSON.parse(json) as readonly Examined[]);
      const lost = (): void => settle(undefined);
      worker.once("message", answer).once("exit", lost);
      worker.postMessage(paths);
    });
  }
}
