import { constants, gunzipSync, type ZlibOptions } from "node:zlib";
import {
  firstMember,
  inflateProblem,
  type GzipMember,
  type GzipProblem,
} from "../../core/base/gzipMember.js";

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
  const member = firstMember(file, mostBytes);
  if (typeof member === "string") return damaged(file, mostBytes, member);
  return member.endsAt === file.length ? whole(member.bytes) : further(file, mostBytes, member);
}

/** Files joined behind one another are one file to gunzip; anything else behind the first one is told. */
function further(file: Buffer, mostBytes: number, first: GzipMember): Inflated {
  const trailing = "data after the end of the gzip stream";
  try {
    const { buffer, engine } = gunzip(file, { maxOutputLength: mostBytes });
    return whole(buffer, engine.bytesWritten < file.length ? trailing : "");
  } catch (error) {
    return inflateProblem(error) === "tooLarge"
      ? unusable(tooLarge(mostBytes))
      : whole(first.bytes, trailing);
  }
}

type Detailed = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/** With `info` zlib also tells how much it took; the types do not know. */
const gunzip = (file: Buffer, options: ZlibOptions): Detailed =>
  gunzipSync(file, { ...options, info: true }) as unknown as Detailed;

function damaged(file: Buffer, mostBytes: number, problem: GzipProblem): Inflated {
  if (problem === "tooLarge") return unusable(tooLarge(mostBytes));
  if (problem !== "cutShort") return unusable(unsound);
  try {
    const { buffer } = gunzip(file, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: buffer, why: "cut off: its end is missing", cut: true };
  } catch {
    return unusable(unsound); // not even its beginning can be read
  }
}

const unsound = "damaged: its gzip data is not sound";
const tooLarge = (mostBytes: number): string =>
  `unpacks to more than ${String(Math.round(mostBytes / 1024 / 1024))} MB, which no CloudTrail file does`;
