import type { FSWatcher } from "node:fs";
import { existsSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Releasable } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import { directoriesOf } from "./files.js";

/** Editors write in several steps; what follows this long after a change belongs to it. */
const settleMs = 150;

/**
 * Calls back after any of the files changed, appeared or went away. Directories are watched, not files:
 * an editor that writes a new file and renames it over the old one would leave a file's watcher with the old one.
 * A directory that does not exist is waited for through its nearest parent that does.
 */
export class FileWatcher implements Releasable {
  readonly #watchers = new Map<string, FSWatcher>();
  #paths: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(
    private readonly changed: () => void,
    private readonly log: Log,
  ) {}

  /** Replaces what is watched. A path names a file; `*` as its last part stands for all JSON files there. */
  watch(paths: readonly string[]): void {
    if (this.#disposed) return;
    this.#paths = paths;
    const wanted = new Set(paths.flatMap((path) => directoriesOf(path)).map(nearestExisting));
    for (const [directory, watcher] of this.#watchers) {
      if (wanted.has(directory)) continue;
      watcher.close();
      this.#watchers.delete(directory);
    }
    for (const directory of wanted) this.#open(directory);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #open(directory: string): void {
    if (this.#watchers.has(directory)) return;
    try {
      const watcher = watch(directory, { persistent: false }, (_event, name) =>
        this.#onEvent(directory, name),
      );
      watcher.on("error", (error) => {
        this.log.debug(`stopped watching ${directory}: ${error.message}`);
        watcher.close();
        this.#watchers.delete(directory);
        this.#later();
      });
      this.#watchers.set(directory, watcher);
    } catch (error) {
      // the system may be out of watches; refreshing by hand still works
      this.log.warn(`cannot watch ${directory}: ${String(error)}`);
    }
  }

  #onEvent(directory: string, name: string | null): void {
    if (name === basename(directory) || !existsSync(directory)) {
      // the directory itself went away; a new one of that name would have no watcher
      this.#watchers.get(directory)?.close();
      this.#watchers.delete(directory);
      this.#later();
    } else if (name === null || this.#concerns(directory, name)) {
      this.#later();
    }
  }

  /** Home directories are busy; only what lies on the way to a watched path counts. */
  #concerns(directory: string, name: string): boolean {
    return this.#paths.some((path) => {
      if (directoriesOf(path).includes(directory)) return matches(path, name) || dirname(path) !== directory;
      for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
        if (dirname(at) === directory) return basename(at) === name;
      }
      return false;
    });
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#disposed) return;
    this.#timer = setTimeout(() => {
      this.watch(this.#paths); // directories may have appeared or been replaced
      this.changed();
    }, settleMs);
    this.#timer.unref();
  }
}

const matches = (path: string, name: string): boolean =>
  basename(path) === "*" ? name.endsWith(".json") : basename(path) === name;

function nearestExisting(directory: string): string {
  let at = directory;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}
