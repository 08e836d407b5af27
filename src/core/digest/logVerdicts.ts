import type { Judged } from "./known.js";
import type { Digest, LogReference } from "./digestFile.js";
import { parseLogName, placeOf, type DigestName } from "./objectNames.js";
import type { DigestReader, FileFacts, ReadProblem } from "./reader.js";
import { present, type Grade, type Ground, type Standing, type Verdict } from "./verdict.js";

/** How many references are looked up at a time; a digest may name any number. */
const batch = 1000;

/** What the walk of all digests has found of the logs they name. */
export interface LogWalk {
  /** Files that are some digest's log, so that what nobody names remains. */
  readonly claimed: Set<number>;
  /** Logs that are not in place, or are not what they should be. They are looked for once all chains are walked. */
  readonly lost: Lost[];
}

export const newLogWalk = (): LogWalk => ({ claimed: new Set(), lost: [] });

interface Lost {
  readonly judged: Judged;
  readonly reference: LogReference;
  readonly inPlace: Chosen | undefined;
}

/** Judges the logs a digest names, but for those that are lost. */
export async function* logVerdicts(
  judged: Judged,
  reader: DigestReader,
  walk: LogWalk,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  const { logs } = judged.found.digest;
  for (let from = 0; from < logs.length; from += batch) {
    const references = logs.slice(from, from + batch);
    const found = await reader.logs(references, signal);
    const verdicts: Verdict[] = [];
    for (const [index, reference] of references.entries()) {
      const chosen = chooseInPlace(reference, found[index] ?? []);
      if (chosen) walk.claimed.add(chosen.file.id);
      const named = namedBy(judged, reference);
      const outcome = judge(named, chosen);
      if (isLost(outcome) && reference.sha256 !== undefined)
        walk.lost.push({ judged, reference, inPlace: chosen });
      else verdicts.push(logVerdict(named, chosen?.file, outcome, undefined));
    }
    yield verdicts;
  }
}

/** Judges what is lost: its content may lie elsewhere, which only a reader that has read everything can tell. */
export async function* lostVerdicts(
  { lost, claimed }: LogWalk,
  reader: DigestReader,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  let verdicts: Verdict[] = [];
  for (const { judged, reference, inPlace } of lost) {
    const same = reference.sha256 === undefined ? [] : await reader.withHash(reference.sha256, signal);
    const chosen = inPlace ?? chooseElsewhere(reference, same, claimed);
    if (chosen) claimed.add(chosen.file.id);
    const named = namedBy(judged, reference);
    const outcome = judge(named, chosen);
    const copy = isLost(outcome) ? same.find(({ id }) => id !== chosen?.file.id) : undefined;
    verdicts.push(logVerdict(named, chosen?.file, outcome, copy));
    if (verdicts.length < batch) continue;
    yield verdicts;
    verdicts = [];
  }
  yield verdicts;
}

const isLost = ({ grade }: Outcome): boolean => grade === "modified" || grade === "deleted";

/** A log as one digest names it, and what both names say. */
interface Named {
  readonly judged: Judged;
  readonly scope: DigestName | undefined;
  readonly reference: LogReference;
  readonly name: ReturnType<typeof parseLogName>;
}

const namedBy = (judged: Judged, reference: LogReference): Named => ({
  judged,
  reference,
  scope: judged.scope,
  name: parseLogName(reference.key),
});

function logVerdict(
  named: Named,
  file: FileFacts | undefined,
  { grade, grounds, standing }: Outcome,
  copy: FileFacts | undefined,
): Verdict {
  const { reference, name } = named;
  const { verdict, found } = named.judged;
  return {
    about: "log",
    grade,
    standing,
    grounds: copy ? [...grounds, "contentElsewhere"] : grounds,
    series: verdict.series,
    name: reference.key,
    ...present({ path: file?.path }),
    ...timesOf(name, found.digest),
    evidence: present({
      namedBy: found.digest.key,
      expectedSha256: reference.sha256,
      actualSha256: file?.sha256,
      trailing: file?.trailing,
      problem: file?.problem,
      fingerprint: verdict.evidence.fingerprint,
      keyTrust: verdict.evidence.keyTrust,
      copyAt: copy?.path,
    }),
  };
}

