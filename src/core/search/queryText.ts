import { english, type Translate } from "../base/translate.js";
import type { Filter, FilterField, Query, QueryProblem, TimeRange } from "./query.js";
import { fixedValues } from "./queryFields.js";
import { readQueryParts } from "./queryReader.js";
import { defaultRange, formatRange } from "./queryTime.js";
import { readTokens } from "./queryTokens.js";
import { isQuestionWord } from "./question.js";

/** One filter or free-text word of a query line. */
export interface QueryChip {
  /** Place among all chips, filters before words; names the chip to `editQuery`. */
  readonly index: number;
  readonly text: string;
  readonly field: FilterField | "text";
  readonly value: string;
  readonly negated: boolean;
}

export interface ParsedText {
  /** What could be understood, in canonical form. */
  readonly query: Query;
  readonly chips: readonly QueryChip[];
  /** What could not; offsets are in the text as given. */
  readonly problems: readonly QueryProblem[];
  /** The pieces of the text the problems are about, as typed; they are no part of `query`. */
  readonly broken: readonly string[];
}

export interface ParseOptions {
  readonly t?: Translate;
  /** Range of a line that names none; 7 days without it. */
  readonly defaultRange?: TimeRange;
}

/**
 * Reads the one-line form of a query:
 *
 *     user:alice event:Put*,Delete* -service:kms error:any access:write resource:"my bucket"
 *     account:acme-prod region:eu-west-1,us-east-1 last:7d stopped "a phrase"
 *
 * A field with several values means any of them; several fields must all hold; `-` before a field excludes.
 * Times are `last:` with s, m, h, d or w, or `from:` and `to:` in ISO form, UTC unless an offset is given; a date alone
 * in `to:` includes that day. Everything else is free text (see `question.ts` for questions). Never throws.
 */
export function parseQuery(text: string, options: ParseOptions = {}): ParsedText {
  const parts = readQueryParts(text, options.t ?? english);
  const query = canonicalQuery({
    range: parts.range ?? options.defaultRange ?? defaultRange,
    accounts: parts.accounts,
    regions: parts.regions,
    filters: parts.filters,
    words: parts.words,
  });
  return { query, chips: toChips(query), problems: parts.problems, broken: parts.broken };
}

/** The query as one line in canonical form: filters, words, accounts, Regions, range. Reads back as the same query. */
export function formatQuery(query: Query): string {
  const canonical = canonicalQuery(query);
  return [
    ...formatFilters(canonical.filters),
    ...canonical.words.map((word, index) => formatWord(word, index === 0)),
    ...formatList("account", canonical.accounts),
    ...formatList("region", canonical.regions),
    ...formatRange(canonical.range),
  ].join(" ");
}

/** One filter as it stands in a query line, as `-service:kms`. */
export const formatFilter = (filter: Filter): string =>
  `${filter.negated ? "-" : ""}${filter.field}:${formatValue(filter.value)}`;

/** A free-text word or phrase, quoted when it would otherwise be read as something else. */
export function formatWord(word: string, first = true): string {
  const [token, more] = readTokens(word);
  const plain = token !== undefined && more === undefined && !token.negated && token.name === undefined;
  const value = plain ? token.values[0] : undefined;
  const readsBack = value?.text === word && !value.quoted && !(first && isQuestionWord(word));
  return readsBack ? word : quote(word);
}

/** Filters of the same field and sign side by side, in canonical spelling, nothing twice, nothing empty. */
export function canonicalQuery(query: Query): Query {
  const groups = new Map<string, Map<string, Filter>>();
  for (const filter of query.filters) {
    const value = canonicalValue(filter.field, filter.value);
    if (value === "") continue;
    const group = groups.get(groupKey(filter)) ?? new Map<string, Filter>();
    if (!group.has(value.toLowerCase())) group.set(value.toLowerCase(), { ...filter, value });
    groups.set(groupKey(filter), group);
  }
  return {
    range: query.range,
    accounts: unique(query.accounts.map(oneLine)),
    regions: unique(query.regions.map((region) => oneLine(region).toLowerCase())),
    filters: [...groups.values()].flatMap((group) => [...group.values()]),
    words: unique(query.words.map(oneLine)),
  };
}

const groupKey = (filter: Filter): string => `${filter.negated ? "-" : ""}${filter.field}`;

const unique = (values: readonly string[]): readonly string[] =>
  [...new Set(values)].filter((value) => value !== "");

const oneLine = (value: string): string => value.replace(/[\r\n\u2028\u2029]+/g, " ");

/** Spells a value the way the field knows it; text the field does not know stays as it is. */
export function canonicalValue(field: FilterField, value: string): string {
  const clean = oneLine(value);
  if (field === "service") return clean.replace(/\.amazonaws\.com$/i, "");
  if (field === "error") return /^(any|none)$/i.test(clean) ? clean.toLowerCase() : clean;
  return fixedValues(field)?.find((known) => known.toLowerCase() === clean.toLowerCase()) ?? clean;
}

function formatFilters(filters: readonly Filter[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const filter of filters) {
    const values = groups.get(groupKey(filter)) ?? [];
    values.push(formatValue(filter.value));
    groups.set(groupKey(filter), values);
  }
  return [...groups].map(([key, values]) => `${key}:${values.join(",")}`);
}

const formatList = (key: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`${key}:${values.map(formatValue).join(",")}`];

const formatValue = (value: string): string =>
  /^"|^\/\/|[\s,]/.test(value) || value === "" ? quote(value) : value;

const quote = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

function toChips(query: Query): readonly QueryChip[] {
  const filters = query.filters.map((filter) => ({ ...filter, text: formatFilter(filter) }));
  const words = query.words.map((word) => ({
    field: "text" as const,
    value: word,
    negated: false,
    text: formatWord(word, false),
  }));
  return [...filters, ...words].map(({ text, field, value, negated }, index) => ({
    index,
    text,
    field,
    value,
    negated,
  }));
}
