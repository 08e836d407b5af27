import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Failure, isAborted } from "../../core/base/failure.js";
import type { Translate } from "../../core/base/translate.js";
import type { ExportFile, TextParts } from "./ports.js";

/** Written at once, in UTF-16 code units: big enough to be fast, small enough to be called off in between. */
const pieceLength = 256 * 1024;

/**
 * A file on this machine's disk. It is written beside its final place and moved there when whole, so that
 * neither a cancelled nor a failed export destroys a file that was there before.
 */
export const diskFile = (path: string, t: Translate): ExportFile => ({
  name: basename(path),
  write: async (parts, signal) => {
    const unfinished = `${path}.${randomUUID().slice(0, 8)}.part`;
    try {
      await writePieces(unfinished, parts, signal);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw isAborted(error) ? error : exportFailure(basename(path), error, t);
    }
  },
});

/** A failed write names its reason as the system does ("no space left on device"). */
export const exportFailure = (name: string, error: unknown, t: Translate): Failure => {
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure("export/failed", t("{0} could not be written: {1}", name, reason), {}, { cause: error });
};

async function writePieces(path: string, parts: TextParts, signal: AbortSignal): Promise<void> {
  // "wx": whoever placed something under this name, it is not followed or overwritten.
  const file = await open(path, "wx");
  try {
    for await (const piece of pieces(parts)) {
      signal.throwIfAborted();
      await file.writeFile(piece, "utf8");
    }
    signal.throwIfAborted();
  } finally {
    await file.close();
  }
}

/** Parts gathered into pieces worth a write. */
export async function* pieces(parts: TextParts): AsyncGenerator<string, void, undefined> {
  let gathered: string[] = [];
  let length = 0;
  for await (const part of parts) {
    gathered.push(part);
    length += part.length;
    if (length < pieceLength) continue;
    yield gathered.join("");
    gathered = [];
    length = 0;
  }
  if (gathered.length > 0) yield gathered.join("");
}
