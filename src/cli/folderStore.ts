import { join } from "node:path";
import type { LogStore } from "../core/logs/logStore.js";
import { Engine } from "../engine/client.js";
import type { CliIo } from "./io.js";

export interface OpenFolder {
  readonly store: LogStore;
  readonly dispose: () => void;
}

/** Opens a log folder and waits until all of it has been read. Its index is kept, so that the next time is quick. */
export async function openFolder(folder: string, io: CliIo): Promise<OpenFolder> {
  const engine = new Engine(io.engineScript, indexDirectory(io));
  try {
    const store = await engine.open(folder, io.signal);
    const listener = store.changed(() => showProgress(store, io));
    try {
      await store.refresh(io.signal);
    } finally {
      listener.dispose();
      if (io.watched) io.err("\r\u001b[2K");
    }
    return { store, dispose: () => engine.dispose() };
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

/** `$XDG_CACHE_HOME/cloudtrail-explorer/index`, as caches are placed; Windows keeps them below LOCALAPPDATA. */
function indexDirectory({ env, home }: CliIo): string {
  const local = env["LOCALAPPDATA"];
  const cache = env["XDG_CACHE_HOME"] ?? (local === undefined || local === "" ? join(home, ".cache") : local);
  return join(cache === "" ? join(home, ".cache") : cache, "cloudtrail-explorer", "index");
}

function showProgress({ state }: LogStore, io: CliIo): void {
  if (!io.watched || state.phase === "ready") return;
  const { filesDone, filesFound, events } = state;
  io.err(
    `\r\u001b[2K${String(filesDone)} of ${String(filesFound)} files · ${String(events)} events · Ctrl-C stops`,
  );
}
