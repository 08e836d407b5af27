import type { Known } from "./known.js";
import { prove, type Proven } from "./proof.js";
import { inPlaceFirst, placeKey, seriesName, type ReadDigest } from "./series.js";
import type { Ground } from "./verdict.js";

/** What is proven so far; the newest digests come first, so a successor's proof is known. */
export type Proofs = Map<ReadDigest, Proven>;

/** Of several files that say they are one digest: the one that is proven, else the one that lies in place. */
export function primaryOf(
  copies: readonly ReadDigest[],
  known: Known,
  proofs: Proofs,
): ReadDigest | undefined {
  if (copies.length < 2) return copies[0];
  const sorted = [...copies].sort(inPlaceFirst);
  return sorted.find((copy) => proofOf(copy, known, proofs).proof !== "none") ?? sorted[0];
}

export function proofOf(found: ReadDigest, known: Known, proofs: Proofs): Proven {
  const done = proofs.get(found);
  if (done) return done;
  const successors = known.successors.get(placeKey(found.digest.bucket, found.digest.key)) ?? [];
  const later = successors.filter(({ digest }) => digest.endMs > found.digest.endMs);
  const candidates = later.map((each) => ({
    found: each,
    isProven: (proofs.get(each)?.proof ?? "none") !== "none",
  }));
  const best =
    candidates.find(
      ({ found: { digest }, isProven }) => isProven && digest.previous?.sha256 === found.file.sha256,
    ) ??
    candidates.find(({ isProven }) => isProven) ??
    candidates[0];
  const proven = prove(found, best, known.keys);
  const isNewest = proven.grade === "unsigned" && later.length === 0;
  const made = isNewest ? { ...proven, grounds: [newestGround(found, known)] } : proven;
  proofs.set(found, made);
  return made;
}

/** A digest without a successor is the newest one, or what came after it is gone. */
const newestGround = (found: ReadDigest, known: Known): Ground =>
  found.digest.endMs < (known.newestEndMs.get(seriesName(found.digest.key)) ?? 0)
    ? "successorMissing"
    : "newest";
