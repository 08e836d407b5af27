import { digestStamp, parseDigestName, parseLogName, placeOf } from "./objectNames.js";
import type { KeyRing } from "./publicKeys.js";
import { prove, type Proven } from "./proof.js";
import type { FileFacts, FoundDigest } from "./reader.js";
import { inPlaceFirst, placeKey, seriesName, type Range, type ReadDigest, type Series } from "./series.js";
import type { Evidence, Grade, Ground, Standing, Verdict } from "./verdict.js";

export const hourMs = 3_600_000;
/** Lost hours that are named one by one; a digest that lies about its times could ask for millions. */
const mostNamedHours = 24 * 31;

/** A digest of the walk with its verdict. */
export interface Judged {
  readonly found: ReadDigest;
  readonly proven: Proven;
  readonly verdict: Verdict;
}

/** What is known about all series while one of them is walked. */
export interface Known {
  readonly byPlace: ReadonlyMap<string, readonly ReadDigest[]>;
  readonly successors: ReadonlyMap<string, readonly ReadDigest[]>;
  /** Files with a digest's name whose content is none, by that name. */
  readonly spoilt: Map<string, FoundDigest["file"]>;
  /** When the newest digest of each series ends. */
  readonly newestEndMs: ReadonlyMap<string, number>;
  readonly keys: KeyRing;
  readonly range: Range;
  readonly backfilled: readonly {
    readonly account: string;
    readonly region: string;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
}

/** Walks one series from its newest digest back and judges digests, links, gaps and both ends. */
export function* walkSeries(series: Series, known: Known): Generator<Verdict | Judged> {
  const proofs = new Map<ReadDigest, Proven>();
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
    const proven = proofs.get(found) ?? proofOf(found, known, proofs);
    yield { found, proven, verdict: digestVerdict(found, proven, series) };
    yield* linkVerdicts(found, older, series.name, known, proofs);
  }
}

const inRange = ({ digest }: ReadDigest, { fromMs, toMs }: Range): boolean =>
  (fromMs === undefined || digest.endMs > fromMs) && (toMs === undefined || digest.startMs < toMs);

/** Of several files that say they are one digest: the one that is proven, else the one that lies in place. */
function primaryOf(
  copies: readonly ReadDigest[],
  known: Known,
  proofs: Map<ReadDigest, Proven>,
): ReadDigest | undefined {
  if (copies.length < 2) return copies[0];
  const sorted = [...copies].sort(inPlaceFirst);
  return sorted.find((copy) => proofOf(copy, known, proofs).proof !== "none") ?? sorted[0];
}

