import { fork, type ChildProcess } from "node:child_process";
import { abortError, throwIfAborted } from "../core/base/abort.js";
import type { Releasable } from "../core/base/disposables.js";
import { Failure } from "../core/base/failure.js";
import type { LogStore, LogStores, StoredIndex } from "../core/logs/logStore.js";
import { EngineStore } from "./engineStore.js";
import type { FromEngine, OpenedStore, ToEngine } from "./process/messages.js";
import { fromSent } from "./process/sentError.js";

interface Pending {
  readonly method: string;
  readonly args: readonly unknown[];
  /** Whose store the question is about; undefined for questions about none. */
  readonly store: EngineStore | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Set for answers in parts. */
  readonly part: ((value: unknown) => void) | undefined;
  parts: number;
  askedAgain: boolean;
}

/** Beyond this many restarts in a row without an answer in between something is wrong for good. */
const mostRestarts = 3;

/**
 * The engine as the rest of the product has it: a process of its own that is started on first use. When it goes down
 * it is started again, its folders are opened again (their indexes are as they were), and what was being asked is
 * asked once more; then a Failure says so.
 */
export class Engine implements LogStores, Releasable {
  readonly #pending = new Map<number, Pending>();
  readonly #stores = new Map<string, EngineStore>();
  #child: ChildProcess | undefined;
  #lastId = 0;
  #restarts = 0;
  #disposed = false;

  /** @param script the built `engine.js` @param storage where indexes are kept */
  constructor(
    private readonly script: string,
    private readonly storage: string,
    private readonly execArgv: readonly string[] = ["--max-old-space-size=1024"],
  ) {}

  /** Of the engine's process; undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async open(folder: string, signal: AbortSignal): Promise<LogStore> {
    const opened = (await this.ask(undefined, "open", [folder], signal)) as OpenedStore;
    const known = this.#stores.get(opened.key);
    if (known) {
      known.take(opened.state);
      return known;
    }
    const store = new EngineStore(this, opened);
    this.#stores.set(opened.key, store);
    return store;
  }

  async stored(signal: AbortSignal): Promise<readonly StoredIndex[]> {
    return (await this.ask(undefined, "stored", [], signal)) as readonly StoredIndex[];
  }

  async remove(key: string, signal: AbortSignal): Promise<void> {
    await this.ask(undefined, "remove", [key], signal);
    this.#stores.delete(key);
  }

  forget(key: string): void {
    this.#stores.delete(key);
  }

  ask(
    store: EngineStore | undefined,
    method: string,
    args: readonly unknown[],
    signal: AbortSignal,
    part?: (value: unknown) => void,
  ): Promise<unknown> {
    throwIfAborted(signal);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        if (!this.#pending.delete(id)) return;
        this.#send({ cancel: id });
        reject(abortError(signal));
      };
      const done =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener("abort", cancel);
          settle(value);
        };
      this.#pending.set(id, {
        method,
        args,
        store,
        resolve: done(resolve),
        reject: done(reject),
        part,
        parts: 0,
        askedAgain: false,
      });
      signal.addEventListener("abort", cancel, { once: true });
      this.#start();
      this.#sendAsk(id, { store, method, args });
    });
  }

  /** The next part of an answer may come. */
  taken(id: number): void {
    this.#send({ taken: id });
  }

  #send(message: ToEngine): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  #start(): void {
    if (this.#child || this.#disposed) return;
    const child = fork(this.script, [this.storage], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [...this.execArgv],
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = `${said}${text}`.slice(-2_000)));
    child.on("message", (message) => this.#heard(message as FromEngine));
    child.once("error", (error) => this.#lost(child, error.message));
    child.once("exit", (code, signal) =>
      this.#lost(child, said.trim() || `ended with ${String(signal ?? code)}`),
    );
    this.#child = child;
  }

  #heard(message: FromEngine): void {
    if ("key" in message) {
      this.#stores.get(message.key)?.take(message.state);
      return;
    }
    this.#restarts = 0;
    if ("part" in message) {
      const pending = this.#pending.get(message.part);
      if (!pending) return;
      pending.parts += 1;
      pending.part?.(message.value);
      this.taken(message.part);
      return;
    }
    const id = "answer" in message ? message.answer : message.failed;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if ("answer" in message) pending?.resolve(message.value);
    else pending?.reject(fromSent(message.error));
  }

  #lost(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#disposed) return;
    this.#restarts += 1;
    const failure = new Failure(
      "engine/crashed",
      `The engine for log folders went down (${why}) and could not answer. What was read of the folder is kept; try again.`,
    );
    if (this.#restarts > mostRestarts) this.#giveUp(failure);
    else if (this.#stores.size + this.#pending.size > 0) this.#startAgain(failure);
  }

  #giveUp(failure: Failure): void {
    for (const pending of this.#pending.values()) pending.reject(failure);
    this.#pending.clear();
    const { code, message } = failure;
    for (const store of this.#stores.values())
      store.take({ ...store.state, phase: "stopped", failure: { code, message } });
    this.#restarts = 0;
  }

  /** What was asked is asked once more, but for answers of which a part has been given already. */
  #startAgain(failure: Failure): void {
    const asked = [...this.#pending];
    this.#start();
    const openings = [...this.#stores.values()].map((store) => this.#reopen(store));
    for (const [id, pending] of asked) {
      if (pending.askedAgain || pending.parts > 0) {
        this.#pending.delete(id);
        pending.reject(failure);
        continue;
      }
      pending.askedAgain = pending.method !== "open";
      void Promise.all(openings).then(() => {
        if (this.#pending.has(id)) this.#sendAsk(id, pending);
      });
    }
  }

  #sendAsk(id: number, { store, method, args }: Pick<Pending, "store" | "method" | "args">): void {
    this.#send({ ask: id, method, args: store ? [store.key, ...args] : args });
  }

  async #reopen(store: EngineStore): Promise<void> {
    try {
      const opened = (await this.ask(
        undefined,
        "open",
        [store.folder],
        new AbortController().signal,
      )) as OpenedStore;
      store.take(opened.state);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      store.take({ ...store.state, phase: "stopped", failure: { code: "engine/crashed", message } });
    }
  }

  dispose(): void {
    this.#disposed = true;
    const gone = new DOMException("the engine was closed", "AbortError");
    for (const pending of this.#pending.values()) pending.reject(gone);
    this.#pending.clear();
    const child = this.#child;
    if (child?.connected) child.disconnect();
    this.#child = undefined;
  }
}
