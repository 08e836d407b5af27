import { parseDigestName, placeOf, type DigestName } from "./objectNames.js";
import type { Digest, LogReference } from "./digestFile.js";
import type { FileFacts, FoundDigest } from "./reader.js";

/** A digest that could be read. */
export interface ReadDigest {
  readonly file: FileFacts & { readonly sha256: string };
  readonly digest: Digest;
  readonly metadata: FoundDigest["metadata"];
  readonly verified?: FoundDigest["verified"];
}

/** The digests of one trail in one account and Region, the newest first; backfill digests are a series of their own. */
export interface Series {
  readonly name: string;
  readonly of: DigestName | undefined;
  readonly digests: readonly ReadDigest[];
}

/** What is asked for; whatever is left out is not narrowed. */
export interface Range {
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly account?: string;
  readonly region?: string;
  readonly trail?: string;
}

export const placeKey = (bucket: string, key: string): string => `${bucket}/${key}`;

/** `111122223333 · eu-west-1 · org-trail (home us-east-1)`. */
export function seriesName(key: string): string {
  const name = parseDigestName(key);
  if (!name) return key.slice(0, key.lastIndexOf("/") + 1);
  const backfill = name.isBackfill ? " · backfill" : "";
  return `${name.account} · ${name.region} · ${name.trail} (home ${name.homeRegion})${backfill}`;
}

export const isRead = (found: FoundDigest): found is FoundDigest & ReadDigest =>
  found.digest !== undefined && found.file.sha256 !== undefined;

/** Sorts digests into series, by their own keys. */
export function toSeries(digests: readonly ReadDigest[], range: Range): readonly Series[] {
  const byName = new Map<string, ReadDigest[]>();
  for (const found of digests) {
    const name = seriesName(found.digest.key);
    const known = byName.get(name);
    if (known) known.push(found);
    else byName.set(name, [found]);
  }
  return Array.from(byName, ([name, members]) => ({
    name,
    of: parseDigestName(members[0]?.digest.key ?? ""),
    digests: members.sort(newestFirst),
  }))
    .filter(({ of }) => isAsked(of, range))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const isAsked = (
  of: { readonly account: string; readonly region: string; readonly trail?: string } | undefined,
  { account, region, trail }: Range,
): boolean =>
  (account === undefined || of?.account === account) &&
  (region === undefined || of?.region === region) &&
  (trail === undefined || of?.trail === undefined || of.trail === trail);

/** Whether a digest covers some of the time that is asked for. */
export const inRange = ({ digest }: ReadDigest, { fromMs, toMs }: Range): boolean =>
  (fromMs === undefined || digest.endMs > fromMs) && (toMs === undefined || digest.startMs < toMs);

function newestFirst(a: ReadDigest, b: ReadDigest): number {
  if (a.digest.endMs !== b.digest.endMs) return b.digest.endMs - a.digest.endMs;
  const [left, right] = [a.digest.key + a.file.path, b.digest.key + b.file.path];
  return left < right ? 1 : -1;
}

/** The logs of what was found, in the order in which the walk will ask for them. */
export function* walkedLogs(found: readonly FoundDigest[], range: Range): Generator<LogReference> {
  for (const { digests } of toSeries(found.filter(isRead), range))
    for (const each of digests) if (inRange(each, range)) yield* each.digest.logs;
}

const placeRank = { fits: 0, renamed: 1, moved: 2 };

/** The file that lies best where its digest says. */
export const inPlaceFirst = (a: ReadDigest, b: ReadDigest): number =>
  placeRank[placeOf(a.file.path, a.digest.key)] - placeRank[placeOf(b.file.path, b.digest.key)] ||
  (a.file.path < b.file.path ? -1 : 1);
