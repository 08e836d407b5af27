import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Where this repository keeps what it downloads: the user's cache folder, as the platform names it. */
export function cacheDirectory() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const base = {
    darwin: () => join(homedir(), "Library", "Caches"),
    win32: () => LOCALAPPDATA ?? join(homedir(), "AppData", "Local"),
  }[/** @type {string} */ (process.platform)];
  return join(base?.() ?? XDG_CACHE_HOME ?? join(homedir(), ".cache"), "cloudtrail-explorer");
}

/**
 * The folder `name` in the cache, filled by `fill` if it is not there yet. A folder that exists is complete: it is
 * filled under another name first, so that an interrupted or a second simultaneous call leaves no half of one.
 * @param {string} name tells all that decides about the content, versions above all
 * @param {(directory: string) => Promise<void>} fill
 */
export async function cached(name, fill) {
  const directory = join(cacheDirectory(), name);
  if (existsSync(directory)) return directory;
  mkdirSync(dirname(directory), { recursive: true });
  const partial = mkdtempSync(`${directory}.partial-`);
  const remove = () => rmSync(partial, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.once("exit", remove); // Ctrl-C while it is filled
  try {
    await fill(partial);
    if (!existsSync(directory)) renameSync(partial, directory);
  } finally {
    process.off("exit", remove);
    remove();
  }
  return directory;
}
