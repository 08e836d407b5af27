import { hourMs, type Known } from "./known.js";
import { baseName, digestStamp, parseDigestName } from "./objectNames.js";
import type { ReadDigest } from "./series.js";
import { present, type Evidence, type Ground, type Verdict } from "./verdict.js";

/** Lost hours that are named one by one; a digest that lies about its times could ask for millions. */
const mostNamedHours = 24 * 31;

/** Hours between two chains: why they are empty shows only in part. */
export function gapVerdict(older: ReadDigest, newer: ReadDigest, series: string, known: Known): Verdict {
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
  const ground = causeOf(older, newer, isBackfilled && name?.isBackfill === false);
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

function causeOf(older: ReadDigest, newer: ReadDigest, isBackfilled: boolean): Ground {
  if (newer.digest.startMs <= older.digest.endMs) return "restarted";
  if (isBackfilled) return "backfilled";
  return older.digest.endMs - older.digest.startMs < hourMs ? "loggingStopped" : "stoppedOrOffOrDeleted";
}

/** The digest a link names and, hour by hour, those before it that no file covers. */
export function* lostDigests(
  found: ReadDigest,
  older: ReadDigest | undefined,
  series: string,
  known: Known,
): Generator<Verdict> {
  const { previous, startMs } = found.digest;
  if (!previous) return;
  const since = older?.digest.endMs ?? startMs - hourMs;
  const hours = Math.max(1, Math.round((startMs - since) / hourMs));
  for (let hour = 0; hour < Math.min(hours, mostNamedHours); hour++) {
    const toMs = startMs - hour * hourMs;
    const isNamed = hour === 0;
    const link = isNamed
      ? present({ expectedSha256: previous.sha256, namedBy: found.digest.key, signature: previous.signature })
      : {};
    const key = isNamed ? previous.key : inferredKey(previous.key, toMs);
    yield {
      ...lostDigest(
        key,
        known,
        { successor: found.digest.key, ...link },
        isNamed ? "namedByLink" : "inferredName",
      ),
      series,
      fromMs: Math.max(since, toMs - hourMs),
      toMs,
    };
  }
  if (startMs > since) yield lostHours(found, older, since, hours, series);
}

/** A digest that is gone, or a file with its name that is none. */
function lostDigest(
  key: string,
  known: Known,
  evidence: Evidence,
  ground: Ground,
): Omit<Verdict, "series" | "fromMs" | "toMs"> {
  const about = "digest" as const;
  const spoilt = known.spoilt.get(baseName(key));
  if (!spoilt) return { about, grade: "deleted", standing: "broken", grounds: [ground], name: key, evidence };
  known.spoilt.delete(baseName(key));
  const cannotRead = spoilt.problem === "denied" || spoilt.problem === "unreadable";
  return {
    about,
    grade: cannotRead ? "unreadable" : "modified",
    standing: cannotRead ? "unchecked" : "broken",
    grounds: [ground, "notADigest"],
    name: key,
    path: spoilt.path,
    evidence: { ...evidence, ...present({ actualSha256: spoilt.sha256, problem: spoilt.problem }) },
  };
}

const lostHours = (
  found: ReadDigest,
  older: ReadDigest | undefined,
  fromMs: number,
  hours: number,
  series: string,
): Verdict => ({
  about: "gap",
  grade: "gap",
  standing: "broken",
  grounds: ["digestsDeleted"],
  series,
  name: found.digest.key,
  fromMs,
  toMs: found.digest.startMs,
  evidence: { hours, successor: found.digest.key, ...present({ predecessor: older?.digest.key }) },
});

/** Each chain keeps its own minute and second, so a lost digest's name follows from its neighbour's. */
const inferredKey = (key: string, endMs: number): string =>
  key
    .replace(/\/\d{4}\/\d\d\/\d\d\//, `/${new Date(endMs).toISOString().slice(0, 10).replaceAll("-", "/")}/`)
    .replace(/\d{8}T\d{6}Z/, digestStamp(endMs));
