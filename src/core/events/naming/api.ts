import { actionOf } from "../authorization/action.js";
import { derivedKind, kindOfReferenceType, knownKind, serviceKey, type Kind } from "./kind.js";
import { serviceName } from "./service.js";
import { singular, wordsOf } from "./words.js";

/** One API of one service, with what its name tells. Equal APIs share one object. */
export interface Api {
  /** Service as in ARNs: `cloudwatch` for monitoring.amazonaws.com. */
  readonly service: string;
  readonly name: string;
  /** First word in lower case: `put`. */
  readonly verb: string;
  /** The rest, joined and singular: `bucketpolicy`. */
  readonly noun: string;
  /** The rest as written: `BucketPolicies`. */
  readonly rest: string;
  /** The same in the singular, for a type's name: `BucketPolicy`. */
  readonly spelled: string;
  /** The kind its noun names, or the longest part of the noun a kind is known for; undefined without a noun. */
  readonly kind: Kind | undefined;
  /** `iam/PutRolePolicy`, the key of tables about single APIs. */
  readonly key: string;
  /** How well the name fits a kind of resource; filled as kinds are asked for. */
  readonly fits: Map<Kind, number>;
  /** What `PerApi` keeps here. */
  readonly workedOut: unknown[];
  /** What the authorization reference says the call acts on; undefined for a call it does not know. */
  readonly acts: Acts | undefined;
  /** Every run of words of the noun, joined and singular, with where it starts and whether it is the target. */
  readonly runs: ReadonlyMap<string, Run>;
}

/** The kinds an action acts on. */
export interface Acts {
  /** Those without which the call makes no sense; none for settings of the account. */
  readonly required: readonly Kind[];
  readonly optional: readonly Kind[];
}

interface Run {
  readonly start: number;
  readonly target: boolean;
}

const MEMO_LIMIT = 5_000;
const MOST_WORDS = 10;
let memo = new Map<string, Map<string, Api>>();
let memoSize = 0;

export function apiOf(source: string, name: string): Api {
  const ofSource = memo.get(source);
  const known = ofSource?.get(name);
  if (known) return known;
  const api = readApi(serviceKey(serviceName(source)), name);
  if (memoSize >= MEMO_LIMIT) {
    memo = new Map();
    memoSize = 0;
  }
  memoSize++;
  const kept = memo.get(source);
  if (kept) kept.set(name, api);
  else memo.set(source, new Map([[name, api]]));
  return api;
}

/** Words that stand before the verb proper: `AdminCreateUser`, `BatchGetItem`. */
const BEFORE_VERB = new Set(["admin", "batch", "bulk", "transact"]);

function readApi(service: string, name: string): Api {
  const words = wordsOf(name);
  const first = BEFORE_VERB.has(words[0] ?? "") && words.length > 2 ? 1 : 0;
  const rest = words.slice(first + 1, first + 1 + MOST_WORDS);
  const noun = singular(rest.join(""));
  const written = name.slice(words.slice(0, first + 1).join("").length, 128);
  const spelled = singularSpelling(written);
  const runs = runsOf(words[first] ?? "", rest);
  const acts = actsOf(service, name);
  const kind = kindOfNoun(service, noun, spelled, runs);
  return {
    service,
    name,
    verb: words[first] ?? "",
    noun,
    rest: written,
    spelled,
    kind: kind === undefined || (!kind.known && kind !== UNTYPED) ? (onlyKind(acts) ?? kind) : kind,
    acts,
    key: `${service}/${name}`,
    fits: new Map(),
    workedOut: [],
    runs,
  };
}

function actsOf(service: string, name: string): Acts | undefined {
  const action = actionOf(service, name);
  if (!action) return undefined;
  const required = action.required.flatMap((type) => kindOfReferenceType(service, type) ?? []);
  const all = action.types.flatMap((type) => kindOfReferenceType(service, type) ?? []);
  return { required, optional: all.filter((kind) => !required.includes(kind)) };
}

/** `StartLogging` is about a trail, since it acts on nothing else. */
const onlyKind = (acts: Acts | undefined): Kind | undefined =>
  acts?.required.length === 1 ? acts.required[0] : undefined;

/** What tag calls are about: any resource, its kind told by a parameter or not at all. */
export const UNTYPED: Kind = { service: "", type: "", nouns: ["resource"], known: false };

function kindOfNoun(
  service: string,
  noun: string,
  spelled: string,
  runs: ReadonlyMap<string, Run>,
): Kind | undefined {
  if (noun === "") return undefined;
  if (noun === "resource" || noun.startsWith("tag") || runs.get("resource")?.target === true) return UNTYPED;
  return knownKind(service, noun) ?? kindOfRuns(service, runs) ?? derivedKind(service, noun, spelled);
}

/** The kind the largest telling part of the noun names: `ClusterConfig` speaks of a cluster. */
function kindOfRuns(service: string, runs: ReadonlyMap<string, Run>): Kind | undefined {
  let best: Kind | undefined;
  let most = 0;
  for (const [run, { start, target }] of runs) {
    const kind = knownKind(service, run);
    const weight = (target ? 200 : start === 0 ? 100 : 0) + run.length;
    if (!kind || weight <= most) continue;
    best = kind;
    most = weight;
  }
  return best;
}

function singularSpelling(written: string): string {
  const one = singular(written.toLowerCase());
  return one.length < written.length ? written.slice(0, one.length) : written;
}

/** What is attached goes to what is named after the preposition, and is taken away from it. */
const TO = new Set(["to", "for", "into", "on"]);
const FROM_WHEN_REMOVING = new Set([
  "remove",
  "detach",
  "delete",
  "deregister",
  "disassociate",
  "revoke",
  "unassign",
]);
const WITH_WHEN_REGISTERING = new Set(["register", "associate"]);

function runsOf(verb: string, words: readonly string[]): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  const turn = words.findIndex(
    (word) =>
      TO.has(word) ||
      (word === "from" && FROM_WHEN_REMOVING.has(verb)) ||
      (word === "with" && WITH_WHEN_REGISTERING.has(verb)),
  );
  for (let start = 0; start < words.length; start++) {
    let run = "";
    for (let end = start; end < words.length; end++) {
      run += words[end] ?? "";
      const noun = singular(run);
      if (!runs.has(noun)) runs.set(noun, { start, target: turn >= 0 && start > turn });
    }
  }
  return runs;
}

/**
 * How well an API's name fits a kind: 0 not at all; the whole noun fits best, then the noun after a preposition
 * that points to it, then the noun's beginning (`PutBucketPolicy` and a bucket), then any part of it.
 */
export function fitOf(api: Api, kind: Kind): number {
  const known = api.fits.get(kind);
  if (known !== undefined) return known;
  const fit = Math.max(0, ...kind.nouns.map((noun) => fitOfNoun(api, noun, kind.known)));
  api.fits.set(kind, fit);
  return fit;
}

function fitOfNoun(api: Api, noun: string, known: boolean): number {
  if (noun === "") return 0;
  if (noun === api.noun) return 200 + noun.length;
  const run = api.runs.get(noun);
  if (run?.target === true) return 150 + noun.length;
  if (run) return (run.start === 0 ? 100 : 60 - run.start) + noun.length;
  // `CreateRoute` acts on a route table: the parent's noun begins with the child's.
  return known && api.noun.length > 3 && noun.startsWith(api.noun) ? 30 : 0;
}
