import type { GzipProblem } from "../base/gzipMember.js";
import type { Digest, LogReference } from "./digestFile.js";
import type { DigestMetadata } from "./metadata.js";

/** Why a file could not be read, or not to its end. */
export type ReadProblem = GzipProblem | "denied" | "unreadable" | "link" | "special";

/** Bytes behind a file's first gzip member, which no hash covers. */
export interface Trailing {
  readonly bytes: number;
  readonly kind: "member" | "zeros" | "loose";
}

/** What a file is, by its content. */
export type FileKind = "digest" | "log" | "keys" | "metadata" | "other";

/** A file of the copy and what was found in it. */
export interface FileFacts {
  /** Its number in this reader. */
  readonly id: number;
  /** As the reader names it: in a folder the path below it, with `/`. */
  readonly path: string;
  readonly kind: FileKind;
  /** Lower-case hex SHA-256 of the inflated bytes of the first gzip member. */
  readonly sha256: string | undefined;
  readonly isCompressed: boolean;
  readonly trailing: Trailing | undefined;
  readonly problem: ReadProblem | undefined;
}

/** A file that means to be a digest. */
export interface FoundDigest {
  readonly file: FileFacts;
  /** Undefined when its JSON is no whole digest. */
  readonly digest: Digest | undefined;
  readonly metadata: DigestMetadata | undefined;
  /** Signatures, in hex, that the reader found to fit by the key the digest names; others are tried when asked for. */
  readonly verified?: readonly string[] | undefined;
}

/** Where digests and logs are read: a folder, or a bucket. Reading never throws on what a file holds. */
export interface DigestReader {
  /** Every digest there is, in any order. */
  digests(signal: AbortSignal): AsyncIterable<readonly FoundDigest[]>;
  /** The files that may be these logs, by name; for each reference none, one, or several. */
  logs(references: readonly LogReference[], signal: AbortSignal): Promise<readonly (readonly FileFacts[])[]>;
  /**
   * Files with exactly this content, wherever they are; a reader that cannot know answers none. It may have to read
   * everything first, so it is asked only about what is not where it should be.
   */
  withHash(sha256: string, signal: AbortSignal): readonly FileFacts[] | Promise<readonly FileFacts[]>;
  /** Every file but the digests, those left out and those that were not asked for, to find what no digest names. */
  files(without: ReadonlySet<number>, signal: AbortSignal): AsyncIterable<readonly FileFacts[]>;
}
