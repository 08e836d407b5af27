import { realpath } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Releasable } from "../../core/base/disposables.js";
import type { LogStore, LogStores, StoredIndex } from "../../core/logs/logStore.js";

const storeKey = "query.folders";
/** The list is for what somebody works with; a folder that is opened again stands first. */
const mostFolders = 30;

/**
 * The log folders of this user, the last one used first, and the one engine of this window that reads them; its
 * process is started with the first question. What another window added is seen at the next look.
 */
export class LogFolders implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #opened = new vscode.EventEmitter<{ readonly folder: string; readonly store: LogStore }>();
  readonly onDidOpen = this.#opened.event;
  readonly #forgotten = new vscode.EventEmitter<string>();
  /** The index of a folder was removed; who shows the folder must let go of it. */
  readonly onDidForget = this.#forgotten.event;
  readonly #stores = new Map<string, Promise<LogStore>>();
  #engine: Promise<LogStores & Releasable> | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {}

  list(): readonly string[] {
    return this.context.globalState.get<readonly string[]>(storeKey, []);
  }

  async add(folder: string): Promise<void> {
    await this.#keep([folder, ...this.list().filter((each) => each !== folder)].slice(0, mostFolders));
  }

  /** Takes a folder off the list; its logs and its index stay. */
  async remove(folder: string): Promise<void> {
    await this.#keep(this.list().filter((each) => each !== folder));
  }

  async #keep(folders: readonly string[]): Promise<void> {
    if (folders.join("\n") === this.list().join("\n")) return;
    await this.context.globalState.update(storeKey, folders);
    this.#changed.fire(undefined);
  }

  /** A folder as the engine answers for it, whoever asks; rejects with a Failure when it cannot be read at all. */
  store(folder: string, signal: AbortSignal): Promise<LogStore> {
    const known = this.#stores.get(folder);
    if (known) return known;
    const opening = this.engine().then((engine) => engine.open(folder, signal));
    this.#stores.set(folder, opening);
    opening.then(
      (store) => this.#opened.fire({ folder, store }),
      () => this.#stores.delete(folder), // told to who asked
    );
    return opening;
  }

  /** Removes what was made of a folder; the logs stay, and opening the folder reads them anew. */
  async removeIndex(folder: string, signal: AbortSignal): Promise<void> {
    const index = await this.storedIndex(folder, signal);
    this.#stores.delete(folder);
    this.#forgotten.fire(folder);
    if (index) await (await this.engine()).remove(index.key, signal);
  }

  /** What is kept of a folder on disk; undefined when nothing is. */
  async storedIndex(folder: string, signal: AbortSignal): Promise<StoredIndex | undefined> {
    const real = await realpath(folder).catch(() => folder); // gone: the index knows it by the name it had
    const stored = await (await this.engine()).stored(signal);
    return stored.find((each) => each.folder === real);
  }

  /** The stores that were asked for and are open by now. */
  async opened(): Promise<readonly LogStore[]> {
    const settled = await Promise.allSettled(this.#stores.values());
    return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  }

  engine(): Promise<LogStores & Releasable> {
    this.#engine ??= startEngine(this.context);
    this.#engine.catch(() => (this.#engine = undefined));
    return this.#engine;
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#opened, this.#forgotten]) emitter.dispose();
    void this.#engine?.then((engine) => engine.dispose());
  }
}

async function startEngine(context: vscode.ExtensionContext): Promise<LogStores & Releasable> {
  const { Engine } = await import("./engineParts.js");
  const script = join(context.extensionUri.fsPath, "dist", "engine.js");
  return new Engine(script, vscode.Uri.joinPath(context.globalStorageUri, "logs").fsPath);
}