function proofOf(found: ReadDigest, known: Known, proofs: Map<ReadDigest, Proven>): Proven {
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

/** The signature's verdict unless something plainer is wrong: bytes behind the digest, its place, its own claims. */
function digestVerdict({ file, digest }: ReadDigest, proven: Proven, series: Series): Verdict {
  const grounds: Ground[] = [...proven.grounds];
  let grade = proven.grade;
  let standing = standingOf(grade);
  const worse = (other: Grade, ground?: Ground): void => {
    if (standing === "broken") return;
    [grade, standing] = [other, "broken"];
    if (ground) grounds.push(ground);
  };
  const place = placeOf(file.path, digest.key);
  const name = parseDigestName(digest.key);
  if (file.trailing) worse("appended");
  if (!file.isCompressed && file.path.endsWith(".gz")) worse("unreadable", "unzipped");
  else if (!file.isCompressed) grounds.push("unzipped");
  if (place === "moved") worse("moved");
  if (place === "renamed") grounds.push("renamed");
  if (name && name.endMs !== digest.endMs) worse("misplaced", "nameDiffers");
  if (name && digest.account !== undefined && digest.account !== name.account)
    worse("misplaced", "accountDiffers");
  if (digest.startMs >= digest.endMs) worse("misplaced", "timesReversed");
  return {
    about: "digest",
    grade,
    standing,
    grounds,
    series: series.name,
    name: digest.key,
    path: file.path,
    fromMs: digest.startMs,
    toMs: digest.endMs,
    evidence: file.trailing ? { ...proven.evidence, trailing: file.trailing } : proven.evidence,
  };
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

function* linkVerdicts(
  found: ReadDigest,
  older: ReadDigest | undefined,
  series: string,
  known: Known,
  proofs: Map<ReadDigest, Proven>,
): Generator<Verdict> {
  const { digest } = found;
  const base = { series, name: digest.key, path: found.file.path };
  const { previous } = digest;
  if (!previous) {
    yield older
      ? gapVerdict(older, found, series, known)
      : {
          ...base,
          about: "end",
          grade: "end",
          standing: "noted",
          grounds: ["chainStart"],
          fromMs: digest.startMs,
          evidence: {},
        };
    return;
  }
  const targets = known.byPlace.get(placeKey(previous.bucket, previous.key)) ?? [];
  const target = primaryOf(targets, known, proofs);
  if (target) {
    yield linkVerdict(found, target, series, known);
    if (older && older !== target && older.digest.endMs > target.digest.endMs) return;
    if (target.digest.endMs < digest.startMs)
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
    return;
  }
  const short = known.range.fromMs !== undefined && digest.startMs > known.range.fromMs;
  if (!older && !known.spoilt.has(baseOf(previous.key))) {
    yield {
      ...base,
      about: "end",
      grade: "end",
      standing: short ? "unchecked" : "noted",
      grounds: short ? ["chainGoesOn", "rangeNotCovered"] : ["chainGoesOn"],
      fromMs: digest.startMs,
      evidence: { predecessor: previous.key },
    };
    return;
  }
  yield* lostDigests(found, older, series, known);
}

const baseOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

function linkVerdict(found: ReadDigest, target: ReadDigest, series: string, known: Known): Verdict {
  const { previous } = found.digest;
  const grounds: Ground[] = [];
  const own = target.metadata?.signature.toLowerCase();
  if (previous?.sha256 === undefined) grounds.push("hashUnknown");
  else if (previous.sha256 !== target.file.sha256) grounds.push("hashDiffers");
  const key = known.keys.keys.get(target.digest.fingerprint);
  const repeated = previous?.signature;
  if (own !== undefined && own !== repeated) grounds.push("linkSignatureDiffers");
  else if (
    own === undefined &&
    key &&
    (repeated === undefined ||
      prove(withoutMetadata(target), { found, isProven: false }, known.keys).proof === "none")
  )
    grounds.push("linkSignatureDiffers");
  if (target.digest.endMs >= found.digest.endMs) grounds.push("previousNotOlder");
  else if (target.digest.endMs > found.digest.startMs) grounds.push("timesOverlap");
  if (!isSameSeries(found, target)) grounds.push("previousElsewhere");
  const isBroken = grounds.length > 0;
  if (!isBroken && own === undefined && !key) grounds.push("linkSignatureNotCompared");
  const rivals = known.successors.get(placeKey(target.digest.bucket, target.digest.key)) ?? [];
  const isFork = new Set(rivals.map(({ digest }) => digest.key)).size > 1;
  if (isFork) grounds.push("fork");
  return {
    about: "link",
    grade: isBroken ? "linkBroken" : "linked",
    standing: isBroken || isFork ? "broken" : grounds.length > 0 ? "unchecked" : "proven",
    grounds,
    series,
    name: found.digest.key,
    path: found.file.path,
    evidence: {
      predecessor: target.digest.key,
      actualSha256: target.file.sha256,
      ...(previous?.sha256 === undefined ? {} : { expectedSha256: previous.sha256 }),
      ...(own === undefined ? {} : { signature: own }),
      ...(repeated === undefined ? {} : { repeatedSignature: repeated }),
    },
  };
}

const withoutMetadata = (found: ReadDigest): ReadDigest => ({ ...found, metadata: undefined });

function isSameSeries(a: ReadDigest, b: ReadDigest): boolean {
  const [left, right] = [parseDigestName(a.digest.key), parseDigestName(b.digest.key)];
  return (
    left?.account === right?.account &&
    left?.region === right?.region &&
    left?.trail === right?.trail &&
    left?.isBackfill === right?.isBackfill
  );
}

/** Hours between two chains: why they are empty shows only in part. */
function gapVerdict(older: ReadDigest, newer: ReadDigest, series: string, known: Known): Verdict {
  const fromMs = older.digest.endMs;
  const toMs = newer.digest.startMs;
  const name = parseDigestName(newer.digest.key);
  const isBackfilled = known.backfilled.some(
    (each) =>
      each.account === name?.account &&
      each.region === name.region &&
      each.fromMs <= fromMs &&
      each.toMs >= toMs,
  );
  const ground: Ground =
    toMs <= fromMs
      ? "restarted"
      : isBackfilled && name?.isBackfill === false
        ? "backfilled"
        : older.digest.endMs - older.digest.startMs < hourMs
          ? "loggingStopped"
          : "stoppedOrOffOrDeleted";
  return {
    about: "gap",
    grade: "gap",
    standing: ground === "restarted" || ground === "backfilled" ? "noted" : "unchecked",
    grounds: toMs < fromMs ? [ground, "timesOverlap"] : [ground],
    series,
    name: newer.digest.key,
    fromMs,
    toMs,
    evidence: { predecessor: older.digest.key, successor: newer.digest.key },
  };
}

/** The digest a link names and, hour by hour, those before it that no file covers. */
function* lostDigests(
  found: ReadDigest,
  older: ReadDigest | undefined,
  series: string,
  known: Known,
): Generator<Verdict> {
  const { previous } = found.digest;
  if (!previous) return;
  const since = older?.digest.endMs ?? found.digest.startMs - hourMs;
  const hours = Math.max(1, Math.round((found.digest.startMs - since) / hourMs));
  const named = Math.min(hours, mostNamedHours);
  for (let hour = 0; hour < named; hour++) {
    const toMs = found.digest.startMs - hour * hourMs;
    const key = hour === 0 ? previous.key : inferredKey(previous.key, toMs);
    const spoilt = known.spoilt.get(baseOf(key));
    if (spoilt) known.spoilt.delete(baseOf(key));
    const evidence: Evidence = {
      successor: found.digest.key,
      ...(hour === 0 && previous.sha256 !== undefined
        ? { expectedSha256: previous.sha256, namedBy: found.digest.key }
        : {}),
      ...(hour === 0 && previous.signature !== undefined ? { signature: previous.signature } : {}),
      ...(spoilt?.sha256 === undefined ? {} : { actualSha256: spoilt.sha256 }),
      ...(spoilt?.problem === undefined ? {} : { problem: spoilt.problem }),
    };
    const cannotRead = spoilt?.problem === "denied" || spoilt?.problem === "unreadable";
    yield {
      about: "digest",
      grade: spoilt ? (cannotRead ? "unreadable" : "modified") : "deleted",
      standing: cannotRead ? "unchecked" : "broken",
      grounds: [hour === 0 ? "namedByLink" : "inferredName", ...(spoilt ? (["notADigest"] as const) : [])],
      series,
      name: key,
      ...(spoilt ? { path: spoilt.path } : {}),
      fromMs: Math.max(since, toMs - hourMs),
      toMs,
      evidence,
    };
  }
  if (hours > named || found.digest.startMs > since)
    yield {
      about: "gap",
      grade: "gap",
      standing: "broken",
      grounds: ["digestsDeleted"],
      series,
      name: found.digest.key,
      fromMs: since,
      toMs: found.digest.startMs,
      evidence: { hours, successor: found.digest.key, ...(older ? { predecessor: older.digest.key } : {}) },
    };
}

/** Each chain keeps its own minute and second, so a lost digest's name follows from its neighbour's. */
const inferredKey = (key: string, endMs: number): string =>
  key
    .replace(/\/\d{4}\/\d\d\/\d\d\//, `/${new Date(endMs).toISOString().slice(0, 10).replaceAll("-", "/")}/`)
    .replace(/\d{8}T\d{6}Z/, digestStamp(endMs));

export const isLogLike = (file: FileFacts): boolean =>
  file.kind === "log" || parseLogName(file.path) !== undefined;
