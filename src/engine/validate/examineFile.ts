import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { createHash } from "node:crypto";
import { createInflateRaw, crc32 } from "node:zlib";
import { examineBytes, trailingOf, unread, type Examined } from "../../core/digest/examine.js";
import { gzipHeader, inflateProblem, trailerBytes, trailerFits } from "../../core/base/gzipMember.js";
import type { ReadProblem } from "../../core/digest/reader.js";

/** Files up to this size are read in one piece. */
const wholeFileBytes = 8 * 2 ** 20;
const pieceBytes = 256 * 1024;
/** What a file may inflate to at most; CloudTrail's own logs hold 50 MB. */
const mostInflatedBytes = 2 ** 30;
/** Neither follows a link that took a file's place nor waits at a pipe. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

let buffer = Buffer.allocUnsafe(pieceBytes);

/** Reads and judges one file; whatever goes wrong becomes its problem. */
export async function examineFile(path: string, mostBytes = mostInflatedBytes): Promise<Examined> {
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    const stat = fstatSync(file);
    if (!stat.isFile()) return unread("special");
    const whole = stat.size <= wholeFileBytes ? examineBytes(readWhole(file, stat.size)) : undefined;
    return whole ?? (await examineLarge(file, mostBytes));
  } catch (error) {
    return unread(readProblem(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

export function readProblem(error: unknown): ReadProblem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "denied";
  return code === "ELOOP" ? "link" : "unreadable";
}

/** The bytes lie in a buffer that the next file overwrites. */
function readWhole(file: number, sizeBytes: number): Buffer {
  if (buffer.length < sizeBytes) buffer = Buffer.allocUnsafe(Math.min(wholeFileBytes, sizeBytes * 2));
  let read = 0;
  while (read < sizeBytes) {
    const got = readSync(file, buffer, read, sizeBytes - read, read);
    if (got === 0) break;
    read += got;
  }
  return buffer.subarray(0, read);
}

/** Inflates and hashes piece by piece; a file of this size is a log, if anything. */
async function examineLarge(file: number, mostBytes: number): Promise<Examined> {
  const head = Buffer.alloc(pieceBytes);
  const start = head.subarray(0, readSync(file, head, 0, pieceBytes, 0));
  const from = gzipHeader(start);
  if (from === "notGzip") return hashPlain(file, mostBytes);
  if (typeof from === "string") return unread(from);
  const inflater = createInflateRaw();
  const hash = createHash("sha256");
  let [size, crc] = [0, 0];
  const failed = pump(file, from, inflater);
  try {
    for await (const piece of inflater as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > mostBytes) return unread("tooLarge");
      hash.update(piece);
      crc = crc32(piece, crc);
    }
  } catch (error) {
    return unread(inflateProblem(error));
  } finally {
    inflater.destroy();
    await failed.catch(() => undefined); // its trouble came through the stream
  }
  const behind = Buffer.alloc(trailerBytes + 64);
  const end = from + inflater.bytesWritten;
  const got = readSync(file, behind, 0, behind.length, end);
  if (got < trailerBytes) return unread("cutShort");
  if (!trailerFits(behind.subarray(0, trailerBytes), crc, size)) return unread("damaged");
  const trailing = trailingOf(behind.subarray(trailerBytes, got), fstatSync(file).size - end - trailerBytes);
  return { kind: "log", sha256: hash.digest("hex"), isCompressed: true, trailing, problem: undefined };
}

/** Feeds the stream until it has had enough or the file ends. */
async function pump(
  file: number,
  from: number,
  inflater: ReturnType<typeof createInflateRaw>,
): Promise<void> {
  let at = from;
  while (!inflater.destroyed && !inflater.readableEnded) {
    const piece = Buffer.allocUnsafe(pieceBytes);
    const got = readSync(file, piece, 0, pieceBytes, at);
    if (got === 0) break;
    at += got;
    await new Promise<void>((resolve) => {
      inflater.once("close", resolve).once("end", resolve);
      inflater.write(piece.subarray(0, got), () => resolve());
    });
    inflater.removeAllListeners("close");
  }
  if (!inflater.destroyed) inflater.end();
}

function hashPlain(file: number, mostBytes: number): Examined {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(pieceBytes);
  for (let at = 0; at <= mostBytes;) {
    const got = readSync(file, piece, 0, pieceBytes, at);
    if (got === 0)
      return {
        kind: "other",
        sha256: hash.digest("hex"),
        isCompressed: false,
        trailing: undefined,
        problem: undefined,
      };
    hash.update(piece.subarray(0, got));
    at += got;
  }
  return unread("tooLarge");
}
