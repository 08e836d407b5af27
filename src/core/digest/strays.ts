import { baseName, parseLogName } from "./objectNames.js";
import type { DigestReader, FileFacts, ReadProblem } from "./reader.js";
import { isAsked, type Range } from "./series.js";
import { present, type Ground, type Standing, type Verdict } from "./verdict.js";

/** A log may be delivered as an hour ends and be named by the next digest. */
const edgeMs = 5 * 60_000;
/** Names tell the minute of delivery alone. */
const minuteMs = 60_000;

/** Hours that digests of an account and Region cover, joined where they touch; in order of time. */
export type Coverage = ReadonlyMap<string, readonly { readonly fromMs: number; readonly toMs: number }[]>;

export const scopeOf = (of: { readonly account: string; readonly region: string }): string =>
  `${of.account} · ${of.region}`;

/** What the walk covered and claimed, beside which a file is a stray. */
export interface Spread {
  readonly coverage: Coverage;
  readonly claimed: ReadonlySet<number>;
  readonly range: Range;
}

const isLogLike = (file: FileFacts): boolean => file.kind === "log" || parseLogName(file.path) !== undefined;

/** Judges a file that no digest names; undefined when it has nothing to do with CloudTrail's logs. */
export async function strayVerdict(
  file: FileFacts,
  reader: DigestReader,
  { claimed, coverage, range }: Spread,
  signal: AbortSignal,
): Promise<Verdict | undefined> {
  const name = parseLogName(file.path);
  if (!isLogLike(file)) return unreadable(file);
  if (!isWanted(name, range)) return undefined;
  const original =
    file.sha256 === undefined
      ? undefined
      : (await reader.withHash(file.sha256, signal)).find(({ id }) => claimed.has(id));
  const base = {
    about: "log" as const,
    series: "",
    name: file.path,
    path: file.path,
    ...(name ? { fromMs: name.deliveredMs, toMs: name.deliveredMs } : {}),
    evidence: present({
      actualSha256: file.sha256,
      copyAt: original?.path,
      problem: file.problem,
      trailing: file.trailing,
    }),
  };
  if (original && !file.trailing) {
    const isCopy = !name || baseName(file.path) === baseName(original.path);
    return isCopy
      ? { ...base, grade: "duplicate", standing: "noted", grounds: [] }
      : { ...base, grade: "moved", standing: "broken", grounds: [] };
  }
  return { ...base, grade: "undigested", ...whyUndigested(name, coverage) };
}

const isNarrowed = ({ account, region, fromMs, toMs }: Range): boolean =>
  account !== undefined || region !== undefined || fromMs !== undefined || toMs !== undefined;

/** Whether a log of this name, or of none, belongs to what is asked for. */
export const isWanted = (name: ReturnType<typeof parseLogName>, range: Range): boolean =>
  name ? isAsked(name, range) && !outside(name.deliveredMs, range) : !isNarrowed(range);

const outside = (timeMs: number, { fromMs, toMs }: Range): boolean =>
  (fromMs !== undefined && timeMs + minuteMs <= fromMs) || (toMs !== undefined && timeMs >= toMs);

/** A log within covered hours should have been named; outside of them nothing can be said. */
function whyUndigested(
  name: ReturnType<typeof parseLogName>,
  coverage: Coverage,
): { readonly standing: Standing; readonly grounds: readonly Ground[] } {
  if (!name) return { standing: "unchecked", grounds: ["noSeries"] };
  const spans = coverage.get(scopeOf(name)) ?? [];
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return { standing: "unchecked", grounds: ["noSeries"] };
  if (name.kind !== "CloudTrail") return { standing: "unchecked", grounds: ["notDigestedKind"] };
  const { deliveredMs } = name;
  if (deliveredMs + minuteMs > last.toMs - edgeMs) return { standing: "unchecked", grounds: ["afterNewest"] };
  if (deliveredMs < first.fromMs) return { standing: "unchecked", grounds: ["beforeOldest"] };
  const isCovered = spans.some(
    ({ fromMs, toMs }) => deliveredMs >= fromMs && deliveredMs + minuteMs <= toMs - edgeMs,
  );
  return isCovered ? { standing: "broken", grounds: [] } : { standing: "unchecked", grounds: ["inGap"] };
}

/** What could not be read may be anything; what was not followed is told. */
function unreadable(file: FileFacts): Verdict | undefined {
  if (!file.problem || !notRead.has(file.problem)) return undefined;
  return {
    about: "file",
    grade: "unreadable",
    standing: "unchecked",
    grounds: [],
    series: "",
    name: file.path,
    path: file.path,
    evidence: { problem: file.problem },
  };
}

const notRead = new Set<ReadProblem>(["denied", "unreadable", "tooLarge", "link", "special"]);
