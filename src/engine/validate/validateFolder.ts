import type { KeyRing } from "../../core/digest/publicKeys.js";
import type { Range } from "../../core/digest/series.js";
import { validate } from "../../core/digest/validate.js";
import type { Verdict } from "../../core/digest/verdict.js";
import { FolderReader, type FolderOptions } from "./folderReader.js";

export interface ValidateOptions extends Omit<FolderOptions, "keys" | "range"> {
  readonly keys: KeyRing;
  readonly range: Range;
  /** Gives no verdict before all is read, so that none is ever taken back. */
  readonly isFirm?: boolean;
}

/** Verdicts, or word that those given so far are void and all come anew. */
export type FolderStep = readonly Verdict[] | "startOver";

/**
 * Validates a folder while it is read. What remains in the end is the same as if all had been read first. Throws when the
 * folder cannot be found.
 */
export async function* validateFolder(
  folder: string,
  { keys, range, isFirm, ...options }: ValidateOptions,
): AsyncGenerator<FolderStep, void, undefined> {
  const reader = new FolderReader(folder, { ...options, range, keys: keys.keys });
  try {
    if (isFirm === true) await reader.readAll();
    do {
      if (reader.hasLateDigest) {
        yield "startOver";
        await reader.readAll();
      }
      for await (const verdicts of validate(reader, keys, range, options.signal)) {
        if (reader.hasLateDigest) break;
        yield verdicts;
      }
    } while (reader.hasLateDigest);
  } finally {
    await reader.dispose();
  }
}
