import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { parsed } from "../../core/digest/examine.js";
import { keysFileName, noKeys, parsePublicKeys, type KeyRing } from "../../core/digest/publicKeys.js";

/** A saved answer holds some kilobytes. */
const mostKeyBytes = 4 * 2 ** 20;

/** Why a file of keys that was asked for cannot be used. */
export type KeysFileProblem = {
  readonly path: string;
  readonly reason: "noKeys" | "unreadable";
  readonly detail: string;
};

/**
 * Reads a saved ListPublicKeys answer, or the one at the folder's top when no other is named. Keys that lie in the
 * folder they are to prove are not trusted.
 */
export function readKeysFile(folder: string, named: string | undefined): KeyRing | KeysFileProblem {
  const path = named ?? join(folder, keysFileName);
  try {
    const real = realpathSync(path);
    const below = relative(realpathSync(folder), real);
    const isInside = !below.startsWith("..") && !isAbsolute(below);
    // a link in the folder must not make the reader look elsewhere
    if (named === undefined && !isInside) return noKeys;
    if (!statSync(real).isFile() || statSync(real).size > mostKeyBytes)
      return named === undefined ? noKeys : { path, reason: "noKeys", detail: "" };
    return parsePublicKeys(parsed(readFileSync(real)), isInside ? "folder" : "given");
  } catch (error) {
    if (named === undefined) return noKeys;
    return { path, reason: "unreadable", detail: error instanceof Error ? error.message : String(error) };
  }
}
