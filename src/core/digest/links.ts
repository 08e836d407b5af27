import type { Known } from "./known.js";
import { gapVerdict, lostDigests } from "./losses.js";
import { baseName } from "./objectNames.js";
import { primaryOf, type Proofs } from "./primaries.js";
import { prove } from "./proof.js";
import { placeKey, seriesName, type ReadDigest } from "./series.js";
import { present, type Ground, type Verdict } from "./verdict.js";

/** Judges what a digest says of the one before it, and what lies between the two. */
export function* linkVerdicts(
  found: ReadDigest,
  older: ReadDigest | undefined,
  series: string,
  known: Known,
  proofs: Proofs,
): Generator<Verdict> {
  const { previous } = found.digest;
  if (!previous) {
    yield older ? gapVerdict(older, found, series, known) : oldestEnd(found, series, known);
    return;
  }
  const target = primaryOf(known.byPlace.get(placeKey(previous.bucket, previous.key)) ?? [], known, proofs);
  if (target) {
    yield linkVerdict(found, target, series, known);
    yield* hoursBetween(found, target, older, series);
  } else if (older || known.spoilt.has(baseName(previous.key))) {
    yield* lostDigests(found, older, series, known);
  } else {
    yield oldestEnd(found, series, known);
  }
}

function oldestEnd({ digest, file }: ReadDigest, series: string, { range }: Known): Verdict {
  const isShort =
    digest.previous !== undefined && range.fromMs !== undefined && digest.startMs > range.fromMs;
  const ground: Ground = digest.previous ? "chainGoesOn" : "chainStart";
  return {
    about: "end",
    grade: "end",
    standing: isShort ? "unchecked" : "noted",
    grounds: isShort ? [ground, "rangeNotCovered"] : [ground],
    series,
    name: digest.key,
    path: file.path,
    fromMs: digest.startMs,
    evidence: present({ predecessor: digest.previous?.key }),
  };
}

/** Hours that no digest covers though one names the other. */
function* hoursBetween(
  { digest }: ReadDigest,
  target: ReadDigest,
  older: ReadDigest | undefined,
  series: string,
): Generator<Verdict> {
  const isNext = !older || older === target || older.digest.endMs <= target.digest.endMs;
  if (!isNext || target.digest.endMs >= digest.startMs) return;
  yield {
    about: "gap",
    grade: "gap",
    standing: "unchecked",
    grounds: ["unexplained"],
    series,
    name: digest.key,
    fromMs: target.digest.endMs,
    toMs: digest.startMs,
    evidence: {},
  };
}

function linkVerdict(found: ReadDigest, target: ReadDigest, series: string, known: Known): Verdict {
  const { previous } = found.digest;
  const faults = [
    ...hashFaults(found, target),
    ...signatureFaults(found, target, known),
    ...orderFaults(found, target, series),
  ];
  const rivals = known.successors.get(placeKey(target.digest.bucket, target.digest.key)) ?? [];
  if (new Set(rivals.map(({ digest }) => digest.key)).size > 1) faults.push("fork");
  const isCompared = target.metadata !== undefined || known.keys.keys.has(target.digest.fingerprint);
  const isBroken = faults.length > 0;
  return {
    about: "link",
    grade: isBroken ? "linkBroken" : "linked",
    standing: isBroken ? "broken" : isCompared ? "proven" : "unchecked",
    grounds: isBroken || isCompared ? faults : ["linkSignatureNotCompared"],
    series,
    name: found.digest.key,
    path: found.file.path,
    evidence: {
      predecessor: target.digest.key,
      actualSha256: target.file.sha256,
      ...present({
        expectedSha256: previous?.sha256,
        signature: target.metadata?.signature,
        repeatedSignature: previous?.signature,
      }),
    },
  };
}

function hashFaults({ digest: { previous } }: ReadDigest, target: ReadDigest): Ground[] {
  if (previous?.sha256 === undefined) return ["hashUnknown"];
  return previous.sha256 === target.file.sha256 ? [] : ["hashDiffers"];
}

/** Against the metadata of the digest before; without any, by the key it names. */
function signatureFaults(found: ReadDigest, target: ReadDigest, { keys }: Known): Ground[] {
  const repeated = found.digest.previous?.signature;
  const { metadata } = target;
  if (metadata) return metadata.signature.toLowerCase() === repeated ? [] : ["linkSignatureDiffers"];
  if (!keys.keys.has(target.digest.fingerprint)) return [];
  const fits = repeated !== undefined && prove(target, { found, isProven: false }, keys).proof !== "none";
  return fits ? [] : ["linkSignatureDiffers"];
}

function orderFaults({ digest }: ReadDigest, target: ReadDigest, series: string): Ground[] {
  const faults: Ground[] = [];
  if (target.digest.endMs >= digest.endMs) faults.push("previousNotOlder");
  else if (target.digest.endMs > digest.startMs) faults.push("timesOverlap");
  if (seriesName(target.digest.key) !== series) faults.push("previousElsewhere");
  return faults;
}
