import { accountOfArn, identityOfArn, type ArnIdentity } from "../core/iac/identity/arnIdentity.js";
import { historyFilters } from "../core/iac/history/historyFilters.js";
import type { HistorySubject } from "../core/iac/history/historySubject.js";
import { subjectOf } from "../core/iac/history/subjectOf.js";
import { looksLikeArn, parseArn } from "../core/events/naming/arn.js";
import type { Filter, Query } from "../core/search/query.js";
import { historyMs } from "../core/search/window.js";
import { parseQuery } from "../core/search/queryText.js";
import { anywhere } from "./anywhere.js";
import { sortWords, type CommandOptions, type UsageProblem } from "./optionWords.js";
import { readSearchArguments, type SearchArguments } from "./searchArguments.js";

export interface WhoArguments {
  /** The ARN or name as it was typed. */
  readonly what: string;
  /** The names asked for, the first one first. */
  readonly names: readonly string[];
  /** Undefined for a name, and for an ARN of a type that is not known: then anything of that name is meant. */
  readonly subject: HistorySubject | undefined;
  /** The account an ARN names. */
  readonly accountId: string | undefined;
  readonly search: SearchArguments;
}

const options: CommandOptions = {
  withValue: new Set(["--profile", "--account", "--region", "--limit", "--deploy-role", "--from", "--to"]),
  alone: new Set(["--sample", "--json", "--csv"]),
};

/** Reads `ARN|NAME [--option]`. Region and global home Region come from the ARN where no option says them. */
export function readWhoArguments(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): WhoArguments | UsageProblem {
  const sorted = sortWords(words, options);
  if ("problem" in sorted) return sorted;
  const { text, values, flags } = sorted;
  const [what = "", ...more] = text;
  if (what === "" || more.length > 0)
    return { problem: "who needs one ARN or name; quote a name with blanks" };
  if (isBroken(what)) return { problem: `${what} is no whole ARN` };
  const identity = identityOfArn(what);
  const place = values.has("--region") ? [] : regionOption(identity);
  const search = readSearchArguments([...searchOptions(values, flags), ...place], env);
  if ("problem" in search) return search;
  const range = rangeOf(values);
  if ("problem" in range) return range;
  const asked = askedFor(what, identity);
  const query = { ...search.query, ...range, filters: asked.filters };
  const { names, subject } = asked;
  return { what, names, subject, accountId: accountOfArn(what), search: { ...search, query } };
}

/** A type of the table is asked for by its rules, anything else by the name as it was typed. */
function askedFor(
  what: string,
  identity: ArnIdentity | undefined,
): Pick<WhoArguments, "names" | "subject"> & Pick<Query, "filters"> {
  const subject = identity && subjectOfIdentity(identity);
  return subject
    ? { names: subject.names, subject, filters: historyFilters([subject]) }
    : { names: [what], subject: undefined, filters: filtersOf(what) };
}

const subjectOfIdentity = ({ row, instance }: ArnIdentity): HistorySubject | undefined => {
  const { type, eventSource, requestParameters } = row;
  return subjectOf({ type, fallback: { eventSource, requestParameters, values: [] } }, instance, anywhere);
};

const isBroken = (what: string): boolean => looksLikeArn(what) && !parseArn(what);

const regionOption = (identity: ArnIdentity | undefined): readonly string[] =>
  identity?.instance.region === undefined ? [] : ["--region", identity.instance.region];

const filtersOf = (name: string): readonly Filter[] => [
  { field: "resource", value: name, negated: false },
  { field: "access", value: "write", negated: false },
];

const ends = ["--from", "--to"];

/** The options that `search` has too, as it reads them. */
const searchOptions = (
  values: ReadonlyMap<string, readonly string[]>,
  flags: ReadonlySet<string>,
): readonly string[] => [
  ...[...values].flatMap(([name, all]) => (ends.includes(name) ? [] : all.flatMap((value) => [name, value]))),
  ...flags,
];

/** All of event history where no time is given. */
function rangeOf(values: ReadonlyMap<string, readonly string[]>): Pick<Query, "range"> | UsageProblem {
  const told = ends.flatMap((name) => {
    const value = values.get(name)?.at(-1);
    return value === undefined ? [] : [`${name.slice(2)}:${value}`];
  });
  if (told.length === 0) return { range: { kind: "last", ms: historyMs } };
  const { query, problems } = parseQuery(told.join(" "));
  const [problem] = problems;
  return problem ? { problem: problem.message } : { range: query.range };
}
