import { open, readFile, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { throwIfAborted } from "../../core/base/abort.js";
import { findFiles, reasonOf } from "./find.js";
import { MOST_BYTES, gunzipped, isZip, tooLarge, type Content } from "./unpack.js";
import { zipMembers } from "./zip.js";

/** The content of one file, unpacked; a file in an archive is called `archive.zip/file.json`. */
export interface FileContent extends Content {
  readonly name: string;
}

export type FileRead =
  | FileContent
  | { readonly name: string; readonly failure: string }
  | { readonly name: string; readonly passedOver: true };

/** Contents of files, of all files in folders, and of what comes in (`-`), one in memory at a time. */
export async function* readFiles(
  paths: readonly string[],
  input: Readable,
  signal: AbortSignal,
): AsyncGenerator<FileRead, void, undefined> {
  for (const path of paths) {
    if (path === "-") {
      yield* unpacked("-", await collected(input, signal));
      continue;
    }
    for await (const found of findFiles(path, signal)) {
      throwIfAborted(signal);
      if ("path" in found) yield* fromDisk(found.path, signal);
      else yield found;
    }
  }
}

async function* fromDisk(path: string, signal: AbortSignal): AsyncGenerator<FileRead, void, undefined> {
  let content: Content;
  try {
    if (await isZipFile(path)) return yield* members(path, path);
    const { size } = await stat(path);
    if (size > MOST_BYTES) return yield { name: path, bytes: new Uint8Array(), damage: tooLarge };
    content = { bytes: await readFile(path, { signal }), damage: undefined };
  } catch (error) {
    throwIfAborted(signal);
    return yield { name: path, failure: reasonOf(error) };
  }
  yield* unpacked(path, content);
}

async function isZipFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return isZip(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function* unpacked(name: string, content: Content): AsyncGenerator<FileRead, void, undefined> {
  const plain = await gunzipped(content);
  if (isZip(plain.bytes)) yield* members(name, plain.bytes);
  else yield { name, ...plain };
}

async function* members(
  name: string,
  archive: string | Uint8Array,
): AsyncGenerator<FileRead, void, undefined> {
  for await (const member of zipMembers(archive)) {
    const inside = member.name === "" ? name : `${name}/${member.name}`;
    if (member.passedOver) yield { name: inside, passedOver: true };
    else yield { name: inside, ...(await gunzipped(member)) };
  }
}

async function collected(input: Readable, signal: AbortSignal): Promise<Content> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // One who stops waits for nothing that may never come.
  signal.addEventListener("abort", () => input.destroy(), { once: true });
  for await (const part of input.iterator({ destroyOnReturn: false })) {
    throwIfAborted(signal);
    const bytes = typeof part === "string" ? Buffer.from(part) : (part as Uint8Array);
    size += bytes.length;
    if (size > MOST_BYTES) return { bytes: Buffer.concat(parts), damage: tooLarge };
    parts.push(bytes);
  }
  return { bytes: Buffer.concat(parts), damage: undefined };
}
