import type { Filter, Query, QueryEdit } from "./query.js";
import { readQueryParts } from "./queryReader.js";
import { canonicalValue, formatQuery, parseQuery, type ParsedText, type ParseOptions } from "./queryText.js";
import { english } from "../base/translate.js";

/** Changes one part of a query line. What could not be understood stays at its end, as typed. */
export function editQuery(text: string, change: QueryEdit, options: ParseOptions = {}): string {
  const parsed = parseQuery(text, options);
  if (change.kind === "type") return mergeTyped(parsed, change.typed);
  const broken = change.kind === "clear" ? [] : parsed.broken;
  return join(apply(parsed.query, change), broken);
}

/** The line in canonical form, with what could not be understood at its end, as typed. */
export function canonicalText(text: string, options: ParseOptions = {}): string {
  const parsed = parseQuery(text, options);
  return join(parsed.query, parsed.broken);
}

const join = (query: Query, broken: readonly string[]): string => [formatQuery(query), ...broken].join(" ");

function apply(query: Query, change: Exclude<QueryEdit, { kind: "type" }>): Query {
  switch (change.kind) {
    case "add":
      return change.field === "text"
        ? { ...query, words: [...query.words, change.value] }
        : { ...query, filters: addFilter(query.filters, { ...change, field: change.field }) };
    case "remove":
      return {
        ...query,
        filters: query.filters.filter((_, index) => index !== change.index),
        words: query.words.filter((_, index) => index + query.filters.length !== change.index),
      };
    case "range":
      return { ...query, range: change.range };
    case "accounts":
      return { ...query, accounts: change.values };
    case "regions":
      return { ...query, regions: change.values };
    case "clear":
      return { ...query, filters: [], words: [] };
  }
}

/** The same value with the other sign goes: asking for both would never match. */
function addFilter(filters: readonly Filter[], added: Filter): readonly Filter[] {
  const { field, negated } = added;
  const value = canonicalValue(field, added.value);
  const opposite = (filter: Filter): boolean =>
    filter.field === field &&
    filter.negated !== negated &&
    filter.value.toLowerCase() === value.toLowerCase();
  return [...filters.filter((filter) => !opposite(filter)), { field, negated, value }];
}

/** Typed filters and words are added; a typed time, account or Region takes the place of the one before. */
function mergeTyped(parsed: ParsedText, typed: string): string {
  const parts = readQueryParts(typed, english);
  const { query } = parsed;
  const merged: Query = {
    range: parts.range ?? query.range,
    accounts: parts.accounts.length > 0 ? parts.accounts : query.accounts,
    regions: parts.regions.length > 0 ? parts.regions : query.regions,
    filters: parts.filters.reduce(addFilter, query.filters),
    words: [...query.words, ...parts.words],
  };
  return join(merged, [...parsed.broken, ...parts.broken]);
}
