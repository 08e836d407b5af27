import { throwIfAborted } from "../base/abort.js";
import { walkSeries } from "./chainWalk.js";
import type { Judged, Known } from "./known.js";
import { logVerdicts } from "./logVerdicts.js";
import { baseName, parseDigestName } from "./objectNames.js";
import type { KeyRing } from "./publicKeys.js";
import type { DigestReader, FoundDigest } from "./reader.js";
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
import { scopeOf, strayVerdict, type Coverage } from "./strays.js";
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
  const claimed = new Set<number>();
  const judged: Judged[] = [];
  for (const each of series) {
    for (const step of walkSeries(each, known)) {
      throwIfAborted(signal);
      if (!("verdict" in step)) {
        yield [step];
        continue;
      }
      judged.push(step);
      yield [step.verdict];
      yield* logVerdicts(step, reader, claimed, signal);
    }
  }
  claimOthers(digests, judged, reader, claimed);
  yield* strays(reader, known, claimed, coverageOf(series), range, signal);
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

/** Hours outside of what was asked for are walked by nobody; their logs are named all the same. */
function claimOthers(
  digests: readonly ReadDigest[],
  judged: readonly Judged[],
  reader: DigestReader,
  claimed: Set<number>,
): void {
  const walked = new Set(judged.map(({ found }) => found));
  for (const each of digests) {
    if (walked.has(each)) continue;
    for (const { sha256 } of each.digest.logs)
      if (sha256 !== undefined) for (const { id } of reader.withHash(sha256)) claimed.add(id);
  }
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
  claimed: ReadonlySet<number>,
  coverage: Coverage,
  range: Range,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  yield [...known.spoilt.values()]
    .filter(({ path }) => isAskedDigest(path, range))
    .map((file) => ({
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
    }));
  for await (const files of reader.files(claimed, signal)) {
    throwIfAborted(signal);
    yield files
      .filter(({ id, path }) => known.spoilt.get(baseName(path))?.id !== id && isAskedDigest(path, range))
      .map((file) => strayVerdict(file, reader, claimed, coverage, range))
      .filter((verdict) => verdict !== undefined);
  }
}

const isAskedDigest = (path: string, range: Range): boolean => {
  const name = parseDigestName(path);
  return name === undefined || isAsked(name, range);
};
