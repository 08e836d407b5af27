import { hex } from "./digestFile.js";
import type { DigestKey, KeyRing } from "./publicKeys.js";
import type { ReadDigest } from "./series.js";
import { signatureFits, signedText } from "./signature.js";
import { present, type Evidence, type Grade, type Ground } from "./verdict.js";

/** What vouches for a digest's bytes. `hash` alone: a proven successor states their hash, their own key is missing. */
export type Proof = "own" | "successor" | "hash" | "none";

export interface Proven {
  readonly proof: Proof;
  /** `authentic`, `chained`, or what is wrong with the signature. */
  readonly grade: Grade;
  readonly grounds: readonly Ground[];
  readonly evidence: Evidence;
}

const hourMs = 3_600_000;
/** A key rotates at most so long after the hour it first signs. */
const signingDelayMs = 7 * 24 * hourMs;

/** The digest after this one, with what is known of it. */
export interface Successor {
  readonly found: ReadDigest;
  readonly isProven: boolean;
}

type Decided = Pick<Proven, "proof" | "grade" | "grounds"> & Partial<Pick<Proven, "evidence">>;

/** Decides what proves a digest: its own metadata, else the signature and hash that its successor repeats. */
export function prove(found: ReadDigest, successor: Successor | undefined, ring: KeyRing): Proven {
  const { digest, file, metadata } = found;
  const link = successor?.found.digest.previous;
  const key = ring.keys.get(digest.fingerprint);
  const evidence: Evidence = {
    actualSha256: file.sha256,
    signedText: signedText(digest, file.sha256),
    fingerprint: digest.fingerprint,
    ...present({
      signature: metadata?.signature ?? link?.signature,
      expectedSha256: link?.sha256,
      successor: successor?.found.digest.key,
      namedBy: successor?.found.digest.key,
      predecessor: digest.previous?.key,
      keyTrust: key?.trust,
    }),
  };
  return { evidence, ...decide(found, successor, key, ring, evidence) };
}

function decide(
  found: ReadDigest,
  successor: Successor | undefined,
  key: DigestKey | undefined,
  { keys }: KeyRing,
  evidence: Evidence,
): Decided {
  const { metadata } = found;
  const link = successor?.found.digest.previous;
  if (metadata && hex(metadata.signature) === undefined)
    return { proof: "none", grade: "modified", grounds: ["signatureNotHex"] };
  if (!key) return withoutKey(successor, found.file.sha256);
  const { signature, signedText: signed = "" } = evidence;
  if (signature === undefined)
    return { proof: "none", grade: "unsigned", grounds: [successor ? "linkSignatureDiffers" : "newest"] };
  if (fits(found, key, signed, signature)) return fitting(found, key);
  if (repeatedFits(key, signed, signature, link?.signature))
    return { proof: "successor", grade: "modified", grounds: ["metadataSignatureDiffers"] };
  return { proof: "none", ...misfit(found, signed, signature, key, keys, evidence) };
}

/** A signature that was verified while reading is not verified again. */
const fits = (found: ReadDigest, key: DigestKey, signed: string, signature: string): boolean =>
  found.verified?.includes(signature) === true || signatureFits(key, signed, signature);

/** Tells a spoilt metadata apart from a spoilt digest. */
const repeatedFits = (key: DigestKey, signed: string, own: string, repeated: string | undefined): boolean =>
  repeated !== undefined && repeated !== own && signatureFits(key, signed, repeated);

/** The signature fits; the key may still be of another time, or the metadata not whole. */
function fitting({ digest, metadata }: ReadDigest, key: DigestKey): Decided {
  const isBackfill = digest.key.includes("_backfill.");
  if (!wasValid(key, digest.endMs, isBackfill))
    return { proof: "none", grade: "wrongKey", grounds: ["keyNotValidThen"] };
  if (!metadata) return { proof: "successor", grade: "chained", grounds: ["successorSignature"] };
  if (isBackfill && metadata.backfillTimestamp === undefined)
    return { proof: "successor", grade: "modified", grounds: ["noBackfillTime"] };
  return { proof: "own", grade: "authentic", grounds: ["ownSignature"] };
}

/** Without its key a digest is vouched for by the hash that a proven successor states. */
function withoutKey(successor: Successor | undefined, sha256: string): Decided {
  const stated = successor?.found.digest.previous?.sha256;
  if (stated !== undefined && stated !== sha256)
    return { proof: "none", grade: "modified", grounds: ["hashDiffers"] };
  return successor?.isProven === true && stated !== undefined
    ? { proof: "hash", grade: "keyMissing", grounds: ["vouchedByHash"] }
    : { proof: "none", grade: "keyMissing", grounds: [] };
}

/** Why a signature does not fit: another key, another algorithm, or other bytes. */
function misfit(
  { digest }: ReadDigest,
  signed: string,
  signature: string,
  key: DigestKey,
  keys: KeyRing["keys"],
  evidence: Evidence,
): Pick<Proven, "grade" | "grounds" | "evidence"> {
  if (signatureFits(key, signed, signature, "sha1"))
    return { evidence, grade: "modified", grounds: ["signedWithSha1"] };
  if (signatureFits(key, signed, signature, "sha512"))
    return { evidence, grade: "modified", grounds: ["signedWithSha512"] };
  for (const other of keys.values()) {
    if (other.fingerprint === digest.fingerprint || !signatureFits(other, signed, signature)) continue;
    return {
      grade: "wrongKey",
      grounds: ["otherKeyFits"],
      evidence: { ...evidence, otherFingerprint: other.fingerprint },
    };
  }
  return { evidence, grade: "modified", grounds: ["signatureDiffers"] };
}

/** Backfill digests are signed long after the hours they cover. */
const wasValid = ({ validFromMs, validToMs }: DigestKey, endMs: number, isBackfill: boolean): boolean =>
  isBackfill ||
  ((validToMs === undefined || endMs <= validToMs) &&
    (validFromMs === undefined || endMs + signingDelayMs >= validFromMs));
