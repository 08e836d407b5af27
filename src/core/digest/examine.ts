import { hash } from "node:crypto";
import { firstMember, type GzipProblem } from "../base/gzipMember.js";
import { isObject } from "../base/json.js";
import { looksLikeDigest, parseDigest, type Digest } from "./digestFile.js";
import { parseMetadata, type DigestMetadata } from "./metadata.js";
import type { FileFacts, FileKind, Trailing } from "./reader.js";

/** What one file's bytes show. */
export interface Examined extends Omit<FileFacts, "id" | "path"> {
  readonly digest?: Digest;
  readonly metadata?: DigestMetadata;
  /** Signatures found to fit this digest by the key it names, while it was read. */
  readonly verified?: readonly string[];
  /** A saved ListPublicKeys answer, as JSON. */
  readonly keys?: unknown;
}

/** What is inflated in one piece; larger files are hashed in pieces and are logs, if anything. */
export const wholeBytes = 16 * 2 ** 20;
const logStart = /^\s{0,64}\{\s{0,64}"Records"\s{0,64}:/;

/** Examines the bytes of a whole file; undefined when they inflate to more than fits into one piece. */
export function examineBytes(file: Buffer): Examined | undefined {
  if (file.length === 0) return unread("empty");
  if (file[0] !== 0x1f)
    return { ...described(file), isCompressed: false, trailing: undefined, problem: undefined };
  const member = firstMember(file, wholeBytes);
  if (member === "tooLarge") return undefined;
  if (typeof member === "string") return unread(member);
  const trailing = trailingOf(file.subarray(member.endsAt), file.length - member.endsAt);
  return { ...described(member.bytes), isCompressed: true, trailing, problem: undefined };
}

export const unread = (problem: FileFacts["problem"]): Examined => ({
  kind: "other",
  sha256: undefined,
  isCompressed: problem !== "notGzip" && problem !== "empty",
  trailing: undefined,
  problem,
});

type GzipTrailing = Trailing | undefined;

/** Says what lies behind a member, by its first bytes and its length. */
export function trailingOf(start: Buffer, bytes: number): GzipTrailing {
  if (bytes === 0) return undefined;
  if (start[0] === 0x1f && start[1] === 0x8b) return { bytes, kind: "member" };
  return { bytes, kind: start.every((byte) => byte === 0) ? "zeros" : "loose" };
}

export const isGzipProblem = (value: unknown): value is GzipProblem => typeof value === "string";

function described(bytes: Buffer): Pick<Examined, "kind" | "sha256" | "digest" | "metadata" | "keys"> {
  const sha256 = hash("sha256", bytes, "hex");
  if (logStart.test(bytes.toString("latin1", 0, 256))) return { kind: "log", sha256 };
  const json = parsed(bytes);
  if (looksLikeDigest(json)) {
    const digest = parseDigest(json);
    return { kind: "digest", sha256, ...(digest ? { digest } : {}) };
  }
  const kind = kindOf(json);
  const metadata = kind === "metadata" ? parseMetadata(json) : undefined;
  return { kind, sha256, ...(metadata ? { metadata } : {}), ...(kind === "keys" ? { keys: json } : {}) };
}

function kindOf(json: unknown): FileKind {
  if (!isObject(json)) return "other";
  if (Array.isArray(json["Records"])) return "log";
  if (Array.isArray(json["PublicKeyList"])) return "keys";
  return parseMetadata(json) ? "metadata" : "other";
}

/** JSON as saved by any shell: UTF-8 with or without a mark, or the UTF-16 of a redirected PowerShell. */
export function parsed(bytes: Buffer): unknown {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\ufeff/, "");
  if (!/^\s{0,64}[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // no JSON: the file is something else
  }
}
