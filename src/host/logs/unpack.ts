import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { throwIfAborted } from "../../core/base/abort.js";
import { gzipHeader, inflateProblem, trailerBytes, trailerFits } from "../../core/base/gzipMember.js";
import type { Translate } from "../../core/base/translate.js";
import type { ByteFile } from "./ports.js";

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Bytes of the file that were read for everything up to here. */
  readonly readBytes: number;
}

export interface UnpackLimits {
  readonly unpackedBytes: number;
}

/** No log comes near it: CloudTrail's hold a few MB. What holds more is a trap, or a collection better kept as a folder. */
const defaultLimits: UnpackLimits = { unpackedBytes: 2 * 1024 ** 3 };

const pieceBytes = 128 * 1024;

/**
 * The content of a file, with gzip taken off by content rather than by name, in pieces. What is wrong with the
 * packing is told to `note`; what could be unpacked before that place is given all the same.
 */
export async function* unpack(
  file: ByteFile,
  signal: AbortSignal,
  note: (reason: string) => void,
  t: Translate,
  limits: UnpackLimits = defaultLimits,
): AsyncGenerator<Unpacked, void, undefined> {
  const start = await file.read(0, 4);
  if (start[0] === 0x50 && start[1] === 0x4b) {
    note(t("It is a ZIP archive. Unpack it first."));
    return;
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  let unpackedBytes = 0;
  for await (const part of isGzip ? gunzip(file, signal, note, t) : plain(file, signal)) {
    unpackedBytes += part.bytes.length;
    yield part;
    if (unpackedBytes <= limits.unpackedBytes) continue;
    const megabytes = Math.round(limits.unpackedBytes / 1024 / 1024);
    note(t("It holds more than {0} MB once unpacked. What comes after that was not read.", megabytes));
    return;
  }
}

async function* plain(file: ByteFile, signal: AbortSignal): AsyncGenerator<Unpacked, void, undefined> {
  for (let offset = 0; offset < file.size; offset += pieceBytes) {
    throwIfAborted(signal);
    const bytes = await file.read(offset, pieceBytes);
    if (bytes.length === 0) return;
    yield { bytes, readBytes: offset + bytes.length };
  }
}

/** All members of a gzip file. A digest speaks for the first one only, so that a second one is worth a word. */
async function* gunzip(
  file: ByteFile,
  signal: AbortSignal,
  note: (reason: string) => void,
  t: Translate,
): AsyncGenerator<Unpacked, void, undefined> {
  let offset = 0;
  for (let member = 1; offset < file.size; member++) {
    const header = gzipHeader(bufferOf(await file.read(offset, 64 * 1024)));
    if (typeof header === "string") {
      if (await hasContent(file, offset))
        note(t("Behind its compressed data, at byte {0}, stand bytes of another kind.", offset));
      return;
    }
    if (member === 2)
      note(
        t(
          "Several compressed files were joined in it. A digest proves only the first one, up to byte {0}.",
          offset,
        ),
      );
    const end = yield* inflateMember(file, offset + header, signal, note, t);
    if (end === undefined) return;
    offset = end;
  }
}

/** Zeros are padding. */
async function hasContent(file: ByteFile, offset: number): Promise<boolean> {
  const bytes = await file.read(offset, pieceBytes);
  return bytes.some((byte) => byte !== 0);
}

/** Gives the offset behind the member; undefined when it is damaged, which was told. */
async function* inflateMember(
  file: ByteFile,
  start: number,
  signal: AbortSignal,
  note: (reason: string) => void,
  t: Translate,
): AsyncGenerator<Unpacked, number | undefined, undefined> {
  let readTo = start;
  const pieces = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const { bytes, readBytes } of from(file, start)) {
      readTo = readBytes;
      yield bytes;
    }
  };
  const inflate = createInflateRaw({ chunkSize: pieceBytes });
  const source = Readable.from(pieces(), { objectMode: false, highWaterMark: pieceBytes });
  source.on("error", (error) => inflate.destroy(error));
  source.pipe(inflate);
  let checksum = 0;
  let length = 0;
  try {
    for await (const bytes of inflate as AsyncIterable<Buffer>) {
      throwIfAborted(signal);
      checksum = crc32(bytes, checksum);
      length += bytes.length;
      yield { bytes, readBytes: readTo };
    }
  } catch (error) {
    throwIfAborted(signal);
    note(
      inflateProblem(error) === "cutShort"
        ? t("It is cut off: its compressed data ends after {0} bytes, before it is complete.", file.size)
        : t("Its compressed data is damaged behind {0} unpacked bytes. What follows cannot be read.", length),
    );
    return undefined;
  } finally {
    source.destroy();
  }
  const end = start + inflate.bytesWritten;
  const trailer = bufferOf(await file.read(end, trailerBytes));
  if (trailer.length < trailerBytes) note(t("It is cut off: the checksum at its end is missing."));
  else if (!trailerFits(trailer, checksum, length))
    note(t("Its checksum does not fit its content: the file was damaged or changed."));
  return end + trailerBytes;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

async function* from(file: ByteFile, start: number): AsyncGenerator<Unpacked, void, undefined> {
  for (let offset = start; offset < file.size; offset += pieceBytes) {
    const bytes = await file.read(offset, pieceBytes);
    if (bytes.length === 0) return;
    yield { bytes, readBytes: offset + bytes.length };
  }
}
