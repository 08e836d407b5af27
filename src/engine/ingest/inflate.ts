import { constants, crc32, gunzipSync, inflateRawSync, type ZlibOptions } from "node:zlib";

/** Bytes of a file made readable, or why they are not. */
export interface Inflated {
  readonly bytes: Buffer | undefined;
  /** Empty when nothing is wrong. */
  readonly why: string;
  /** The end is missing: what is there counts. */
  readonly cut: boolean;
}

/** CloudTrail's files hold a few MB; a file that unpacks to more than this is no log but a trap or a mistake. */
export const mostInflatedBytes = 256 * 1024 * 1024;

const whole = (bytes: Buffer, why = ""): Inflated => ({ bytes, why, cut: false });
const unusable = (why: string): Inflated => ({ bytes: undefined, why, cut: false });

/** Tells by the first bytes what a file is packed with. Never throws. */
export function inflate(file: Buffer, mostBytes = mostInflatedBytes): Inflated {
  if (file.length === 0) return unusable("empty");
  const begins = file.toString("latin1", 0, 2);
  if (begins === "PK") return unusable("a zip archive: unpack it first");
  if (begins === "(\u00b5") return unusable("packed with zstd: unpack it first");
  if (begins !== "\u001f\u008b") return file.length > mostBytes ? unusable(tooLarge(mostBytes)) : whole(file);
  try {
    const { buffer, engine } = gunzip(file, { maxOutputLength: mostBytes });
    return whole(buffer, engine.bytesWritten < file.length ? "data after the end of the gzip stream" : "");
  } catch (error) {
    return damaged(file, mostBytes, (error as NodeJS.ErrnoException).code ?? "");
  }
}

type Detailed = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/** With `info` zlib also tells how much it took; the types do not know. */
const gunzip = (file: Buffer, options: ZlibOptions): Detailed =>
  gunzipSync(file, { ...options, info: true }) as unknown as Detailed;

const unsound = "damaged: its gzip data is not sound";

function damaged(file: Buffer, mostBytes: number, code: string): Inflated {
  if (code === "ERR_BUFFER_TOO_LARGE") return unusable(tooLarge(mostBytes));
  try {
    if (code !== "Z_BUF_ERROR") return firstMember(file, mostBytes);
    const { buffer } = gunzip(file, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: buffer, why: "cut off: its end is missing", cut: true };
  } catch {
    return unusable(unsound);
  }
}

/** Something stands behind a sound gzip stream (RFC 1952: header, deflate stream, CRC-32 and size). */
function firstMember(file: Buffer, mostBytes: number): Inflated {
  const start = headerSize(file);
  const options: ZlibOptions = { maxOutputLength: mostBytes, info: true };
  const { buffer, engine } = inflateRawSync(file.subarray(start), options) as unknown as Detailed;
  const end = start + engine.bytesWritten;
  const sound = end + 8 < file.length && file.readUInt32LE(end) === crc32(buffer);
  return sound ? whole(buffer, "data after the end of the gzip stream") : unusable(unsound);
}

function headerSize(file: Buffer): number {
  const flags = file[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + file.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = file.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

const tooLarge = (mostBytes: number): string =>
  `unpacks to more than ${String(Math.round(mostBytes / 1024 / 1024))} MB, which no CloudTrail file does`;
