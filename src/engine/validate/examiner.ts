import { Worker } from "node:worker_threads";
import { unread, type Examined } from "../../core/digest/examine.js";
import type { VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { examineFiles } from "./examineFiles.js";
import { unpack } from "./packed.js";

/** Examines files of one folder, given by their paths below it. */
export interface Examiner {
  examine(paths: readonly string[]): Promise<readonly Examined[]>;
  dispose(): Promise<unknown>;
}

export const inThisThread = (root: string, keys: VerifyingKeys): Examiner => ({
  examine: async (paths) => examineFiles(root, paths, keys),
  dispose: async () => undefined,
});

type Answer = (found: readonly Examined[] | undefined) => void;

/** A worker thread. It may die over a file: that file is unreadable, and a fresh worker reads the others. */
export class ExamineWorker implements Examiner {
  #worker: Worker | undefined;
  #hasAnswered = false;
  #isDisposed = false;
  /** Whoever waits, in the order of the questions, which is that of the answers. */
  readonly #waiting: Answer[] = [];

  constructor(
    private readonly script: string,
    private readonly root: string,
    private readonly keys: VerifyingKeys,
  ) {
    this.#worker = this.#start();
  }

  async examine(paths: readonly string[]): Promise<readonly Examined[]> {
    const found = await this.#ask(paths);
    if (found) return found;
    // one that never answered could not start, and neither would the next one
    if (!this.#hasAnswered) return inThisThread(this.root, this.keys).examine(paths);
    if (paths.length === 1 || this.#isDisposed) return paths.map(() => unread("unreadable"));
    const singly: Examined[] = [];
    for (const path of paths) singly.push(...(await this.examine([path])));
    return singly;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.script, {
      workerData: { root: this.root, keys: this.keys },
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 128 },
    });
    worker.on("message", (json: string) => {
      this.#hasAnswered = true;
      this.#waiting.shift()?.(unpack(json));
    });
    worker.on("error", () => undefined); // `exit` follows, and tells whoever waits
    worker.once("exit", () => {
      this.#worker = undefined;
      for (const answer of this.#waiting.splice(0)) answer(undefined);
    });
    return worker;
  }

  /** The answer; undefined when the worker has died or never came up. */
  async #ask(paths: readonly string[]): Promise<readonly Examined[] | undefined> {
    if (!this.#worker && this.#hasAnswered && !this.#isDisposed) this.#worker = this.#start();
    const worker = this.#worker;
    if (!worker) return undefined;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      worker.postMessage(paths);
    });
  }
}
