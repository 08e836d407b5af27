import { crc32, gunzipSync, inflateRawSync } from "node:zlib";

/** Why bytes are no complete gzip member. */
export type GzipProblem = "empty" | "notGzip" | "cutShort" | "damaged" | "tooLarge";

export interface GzipMember {
  readonly bytes: Buffer;
  /** How many bytes of the file the member takes, header and trailer among them. */
  readonly endsAt: number;
}

/** CRC-32 and length behind the data of a member. */
export const trailerBytes = 8;
const fixedBytes = 10;
const flag = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

/** Where the compressed data begins; a header that is not all there is cut short. */
export function gzipHeader(file: Buffer): number | GzipProblem {
  if (file.length === 0) return "empty";
  if (file[0] !== 0x1f || (file.length > 1 && file[1] !== 0x8b)) return "notGzip";
  if (file.length < fixedBytes) return "cutShort";
  const flags = file.readUInt8(3);
  if (file[2] !== 8 || (flags & flag.reserved) !== 0) return "notGzip";
  return flags === 0 ? fixedBytes : optionalFields(file, flags);
}

/** Skips what the flags announce: extra field, name, comment, checksum of the header. */
function optionalFields(file: Buffer, flags: number): number | GzipProblem {
  let at = fixedBytes;
  if ((flags & flag.extra) !== 0) {
    if (at + 2 > file.length) return "cutShort";
    at += 2 + file.readUInt16LE(at);
  }
  for (const text of [flag.name, flag.comment]) {
    if ((flags & text) === 0) continue;
    const end = at < file.length ? file.indexOf(0, at) : -1;
    if (end < 0) return "cutShort";
    at = end + 1;
  }
  if ((flags & flag.headerCrc) === 0) return at > file.length ? "cutShort" : at;
  if (at + 2 > file.length) return "cutShort";
  return file.readUInt16LE(at) === (crc32(file.subarray(0, at)) & 0xffff) ? at + 2 : "damaged";
}

/**
 * Inflates the first gzip member by hand, since Node's gunzip joins further members and skips zeros without a word.
 * What lies behind the member is the caller's to judge.
 */
export function firstMember(file: Buffer, maxOutputBytes: number): GzipMember | GzipProblem {
  const from = gzipHeader(file);
  if (typeof from === "string") return from;
  const sole = soleMember(file, maxOutputBytes);
  if (sole) return sole;
  const inflated = inflate(file, from, maxOutputBytes);
  if (typeof inflated === "string") return inflated;
  const { bytes, dataEnd } = inflated;
  if (dataEnd + trailerBytes > file.length) return "cutShort";
  return trailerFits(file.subarray(dataEnd, dataEnd + trailerBytes), crc32(bytes), bytes.length)
    ? { bytes, endsAt: dataEnd + trailerBytes }
    : "damaged";
}

/** How a member begins. Without a second one in a file, gunzip has nothing to join. */
const memberStart = Buffer.from([0x1f, 0x8b, 8]);

/**
 * A file that is one sound member and nothing else, as nearly all are: gunzip checks its trailer while it inflates, which
 * takes less time than a look at all bytes of its own. Undefined for any other file, which says nothing of what it is.
 */
function soleMember(file: Buffer, maxOutputLength: number): GzipMember | undefined {
  if (statedSize(file) > maxOutputLength || file.includes(memberStart, 1)) return undefined;
  try {
    const options = { info: true, maxOutputLength, chunkSize: chunkSizeFor(file, maxOutputLength) };
    const { buffer, engine } = gunzipSync(file, options) as unknown as Inflated;
    const isAll = engine.bytesWritten === file.length && buffer.length === statedSize(file);
    return isAll ? { bytes: buffer, endsAt: file.length } : undefined;
  } catch {
    return undefined; // what is wrong with it is told by reading it by hand
  }
}

/** The trailer holds the CRC-32 of the inflated bytes and their number modulo 2^32. */
export const trailerFits = (trailer: Buffer, crc: number, sizeBytes: number): boolean =>
  trailer.readUInt32LE(0) === crc && trailer.readUInt32LE(4) === sizeBytes % 2 ** 32;

/** The inflated size a file states of itself: right for one member of less than 4 GB, else a mere guess. */
export const statedSize = (file: Buffer): number =>
  file.length < 18 ? 0 : file.readUInt32LE(file.length - 4);

/** One buffer of the right size spares zlib from joining many small ones. */
const chunkSizeFor = (file: Buffer, mostBytes: number): number =>
  Math.max(4096, Math.min(statedSize(file) + 64, mostBytes, 2 ** 22));

function inflate(
  file: Buffer,
  from: number,
  maxOutputLength: number,
): { bytes: Buffer; dataEnd: number } | GzipProblem {
  try {
    const options = { info: true, maxOutputLength, chunkSize: chunkSizeFor(file, maxOutputLength) };
    // With `info` the result is not the buffer alone, which the type does not know.
    const { buffer, engine } = inflateRawSync(file.subarray(from), options) as unknown as Inflated;
    return { bytes: buffer, dataEnd: from + engine.bytesWritten };
  } catch (error) {
    return inflateProblem(error);
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

export function inflateProblem(error: unknown): GzipProblem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_BUFFER_TOO_LARGE") return "tooLarge";
  return code === "Z_BUF_ERROR" ? "cutShort" : "damaged";
}