/** When it was delivered, or the hour of its digest when the name does not tell. */
function timesOf(name: Named["name"], { startMs, endMs }: Digest): { fromMs: number; toMs: number } {
  return name ? { fromMs: name.deliveredMs, toMs: name.deliveredMs } : { fromMs: startMs, toMs: endMs };
}

interface Chosen {
  readonly file: FileFacts;
  readonly place: "fits" | "renamed" | "moved";
}

/** The file that lies where it should, best the one with the right content. */
function chooseInPlace({ key, sha256 }: LogReference, candidates: readonly FileFacts[]): Chosen | undefined {
  const placed = candidates.map((file) => ({ file, place: placeOf(file.path, key) }));
  const isRight = ({ file }: Chosen): boolean =>
    file.sha256 !== undefined && file.sha256 === sha256 && file.trailing === undefined;
  const here = placed.filter(({ place }) => place === "fits");
  // without a hash the name is all there is to go by
  return here.find(isRight) ?? here[0] ?? (sha256 === undefined ? placed[0] : undefined);
}

/** A file with the right content that is nobody else's, best one whose name claims nothing. */
function chooseElsewhere(
  { key }: LogReference,
  same: readonly FileFacts[],
  claimed: ReadonlySet<number>,
): Chosen | undefined {
  const elsewhere = same
    .filter(({ id }) => !claimed.has(id))
    .map((file) => ({ file, place: placeOf(file.path, key) }))
    .filter(({ place }) => place !== "fits");
  return elsewhere.find(({ place }) => place === "renamed") ?? elsewhere[0];
}

interface Outcome {
  readonly grade: Grade;
  readonly standing: Standing;
  readonly grounds: readonly Ground[];
}

const broken = (grade: Grade, ...grounds: Ground[]): Outcome => ({ grade, standing: "broken", grounds });

function judge(named: Named, chosen: Chosen | undefined): Outcome {
  const { reference } = named;
  if (!chosen) return broken("deleted");
  const { file } = chosen;
  if (file.problem && notRead.has(file.problem))
    return { grade: "unreadable", standing: "unchecked", grounds: [] };
  if (reference.sha256 === undefined)
    return { grade: "unproven", standing: "unchecked", grounds: ["hashUnknown"] };
  if (file.sha256 !== reference.sha256) return broken("modified", "hashDiffers");
  return placed(named, chosen);
}

const notRead = new Set<ReadProblem>(["denied", "unreadable", "tooLarge"]);

/** The content is right; what surrounds it may not be. */
function placed(named: Named, { file, place }: Chosen): Outcome {
  if (!file.isCompressed && file.path.endsWith(".gz")) return broken("unreadable", "unzipped");
  if (file.trailing) return broken("appended");
  if (place === "moved") return broken("moved");
  if (!fitsDigest(named)) return broken("misplaced", "accountDiffers");
  const grounds: Ground[] = [];
  if (place === "renamed") grounds.push("renamed");
  if (!file.isCompressed) grounds.push("unzipped");
  return byDigest(named.judged, grounds);
}

/** A log can be no better proven than the digest that names it. */
function byDigest({ proven, verdict }: Judged, grounds: readonly Ground[]): Outcome {
  // a digest that says it is of another account or hour names logs for nobody
  if (verdict.grade === "misplaced" || proven.grade === "modified" || proven.grade === "wrongKey")
    return { grade: "unproven", standing: "unchecked", grounds: [...grounds, "digestNotProven"] };
  if (proven.proof === "own") return { grade: "authentic", standing: "proven", grounds };
  if (proven.proof === "successor") return { grade: "chained", standing: "proven", grounds };
  const grade = proven.grade === "unsigned" ? "unsigned" : "keyMissing";
  return { grade, standing: "unchecked", grounds: [...grounds, ...proven.grounds] };
}

/** A digest names logs of its own account and Region alone. */
const fitsDigest = ({ name, scope }: Named): boolean =>
  !name || !scope || (name.account === scope.account && name.region === scope.region);
