import { hex } from "./digestFile.js";
import type { DigestKey, KeyRing } from "./publicKeys.js";
import type { ReadDigest } from "./series.js";
import { signatureFits, signedText } from "./signature.js";
import type { Evidence, Grade, Ground } from "./verdict.js";

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

/** Decides what proves a digest: its own metadata, else the signature and hash that its successor repeats. */
export function prove(found: ReadDigest, successor: Successor | undefined, { keys }: KeyRing): Proven {
  const { digest, file, metadata } = found;
  const link = successor?.found.digest.previous;
  const signed = signedText(digest, file.sha256);
  const signature = metadata?.signature ?? link?.signature;
  const key = keys.get(digest.fingerprint);
  const evidence: Evidence = {
    actualSha256: file.sha256,
    signedText: signed,
    fingerprint: digest.fingerprint,
    ...(signature === undefined ? {} : { signature }),
    ...(link?.sha256 === undefined ? {} : { expectedSha256: link.sha256 }),
    ...(successor ? { successor: successor.found.digest.key, namedBy: successor.found.digest.key } : {}),
    ...(digest.previous ? { predecessor: digest.previous.key } : {}),
    ...(key ? { keyTrust: key.trust } : {}),
  };
  const hashFits = link?.sha256 === file.sha256;
  const told = { evidence };
  if (metadata && hex(metadata.signature) === undefined)
    return { ...told, proof: "none", grade: "modified", grounds: ["signatureNotHex"] };
  if (!key) return { ...told, ...withoutKey(successor, link?.sha256, hashFits) };
  if (signature === undefined)
    return {
      ...told,
      proof: "none",
      grade: "unsigned",
      grounds: [successor ? "linkSignatureDiffers" : "newest"],
    };
  if (!signatureFits(key, signed, signature)) {
    const bySuccessor =
      metadata && link?.signature !== undefined && signatureFits(key, signed, link.signature);
    if (bySuccessor)
      return { ...told, proof: "successor", grade: "modified", grounds: ["metadataSignatureDiffers"] };
    return { ...told, proof: "none", ...misfit(found, signed, signature, key, keys, evidence) };
  }
  const own = metadata !== undefined;
  if (!wasValid(key, digest.endMs, digest.key.includes("_backfill.")))
    return { ...told, proof: "none", grade: "wrongKey", grounds: ["keyNotValidThen"] };
  if (own && metadata.backfillTimestamp === undefined && digest.key.includes("_backfill."))
    return { ...told, proof: "successor", grade: "modified", grounds: ["noBackfillTime"] };
  return own
    ? { ...told, proof: "own", grade: "authentic", grounds: ["ownSignature"] }
    : { ...told, proof: "successor", grade: "chained", grounds: ["successorSignature"] };
}

function withoutKey(
  successor: Successor | undefined,
  stated: string | undefined,
  hashFits: boolean,
): Pick<Proven, "proof" | "grade" | "grounds"> {
  if (stated !== undefined && !hashFits)
    return { proof: "none", grade: "modified", grounds: ["hashDiffers"] };
  return successor?.isProven === true && hashFits
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
