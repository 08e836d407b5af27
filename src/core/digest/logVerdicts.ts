import type { Judged } from "./known.js";
import type { Digest, LogReference } from "./digestFile.js";
import { parseDigestName, parseLogName, placeOf } from "./objectNames.js";
import type { DigestReader, FileFacts, ReadProblem } from "./reader.js";
import { present, type Grade, type Ground, type Standing, type Verdict } from "./verdict.js";

/** How many references are looked up at a time; a digest may name any number. */
const batch = 1000;

/** Judges every log a digest names. What is found is claimed, so that what nobody names remains. */
export async function* logVerdicts(
  judged: Judged,
  reader: DigestReader,
  claimed: Set<number>,
  signal: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  const { logs, key } = judged.found.digest;
  const scope = parseDigestName(key);
  for (let from = 0; from < logs.length; from += batch) {
    const references = logs.slice(from, from + batch);
    const found = await reader.logs(references, signal);
    yield references.map((reference, index) =>
      logVerdict(
        { judged, scope, reference, name: parseLogName(reference.key) },
        found[index] ?? [],
        reader,
        claimed,
      ),
    );
  }
}

/** A log as one digest names it, and what both names say. */
interface Named {
  readonly judged: Judged;
  readonly scope: ReturnType<typeof parseDigestName>;
  readonly reference: LogReference;
  readonly name: ReturnType<typeof parseLogName>;
}

function logVerdict(
  named: Named,
  candidates: readonly FileFacts[],
  reader: DigestReader,
  claimed: Set<number>,
): Verdict {
  const { reference, name } = named;
  const { verdict, found } = named.judged;
  const chosen = choose(reference, candidates, reader, claimed);
  const file = chosen?.file;
  if (file) claimed.add(file.id);
  const { grade, grounds, standing } = judge(named, chosen);
  const isLost = grade === "modified" || grade === "deleted";
  const copy = isLost ? copyOf(reference, file, reader) : undefined;
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

/** The file with the right content in the right place; else one of these two. */
function choose(
  reference: LogReference,
  candidates: readonly FileFacts[],
  reader: DigestReader,
  claimed: ReadonlySet<number>,
): Chosen | undefined {
  const placed = candidates.map((file) => ({ file, place: placeOf(file.path, reference.key) }));
  const isRight = ({ file }: Chosen): boolean =>
    file.sha256 !== undefined && file.sha256 === reference.sha256 && file.trailing === undefined;
  const here = placed.filter(({ place }) => place === "fits");
  const inPlace = here.find(isRight) ?? here[0];
  if (inPlace) return inPlace;
  if (reference.sha256 === undefined) return placed[0];
  const elsewhere = reader
    .withHash(reference.sha256)
    .filter(({ id }) => !claimed.has(id))
    .map((file) => ({ file, place: placeOf(file.path, reference.key) }))
    .filter(({ place }) => place !== "fits");
  return elsewhere.find(({ place }) => place === "renamed") ?? elsewhere[0];
}

/** Another file that holds what this one should. */
const copyOf = (
  { sha256 }: LogReference,
  file: FileFacts | undefined,
  reader: DigestReader,
): FileFacts | undefined =>
  sha256 === undefined ? undefined : reader.withHash(sha256).find(({ id }) => id !== file?.id);

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
