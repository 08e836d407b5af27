import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Folder, isMissing } from "./folder.js";
import { parseName } from "./segment.js";

/** Event history goes back this far; older rows answer no question any more. */
export const historyMs = 90 * 24 * 3_600_000;

/** All folders of segments below the store's root: one level of scopes, one of attributes. */
export async function folders(root: string): Promise<readonly Folder[]> {
  const scopes = await directories(root);
  const paths = await Promise.all(scopes.map((scope) => directories(scope)));
  return paths.flat().map((path) => new Folder(path));
}

async function directories(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

interface Stored {
  readonly folder: Folder;
  readonly name: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
  readonly toMs: number | undefined;
}

/**
 * Removes what is older than event history itself, then what was used longest ago until the rest fits.
 * Returns the size that is left, in bytes.
 */
export async function purge(root: string, maxSizeBytes: number, nowMs: number): Promise<number> {
  const all = await folders(root);
  const files = (await Promise.all(all.map((folder) => stored(folder)))).flat();
  const [old, rest] = partition(files, ({ toMs }) => toMs !== undefined && toMs < nowMs - historyMs);
  for (const { folder, name } of old) await folder.remove(name);
  let left = rest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (left > maxSizeBytes) {
    const goal = maxSizeBytes * 0.9; // so that the next write does not purge again
    for (const { folder, name, sizeBytes, toMs } of rest.sort((a, b) => a.usedMs - b.usedMs)) {
      if (left <= goal) break;
      if (toMs === undefined) continue;
      await folder.remove(name);
      left -= sizeBytes;
    }
  }
  for (const folder of all) await folder.tidy(nowMs);
  return left;
}

const stored = async (folder: Folder): Promise<readonly Stored[]> =>
  (await folder.sizes()).map((file) => ({ folder, ...file, toMs: parseName(file.name)?.toMs }));

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
