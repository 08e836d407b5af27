import { deployTools, readDeployRoles, type DeployRoles } from "../core/events/via/deployRoles.js";
import type { Query, TimeRange } from "../core/search/query.js";
import { parseQuery } from "../core/search/queryText.js";
import { sortWords, type CommandOptions, type OptionWords, type UsageProblem } from "./optionWords.js";
import { openEndMs, openStartMs } from "../core/search/queryTime.js";

export interface SearchArguments {
  readonly query: Query;
  readonly sample: boolean;
  /** A folder of log files to search instead of event history. */
  readonly folder: string | undefined;
  readonly format: "table" | "csv" | "json";
  /** Roles that a tool deploys with. */
  readonly deployRoles: DeployRoles | undefined;
  /** Most events to print; undefined for all. */
  readonly limit: number | undefined;
}

/** A folder is searched as far as it goes: nobody downloads logs of the last 7 days alone. */
const allTime: TimeRange = { kind: "exact", fromMs: openStartMs, toMs: openEndMs };

const options: CommandOptions = {
  withValue: new Set(["--profile", "--account", "--region", "--limit", "--deploy-role", "--folder"]),
  alone: new Set(["--sample", "--json", "--csv"]),
};

/**
 * Reads `TEXT… [--option]`. What begins with one dash is query text (`-service:kms`), and so is everything behind
 * `--`. An option's value may follow it as the next word or after `=`.
 */
export function readSearchArguments(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  isFolder: (word: string) => boolean = () => false,
): SearchArguments | UsageProblem {
  const sorted = sortWords(words, options);
  if ("problem" in sorted) return sorted;
  const { text, values, flags } = sorted;
  const word = values.has("--folder") ? undefined : folderWord(text, isFolder);
  if (word !== undefined) values.set("--folder", [word]);
  const wrong = wrongOptions(values, flags);
  if (wrong !== undefined) return { problem: wrong };
  const folder = values.get("--folder")?.at(-1);
  const line = text.join(" ");
  const { query, problems } = parseQuery(line, folder === undefined ? {} : { defaultRange: allTime });
  const [problem] = problems;
  if (problem) return { problem: `${problem.message}\n${pointAt(line, problem.from, problem.to)}` };
  const sample = flags.has("--sample");
  return {
    query: placed(query, values, sample || folder !== undefined ? undefined : env["AWS_PROFILE"]),
    sample,
    folder,
    ...outputOf(sorted),
  };
}

function outputOf({ values, flags }: OptionWords): Pick<SearchArguments, "deployRoles" | "format" | "limit"> {
  const limit = values.get("--limit")?.at(-1);
  return {
    deployRoles: readDeployRoles(Object.fromEntries((values.get("--deploy-role") ?? []).map(splitRole))),
    format: flags.has("--json") ? "json" : flags.has("--csv") ? "csv" : "table",
    limit: limit === undefined ? undefined : Number(limit),
  };
}

/** Takes the first word when it can only be a folder: written as a path, and one that is there. */
function folderWord(text: string[], isFolder: (word: string) => boolean): string | undefined {
  const [first] = text;
  if (first === undefined || !/[\\/]|^\.{1,2}$/.test(first) || !isFolder(first)) return undefined;
  return text.shift();
}

/** `GLOB=TOOL`; neither a role's name nor its ARN ends with what looks like a tool. */
const splitRole = (value: string): readonly [role: string, tool: string] => {
  const equals = value.lastIndexOf("=");
  return [value.slice(0, Math.max(0, equals)), value.slice(equals + 1)];
};

function wrongOptions(
  values: ReadonlyMap<string, readonly string[]>,
  flags: ReadonlySet<string>,
): string | undefined {
  const limit = values.get("--limit")?.at(-1);
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit))
    return `--limit takes a whole number above 0, not ${limit}`;
  const role = values
    .get("--deploy-role")
    ?.find((value) => readDeployRoles(Object.fromEntries([splitRole(value)])) === undefined);
  if (role !== undefined)
    return `--deploy-role takes ROLE=TOOL with TOOL one of ${deployTools.join(", ")}, not ${role}`;
  return clash(values, flags);
}

/** What is wrong with options that do not go together. */
function clash(values: ReadonlyMap<string, unknown>, flags: ReadonlySet<string>): string | undefined {
  if (flags.has("--json") && flags.has("--csv")) return "--json and --csv exclude each other";
  if (values.has("--folder") && (flags.has("--sample") || values.has("--profile")))
    return "A folder is searched in its files, so --sample and --profile do not go with it";
  if (values.has("--folder") && values.has("--deploy-role"))
    return "--deploy-role does not go with a folder: an index holds what the records alone tell";
  return flags.has("--sample") && values.has("--profile")
    ? "--sample and --profile exclude each other"
    : undefined;
}

/** Options say where to search; what the query line says counts where there is no option. */
function placed(
  query: Query,
  values: ReadonlyMap<string, readonly string[]>,
  profile: string | undefined,
): Query {
  const named = [...(values.get("--profile") ?? []), ...(values.get("--account") ?? [])];
  const accounts = named.length > 0 ? named : query.accounts;
  const regions = (values.get("--region") ?? [])
    .flatMap((value) => value.split(","))
    .filter((region) => region !== "");
  return {
    ...query,
    accounts: accounts.length > 0 || profile === undefined || profile === "" ? accounts : [profile],
    regions: regions.length > 0 ? regions : query.regions,
  };
}

/** The line with marks under the part that is meant. */
const pointAt = (line: string, from: number, to: number): string =>
  `  ${line}\n  ${" ".repeat(from)}${"^".repeat(Math.max(1, to - from))}`;
