import type { Judged, Known } from "./known.js";
import { linkVerdicts } from "./links.js";
import { parseDigestName, placeOf } from "./objectNames.js";
import { primaryOf, proofOf, type Proofs } from "./primaries.js";
import type { Proven } from "./proof.js";
import type { FileFacts } from "./reader.js";
import { inRange, placeKey, type Range, type ReadDigest, type Series } from "./series.js";
import { present, type Grade, type Ground, type Standing, type Verdict } from "./verdict.js";

/** Walks one series from its newest digest back and judges digests, links, gaps and both ends. */
export function* walkSeries(series: Series, known: Known): Generator<Verdict | Judged> {
  const proofs: Proofs = new Map();
  const primaries: ReadDigest[] = [];
  for (const found of series.digests) {
    const copies = known.byPlace.get(placeKey(found.digest.bucket, found.digest.key)) ?? [];
    const best = primaryOf(copies, known, proofs);
    if (best === found) primaries.push(found);
    else if (inRange(found, known.range)) yield copyVerdict(found, best, series.name);
  }
  if (primaries[0]) yield* newestEnd(primaries[0], series.name, known.range);
  for (const [index, found] of primaries.entries()) {
    const older = primaries[index + 1];
    if (!inRange(found, known.range)) continue;
    const proven = proofOf(found, known, proofs);
    yield { found, scope: series.of, proven, verdict: digestVerdict(found, proven, series) };
    yield* linkVerdicts(found, older, series.name, known, proofs);
  }
}

function copyVerdict(found: ReadDigest, best: ReadDigest | undefined, series: string): Verdict {
  const same = best?.file.sha256 === found.file.sha256;
  const isMoved = placeOf(found.file.path, found.digest.key) === "moved";
  const grade: Grade = !same ? "modified" : isMoved ? "moved" : "duplicate";
  return {
    about: "digest",
    grade,
    standing: grade === "duplicate" ? "noted" : "broken",
    grounds: same ? [] : ["hashDiffers"],
    series,
    name: found.digest.key,
    path: found.file.path,
    fromMs: found.digest.startMs,
    toMs: found.digest.endMs,
    evidence: {
      actualSha256: found.file.sha256,
      ...(best ? { expectedSha256: best.file.sha256, copyAt: best.file.path } : {}),
    },
  };
}

/** The signature's verdict unless something plainer is wrong. */
function digestVerdict({ file, digest }: ReadDigest, proven: Proven, series: Series): Verdict {
  const fault = standingOf(proven.grade) === "broken" ? undefined : faultOf(file, digest);
  const notes: Ground[] = [];
  if (!file.isCompressed) notes.push("unzipped");
  if (placeOf(file.path, digest.key) === "renamed") notes.push("renamed");
  const grade = fault?.grade ?? proven.grade;
  return {
    about: "digest",
    grade,
    standing: standingOf(grade),
    grounds: [...proven.grounds, ...notes, ...(fault?.grounds ?? [])],
    series: series.name,
    name: digest.key,
    path: file.path,
    fromMs: digest.startMs,
    toMs: digest.endMs,
    evidence: { ...proven.evidence, ...present({ trailing: file.trailing }) },
  };
}

interface Fault {
  readonly grade: Grade;
  readonly grounds: readonly Ground[];
}

/** Bytes behind the digest, the wrong place, or claims that contradict its own name. */
function faultOf(file: FileFacts, digest: ReadDigest["digest"]): Fault | undefined {
  if (file.trailing) return { grade: "appended", grounds: [] };
  if (!file.isCompressed && file.path.endsWith(".gz")) return { grade: "unreadable", grounds: [] };
  if (placeOf(file.path, digest.key) === "moved") return { grade: "moved", grounds: [] };
  const name = parseDigestName(digest.key);
  if (name && name.endMs !== digest.endMs) return { grade: "misplaced", grounds: ["nameDiffers"] };
  if (name && digest.account !== undefined && digest.account !== name.account)
    return { grade: "misplaced", grounds: ["accountDiffers"] };
  return digest.startMs >= digest.endMs ? { grade: "misplaced", grounds: ["timesReversed"] } : undefined;
}

export function standingOf(grade: Grade): Standing {
  if (grade === "authentic" || grade === "chained") return "proven";
  return grade === "unsigned" || grade === "keyMissing" || grade === "unproven" ? "unchecked" : "broken";
}

function* newestEnd(newest: ReadDigest, series: string, { toMs }: Range): Generator<Verdict> {
  const short = toMs !== undefined && newest.digest.endMs < toMs;
  yield {
    about: "end",
    grade: "end",
    standing: short ? "unchecked" : "noted",
    grounds: short ? ["newest", "rangeNotCovered"] : ["newest"],
    series,
    name: newest.digest.key,
    toMs: newest.digest.endMs,
    evidence: {},
  };
}
