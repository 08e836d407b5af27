import { groupFilters, type FilterGroup } from "../../core/search/matches.js";
import type { FilterField, Query } from "../../core/search/query.js";
import { ipv4Network } from "../../core/search/ipTest.js";
import { splitApiName, stemOf } from "../../core/search/wordTest.js";
import { literal } from "../duckdb.js";
import { patternOf } from "./patterns.js";
import { wordSql } from "./words.js";

/** What a query's condition has to know of the index beside the query. */
export interface WhereContext {
  readonly nowMs: number;
  /** All API names of the index; asked for only when words could be a verb's form. */
  names(): Promise<readonly string[]>;
}

/** The condition on `segments` that holds for the same events as core's `matcherOf`, time, accounts and Regions. */
export async function whereSql(query: Query, context: WhereContext): Promise<string> {
  const conditions = [
    ...timeSql(query, context.nowMs),
    ...scopeSql("account", query.accounts),
    ...scopeSql("awsregion", query.regions),
    ...groupFilters(query.filters).map(groupSql),
  ];
  for (const word of query.words) conditions.push(wordSql(word, await namesLike(word, context)));
  return conditions.length === 0 ? "true" : conditions.map((each) => `(${each})`).join(" AND ");
}

/** API names that have the word's verb in some form: `stopped` means StopLogging. */
async function namesLike(word: string, context: WhereContext): Promise<readonly string[]> {
  if (!/^[a-z]{3,}$/i.test(word)) return [];
  const stem = stemOf(word);
  return (await context.names()).filter((name) => splitApiName(name).map(stemOf).includes(stem));
}

export const timeLiteral = (ms: number): string => `make_timestamp(${Math.round(ms * 1000).toFixed(0)})`;
const earliestMs = -62_135_596_800_000;
const latestMs = 253_402_300_800_000;

function timeSql({ range }: Query, nowMs: number): readonly string[] {
  const [fromMs, toMs] = range.kind === "last" ? [nowMs - range.ms, latestMs] : [range.fromMs, range.toMs];
  const conditions: string[] = [];
  if (fromMs > earliestMs && fromMs !== 0) conditions.push(`eventtime >= ${timeLiteral(fromMs)}`);
  if (toMs < latestMs) conditions.push(`eventtime < ${timeLiteral(Math.max(toMs, earliestMs))}`);
  return conditions;
}

function scopeSql(column: string, values: readonly string[]): readonly string[] {
  if (values.length === 0 || values.includes("*")) return [];
  return [`coalesce(${column}, '') IN (${values.map((value) => literal(value)).join(", ")})`];
}

function groupSql({ field, negated, values }: FilterGroup): string {
  const any = values.map((value) => `coalesce(${fieldSql(field, value)}, false)`).join(" OR ");
  return negated ? `NOT (${any})` : any;
}

const went = "(errorcode IS NOT NULL OR outcome IN ('denied', 'failed'))";

function fieldSql(field: FilterField, value: string): string {
  switch (field) {
    case "error":
      if (value === "any") return went;
      if (value === "none") return `NOT ${went}`;
      return `errorcode IS NOT NULL AND ${globSql("errorcode", value)}`;
    case "ip":
      return ipSql(value);
    case "user":
    case "resource":
    case "type":
    case "session":
      return formsSql(`${field}_forms`, value);
    case "mark":
      return formsSql("chr(10) || replace(marks, ' ', chr(10)) || chr(10)", value, "marks <> ''");
    case "event":
      return `${globSql("event", value)} OR ${globSql("eventname", value)}`;
    case "service":
      return `${globSql("service", value)} OR ${globSql("eventsource", value)}`;
    default:
      return globSql(columnOf[field], value);
  }
}

const columnOf = {
  key: "user_accesskeyid",
  access: "access",
  via: "via",
  outcome: "outcome",
  id: "eventid",
  request: "requestid",
  recipient: "account",
} as const;

function ipSql(value: string): string {
  const network = ipv4Network(value);
  if (network === undefined) return globSql("sourceipaddress", value);
  const digits = (address: number): string => literal(address.toFixed(0).padStart(10, "0"));
  return `address >= ${digits(network.first)} AND address < ${digits(network.first + network.size)}`;
}

/** A value in which `*` stands for anything, against a column's whole text. */
function globSql(column: string, value: string): string {
  const wanted = value.toLowerCase();
  const text = `lower(coalesce(${column}, ''))`;
  if (!wanted.includes("*")) {
    // Names are mostly typed as they are written; equal texts need no folding, which a segment's statistics can use.
    return `${text} = ${literal(wanted)}`;
  }
  return `regexp_full_match(${text}, ${literal(patternOf(wanted, "(?s:.)*"))})`;
}

/** The same against texts that stand between line feeds. */
function formsSql(column: string, value: string, unless?: string): string {
  const wanted = value.toLowerCase();
  const test = wanted.includes("*")
    ? `regexp_matches(${column}, ${literal(`\n${patternOf(wanted, "[^\\n]*")}\n`)})`
    : `contains(${column}, ${literal(`\n${wanted}\n`)})`;
  return unless === undefined ? test : `${unless} AND ${test}`;
}
