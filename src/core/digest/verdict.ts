import type { KeyTrust } from "./publicKeys.js";
import type { ReadProblem, Trailing } from "./reader.js";

/** What became of a digest, a link, a log, an hour or a file. */
export type Grade =
  /** Its own signature was verified; a log: such a digest holds its hash. */
  | "authentic"
  /** Its signature is known only from the digest after it, and was verified; a log: such a digest holds its hash. */
  | "chained"
  /** No signature of it is in this copy. */
  | "unsigned"
  /** The key it names is not at hand. */
  | "keyMissing"
  /** Signed with another key than it names, or with one that was not valid then. */
  | "wrongKey"
  /** It belongs to another account, Region, trail or hour than it says. */
  | "misplaced"
  | "modified"
  /** Untouched, but bytes follow that no hash covers. */
  | "appended"
  | "deleted"
  /** A log that no digest names. */
  | "undigested"
  /** A log that only a digest names which proves nothing. */
  | "unproven"
  /** An untouched file under another object's name or in its folder. */
  | "moved"
  | "duplicate"
  | "unreadable"
  | "linked"
  | "linkBroken"
  | "gap"
  | "end"
  | "noDigests";

/** proven: nothing left to doubt. unchecked: could not be told. broken: something was done to it. noted: told only. */
export type Standing = "proven" | "unchecked" | "broken" | "noted";

export type Ground =
  | "ownSignature"
  | "successorSignature"
  | "vouchedByHash"
  | "newest"
  | "successorMissing"
  | "signatureDiffers"
  | "signatureNotHex"
  | "metadataSignatureDiffers"
  | "signedWithSha1"
  | "signedWithSha512"
  | "otherKeyFits"
  | "keyNotValidThen"
  | "noBackfillTime"
  | "hashDiffers"
  | "hashUnknown"
  | "linkSignatureDiffers"
  | "linkSignatureNotCompared"
  | "previousMissing"
  | "previousNotOlder"
  | "previousElsewhere"
  | "timesOverlap"
  | "fork"
  | "nameDiffers"
  | "accountDiffers"
  | "timesReversed"
  | "notADigest"
  | "inferredName"
  | "namedByLink"
  | "noLogsHere"
  | "unzipped"
  | "renamed"
  | "contentElsewhere"
  | "digestNotProven"
  | "afterNewest"
  | "beforeOldest"
  | "inGap"
  | "noSeries"
  | "notDigestedKind"
  | "loggingStopped"
  | "restarted"
  | "stoppedOrOffOrDeleted"
  | "digestsDeleted"
  | "backfilled"
  | "unexplained"
  | "chainStart"
  | "chainGoesOn"
  | "rangeNotCovered";

/** What a verdict rests on. Hashes, signatures and fingerprints are lower-case hex. */
export interface Evidence {
  readonly expectedSha256?: string;
  readonly actualSha256?: string;
  /** The digest that states the expected hash. */
  readonly namedBy?: string;
  readonly signedText?: string;
  readonly signature?: string;
  /** The signature a successor repeats, when it differs. */
  readonly repeatedSignature?: string;
  readonly fingerprint?: string;
  readonly keyTrust?: KeyTrust;
  readonly otherFingerprint?: string;
  readonly predecessor?: string;
  readonly successor?: string;
  /** Another file with the expected content. */
  readonly copyAt?: string;
  readonly trailing?: Trailing;
  readonly problem?: ReadProblem;
  /** Hours nobody can name one by one. */
  readonly hours?: number;
}

export type Subject = "digest" | "link" | "log" | "gap" | "end" | "file";

export interface Verdict {
  readonly about: Subject;
  readonly grade: Grade;
  readonly standing: Standing;
  readonly grounds: readonly Ground[];
  /** The chain's trail, account and Region as `seriesName` writes them; empty when it is unknown. */
  readonly series: string;
  /** The key in S3, or the path of a file whose key nobody knows. */
  readonly name: string;
  /** Where the file is in this copy. */
  readonly path?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly evidence: Evidence;
}

type Present<Members> = { readonly [Key in keyof Members]?: Exclude<Members[Key], undefined> };

/** The members that have a value: evidence holds what is known and nothing else. */
export function present<Members extends object>(members: Members): Present<Members> {
  const found: Partial<Members> = {};
  for (const name in members) if (members[name] !== undefined) found[name] = members[name];
  return found as Present<Members>;
}
