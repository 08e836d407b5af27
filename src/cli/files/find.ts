import type { Dirent } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../../core/base/abort.js";
import { isGzip, isZip } from "./unpack.js";

/** A file to read, or a place that could not be opened; `name` as it was given, with the path below a folder. */
export type Found =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly failure: string }
  /** A file of a folder that looks like nothing with events in it. */
  | { readonly name: string; readonly passedOver: true };

const ENDINGS = /\.(?:json|jsonl|ndjson|csv|gz|zip)$/i;

/**
 * The files under a path, folders in the order of their names. A link to a folder is followed once. Hidden files and
 * the shadows macOS writes into archives are left out.
 */
export async function* findFiles(path: string, signal: AbortSignal): AsyncGenerator<Found, void, undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return yield { name: path, path };
  } catch (error) {
    return yield { name: path, failure: reasonOf(error) };
  }
  yield* inFolder(path, new Set(), signal);
}

async function* inFolder(
  folder: string,
  seen: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<Found, void, undefined> {
  throwIfAborted(signal);
  let entries: Dirent[];
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return yield { name: folder, failure: reasonOf(error) };
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(path))))
      yield* inFolder(path, seen, signal);
    else yield await looked(path, entry.name);
  }
}

export const isHidden = (name: string): boolean => name.startsWith(".") || name === "__MACOSX";

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false, // a link to nothing: opening it as a file tells
  );

/** Content counts, not the name: logs copied out of a bucket often lost their ending. */
async function looked(path: string, name: string): Promise<Found> {
  if (ENDINGS.test(name)) return { name: path, path };
  try {
    if (!(await stat(path)).isFile()) return { name: path, passedOver: true };
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
      return looksRelevant(buffer.subarray(0, bytesRead))
        ? { name: path, path }
        : { name: path, passedOver: true };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { name: path, failure: reasonOf(error) };
  }
}

export const looksRelevant = (start: Uint8Array): boolean =>
  isGzip(start) || isZip(start) || /^[\ufeff\s]*[[{]/.test(new TextDecoder().decode(start));

/** What the operating system says, without the path it repeats. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (error instanceof Error ? error.message : String(error));
}

const REASONS = new Map([
  ["ENOENT", "There is no such file or folder."],
  ["EACCES", "Reading it is not permitted."],
  ["EPERM", "Reading it is not permitted."],
  ["ELOOP", "It is a link that leads back to itself."],
]);
