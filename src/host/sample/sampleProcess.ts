import { fork, type ChildProcess } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { Failure, isFailure } from "../../core/base/failure.js";
import { isObject } from "../../core/base/json.js";
import type { Log } from "../../core/base/log.js";
import { Signal } from "../../core/base/signal.js";
import type { Translate } from "../../core/base/translate.js";
import type { SampleState } from "../tree/roots.js";

export interface SampleProcessOptions {
  /** The server's program; it ends by itself when its IPC channel to this process closes. */
  readonly script: string;
  /** Where it writes its config files; belongs to this process alone. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly t: Translate;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 3000;
const keptOutput = 4000;

/** The sample account's server as a child process: started once, stopped, and its failures told. */
export class SampleProcess {
  readonly #changed = new Signal();
  readonly onDidChange = this.#changed.on;
  #state: SampleState = { kind: "off" };
  #child: ChildProcess | undefined;
  #started: Promise<void> | undefined;
  /** The stop that is under way: it removes the directory that the next server will write to. */
  #stopping: Promise<void> | undefined;
  /** Counts stops, so that a start that is under way sees that it is no longer wanted. */
  #stops = 0;

  constructor(private readonly options: SampleProcessOptions) {}

  get state(): SampleState {
    return this.#state;
  }

  /** The server's, while it runs. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves once the server answers; rejects with a Failure that carries what it said. Calls while it runs share it. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Ends the server and removes its files. A start that is called meanwhile waits for that; calls meanwhile share it. */
  stop(): Promise<void> {
    this.#stops += 1;
    this.#started = undefined;
    this.#stopping ??= this.#stop().finally(() => (this.#stopping = undefined));
    return this.#stopping;
  }

  /** For when there is no time to wait: the server sees its channel close and ends. */
  release(): void {
    const child = this.#child;
    this.#child = undefined;
    if (child?.connected === true) child.disconnect();
    child?.kill();
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child !== undefined) await ended(child);
    await rm(this.options.directory, { recursive: true, force: true });
    this.#become({ kind: "off" });
  }

  async #start(): Promise<void> {
    const { directory, log } = this.options;
    const stops = this.#stops;
    try {
      await this.#stopping;
      if (stops !== this.#stops) throw aborted();
      this.#become({ kind: "starting" });
      await mkdir(directory, { recursive: true });
      if (stops !== this.#stops) throw aborted();
      this.#child = this.#fork();
      await this.#ready(this.#child);
    } catch (error) {
      if (stops !== this.#stops) throw aborted();
      this.#fail(error);
      throw error;
    }
    log.info(`the sample account's server runs as process ${String(this.processId)}`);
    this.#become({ kind: "running" });
  }

  #fork(): ChildProcess {
    const { script, directory, env, log } = this.options;
    const child = fork(script, ["--dir", directory], {
      // Not this process's debugger flags, whose port is taken, and no AWS setting: the server needs none.
      execArgv: [],
      env: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_"))),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child.stdout?.on("data", (data: Buffer) => log.debug(`sample: ${data.toString().trimEnd()}`));
    return child;
  }

  /** The server sends one message, with the places of its files, when it answers. Its end is a failure at any time. */
  #ready(child: ChildProcess): Promise<void> {
    const { t, log } = this.options;
    const said = new Tail(keptOutput);
    child.stderr?.on("data", (data: Buffer) => {
      said.add(data.toString());
      log.warn(`sample: ${data.toString().trimEnd()}`);
    });
    return new Promise((resolve, reject) => {
      const late = new Failure(
        "sample/not-started",
        t("The sample account's server did not answer in time."),
      );
      const timer = setTimeout(reject, startTimeoutMs, late);
      child.once("error", reject);
      child.once("close", (code, signal) => {
        clearTimeout(timer);
        const failure = stopped(code ?? signal, said.text, t);
        reject(failure);
        if (this.#child === child && this.#state.kind === "running") this.#fail(failure);
      });
      child.on("message", (message) => {
        if (!isObject(message) || typeof message.endpoint !== "string") return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #fail(error: unknown): void {
    const failure = isFailure(error) ? error : notStarted(error, this.options.t);
    const child = this.#child;
    this.#child = undefined;
    this.#started = undefined;
    child?.kill();
    this.options.log.error(failure.message);
    this.#become({ kind: "failed", trouble: failure });
  }

  #become(state: SampleState): void {
    if (state.kind === this.#state.kind) return;
    this.#state = state;
    this.#changed.fire();
  }
}

/** Disconnecting is the server's word to end; one that does not hear it is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    if (child.connected) child.disconnect();
  });
}

/** The end of what a process said, in a bounded amount of memory. */
class Tail {
  #text = "";

  constructor(private readonly limit: number) {}

  add(more: string): void {
    this.#text = (this.#text + more).slice(-this.limit);
  }

  get text(): string {
    return this.#text.trim();
  }
}

const aborted = (): DOMException => new DOMException("The sample account was stopped", "AbortError");

const stopped = (how: string | number | null, said: string, t: Translate): Failure =>
  new Failure(
    "sample/not-started",
    said === ""
      ? t("The sample account's server stopped ({0}). Start it again; the log has more.", String(how))
      : t("The sample account's server stopped ({0}). Start it again. It said: {1}", String(how), said),
  );

const notStarted = (error: unknown, t: Translate): Failure => {
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure(
    "sample/not-started",
    t("The sample account's server could not be started: {0}", reason),
    {},
    { cause: error },
  );
};
