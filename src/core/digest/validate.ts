import { throwIfAborted } from "../base/abort.js";
import { walkSeries } from "./chainWalk.js";
import type { Known } from "./known.js";
import { logVerdicts, lostVerdicts, newLogWalk } from "./logVerdicts.js";
import { baseName, parseDigestName } from "./objectNames.js";
import type { KeyRing } from "./publicKeys.js";
import type { DigestReader, FileFacts, FoundDigest } from "./reader.js";
import {
  isAsked,
  isRead,
  placeKey,
  seriesName,
  toSeries,
  type Range,
  type ReadDigest,
  type Series,
} from "./series.js";
import { scopeOf, strayVerdict, type Coverage, type Spread } from "./strays.js";
import type { Verdict } from "./verdict.js";

/** Walks every chain from its newest digest back, and yields what it finds as it goes. */
export async function* validate(
  reader: DigestReader,
  keys: KeyRing,
  range: Range,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[], void, undefined> {
  const found: FoundDigest[] = [];
  for await (const batch of reader.digests(signal)) found.push(...batch);
  const digests = found.filter(isRead);
  const known = toKnown(digests, found, keys, range);
  const series = toSeries(digests, range);
  const walk = newLogWalk();
  const walked = new Set<ReadDigest>();
  for (const each of series) {
    for (const step of walkSeries(each, known)) {
      throwIfAborted(signal);
      if (!("verdict" in step)) {
        yield [step];
        continue;
      }
      walked.add(step.found);
      yield [step.verdict];
      yield* logVerdicts(step, reader, walk, signal);
    }
  }
  yield* lostVerdicts(walk, reader, signal);
  const named = namedByOthers(digests, walked);
  const spread = { coverage: coverageOf(series), claimed: walk.claimed, range };
  yield* strays(reader, known, named, spread, signal);
  if (series.length === 0)
    yield [
      {
        about: "file",
        grade: "noDigests",
        standing: "unchecked",
        grounds: [],
        series: "",
        name: "",
        evidence: {},
      },
    ];
}

function toKnown(
  digests: readonly (FoundDigest & ReadDigest)[],
  found: readonly FoundDigest[],
  keys: KeyRing,
  range: Range,
): Known {
  const byPlace = new Map<string, ReadDigest[]>();
  const successors = new Map<string, ReadDigest[]>();
  const newestEndMs = new Map<string, number>();
  const backfilled: Known["backfilled"][number][] = [];
  for (const each of digests) {
    const { digest } = each;
    grow(byPlace, placeKey(digest.bucket, digest.key), each);
    if (digest.previous) grow(successors, placeKey(digest.previous.bucket, digest.previous.key), each);
    const series = seriesName(digest.key);
    newestEndMs.set(series, Math.max(newestEndMs.get(series) ?? 0, digest.endMs));
    const name = parseDigestName(digest.key);
    if (name?.isBackfill === true) backfilled.push({ ...name, fromMs: digest.startMs, toMs: digest.endMs });
  }
  const spoilt = found
    .filter((each) => !isRead(each))
    .map(({ file }) => [baseName(file.path), file] as const);
  return { byPlace, successors, spoilt: new Map(spoilt), newestEndMs, keys, range, backfilled };
}

function grow<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Hours outside of what was asked for are walked by nobody; their logs are named all the same. By content. */
function namedByOthers(digests: readonly ReadDigest[], walked: ReadonlySet<ReadDigest>): ReadonlySet<string> {
  const named = new Set<string>();
  for (const each of digests) {
    if (walked.has(each)) continue;
    for (const { sha256 } of each.digest.logs) if (sha256 !== undefined) named.add(sha256);
  }
  return named;
}

function coverageOf(series: readonly Series[]): Coverage {
  const coverage = new Map<string, { fromMs: number; toMs: number }[]>();
  for (const { of, digests } of series) {
    if (!of || of.isBackfill) continue;
    const spans = digests
      .map(({ digest: { startMs, endMs } }) => ({ fromMs: startMs, toMs: endMs }))
      .filter(({ fromMs, toMs }) => fromMs < toMs);
    coverage.set(scopeOf(of), [...(coverage.get(scopeOf(of)) ?? []), ...spans]);
  }
  return new Map(Array.from(coverage, ([scope, spans]) => [scope, joined(spans)]));
}

function joined(spans: { fromMs: number; toMs: number }[]): { fromMs: number; toMs: number }[] {
  const all: { fromMs: number; toMs: number }[] = [];
  for (const span of spans.sort((a, b) => a.fromMs - b.fromMs)) {
    const last = all.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else all.push({ ...span });
  }
  return all;
}

async function* strays(
  reader: DigestReader,
  known: Known,
  named: ReadonlySet<string>,
  spread: Spread,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  const { range } = spread;
  yield [...known.spoilt.values()].filter(({ path }) => isAskedDigest(path, range)).map(spoiltVerdict);
  for await (const files of reader.files(spread.claimed, signal)) {
    throwIfAborted(signal);
    const verdicts: Verdict[] = [];
    for (const file of files) {
      if (known.spoilt.get(baseName(file.path))?.id === file.id || !isAskedDigest(file.path, range)) continue;
      if (file.sha256 !== undefined && named.has(file.sha256)) continue;
      const verdict = await strayVerdict(file, reader, spread, signal);
      if (verdict) verdicts.push(verdict);
    }
    yield verdicts;
  }
}

const spoiltVerdict = (file: FileFacts): Verdict => ({
  about: "digest",
  grade: "unreadable",
  standing:
    file.problem === "denied" || file.problem === "unreadable" || file.problem === "link"
      ? "unchecked"
      : "broken",
  grounds: file.problem ? [] : ["notADigest"],
  series: parseDigestName(file.path) ? seriesName(file.path) : "",
  name: file.path,
  path: file.path,
  evidence: {
    ...(file.sha256 === undefined ? {} : { actualSha256: file.sha256 }),
    ...(file.problem ? { problem: file.problem } : {}),
  },
});

const isAskedDigest = (path: string, range: Range): boolean => {
  const name = parseDigestName(path);
  return name === undefined || isAsked(name, range);
};
