import { english, type Translate } from "../base/translate.js";
import { knownNames } from "./apiNames.js";
import type { FilterField } from "./query.js";
import { findKey, isFilterField, queryKeys, type QueryKey } from "./queryFields.js";
import { formatFilter } from "./queryText.js";
import { readTokens, type Token, type TokenValue } from "./queryTokens.js";
import { isSmallWord, withoutMark } from "./question.js";
import { builtIn, fieldDescriptions, presets, type NamedValue } from "./suggestedValues.js";
import { splitApiName, stemOf } from "./wordTest.js";

export type { NamedValue } from "./suggestedValues.js";

/** What may be typed next; `insert` replaces the text between `from` and `to`. */
export interface QuerySuggestion {
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly description: string;
}

export interface SuggestContext {
  /** Values among the results so far, most frequent first. */
  values(field: FilterField): readonly { readonly value: string; readonly count: number }[];
  readonly accounts: readonly NamedValue[];
  readonly regions: readonly NamedValue[];
  readonly t?: Translate;
}

const maxSuggestions = 12;

/** Suggestions for the piece of the line the caret is in or right behind, best first. */
export function suggest(text: string, caret: number, context: SuggestContext): readonly QuerySuggestion[] {
  const tokens = readTokens(text);
  const index = tokens.findIndex((token) => token.from <= caret && caret <= token.to);
  const token = tokens[index];
  const maker = new Maker({ ...context, t: context.t ?? english });
  if (!token) return maker.fields("", false, caret, caret).slice(0, maxSuggestions);
  const found =
    token.name === undefined
      ? maker.forWord(tokens, index, token)
      : maker.forValue(text, token, token.name, caret);
  return found.slice(0, maxSuggestions);
}

class Maker {
  constructor(private readonly context: SuggestContext & { readonly t: Translate }) {}

  /** A word may be the start of a field, a value seen, or words of an API name: `stopped logging`. */
  forWord(tokens: readonly Token[], index: number, token: Token): readonly QuerySuggestion[] {
    const typed = token.values[0]?.text ?? "";
    if (token.values[0]?.quoted) return [];
    const calls = token.negated ? [] : this.#calls(tokens, index);
    const fields = this.fields(typed, token.negated, token.from, token.to);
    const seen = typed.length < 2 ? [] : this.#seen(typed, token);
    return distinct([...fields, ...calls, ...seen]);
  }

  fields(typed: string, negated: boolean, from: number, to: number): readonly QuerySuggestion[] {
    const start = typed.toLowerCase();
    const about = fieldDescriptions(this.context.t);
    return queryKeys
      .filter((key) => key.startsWith(start) && (!negated || isFilterField(key)))
      .map((key) => ({
        insert: `${negated ? "-" : ""}${key}:`,
        from,
        to,
        label: `${key}:`,
        description: about[key],
      }));
  }

  forValue(text: string, token: Token, name: string, caret: number): readonly QuerySuggestion[] {
    const key = findKey(name);
    if (key === undefined)
      return this.fields(name.slice(0, 2), token.negated, token.from, token.from + name.length + 1);
    const value = valueAt(token, caret);
    const from = value?.from ?? caret;
    const typed = value ? text.slice(from + (value.quoted ? 1 : 0), caret) : "";
    return this.#valuesOf(key)
      .filter((candidate) => matchesTyped(candidate, typed))
      .sort((a, b) => startsFirst(a.value, b.value, typed))
      .map(({ value: found, description }) => ({
        insert: quotedFor(key, found),
        from,
        to: value?.to ?? caret,
        label: found,
        description,
      }));
  }

  #valuesOf(key: QueryKey): readonly NamedValue[] {
    const { t, accounts, regions } = this.context;
    if (key === "account") return accounts;
    if (key === "region") return regions;
    if (key === "last") return presets(t);
    if (key === "from" || key === "to") return [];
    const seen = this.context
      .values(key)
      .map(({ value, count }) => ({ value, description: t("{0} here", count) }));
    return distinctValues([...seen, ...builtIn(key, t)]);
  }

  /** API names whose words are the ones typed up to here, in any form of the verb. */
  #calls(tokens: readonly Token[], index: number): readonly QuerySuggestion[] {
    const run = plainRun(tokens, index);
    for (let start = 0; start < run.length; start++) {
      const part = run.slice(start);
      const found = callsFor(part.map(wordOf), this.context);
      const [first] = part;
      if (found.length === 0 || !first) continue;
      return found.map(({ value, description }) => ({
        insert: `event:${value}`,
        from: first.from,
        to: part.at(-1)?.to ?? first.to,
        label: value,
        description,
      }));
    }
    return [];
  }

  #seen(typed: string, token: Token): readonly QuerySuggestion[] {
    const fields = ["user", "resource", "service", "ip", "error"] as const;
    return fields.flatMap((field) =>
      this.context
        .values(field)
        .filter(({ value }) => matchesTyped({ value, description: "" }, typed))
        .slice(0, 3)
        .map(({ value, count }) => ({
          insert: formatFilter({ field, value, negated: token.negated }),
          from: token.from,
          to: token.to,
          label: `${field}:${value}`,
          description: this.context.t("{0} here", count),
        })),
    );
  }
}

const wordOf = (token: Token): string => withoutMark(token.values[0]?.text ?? "");

/** The unquoted words that end at the caret, at most four; small words of a question do not count. */
function plainRun(tokens: readonly Token[], index: number): readonly Token[] {
  const run: Token[] = [];
  for (let at = index; at >= 0 && run.length < 4; at--) {
    const token = tokens[at];
    if (!token || token.name !== undefined || token.negated || token.values[0]?.quoted) break;
    if (at === index || !isSmallWord(wordOf(token))) run.unshift(token);
  }
  return run;
}

function callsFor(
  words: readonly string[],
  context: SuggestContext & { readonly t: Translate },
): readonly NamedValue[] {
  const stems = words.filter((word) => word !== "").map(stemOf);
  const last = words.at(-1)?.toLowerCase() ?? "";
  if (stems.length === 0 || last.length < 3) return [];
  const seen = context
    .values("event")
    .map(({ value, count }) => ({ value, description: context.t("{0} here", count) }));
  const known = knownNames.map(({ name, service }) => ({ value: name, description: service }));
  return distinctValues([...seen, ...known]).filter(({ value }) => {
    const parts = splitApiName(value);
    const partStems = parts.map(stemOf);
    const whole = (stem: string): boolean => partStems.includes(stem);
    const begun = parts.some((part) => part.startsWith(last)) || value.toLowerCase().startsWith(last);
    return stems.slice(0, -1).every(whole) && (begun || whole(stems.at(-1) ?? ""));
  });
}

/** The value the caret stands in; undefined right behind a colon or comma. */
const valueAt = (token: Token, caret: number): TokenValue | undefined =>
  token.values.find(
    (value) => value.from <= caret && caret <= value.to && (value.text !== "" || value.quoted),
  );

function matchesTyped({ value, description }: NamedValue, typed: string): boolean {
  const wanted = typed.toLowerCase().replaceAll("*", "");
  return value.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted);
}

/** Values that begin with what was typed come first; otherwise the order stays. */
function startsFirst(a: string, b: string, typed: string): number {
  const start = typed.toLowerCase();
  return Number(b.toLowerCase().startsWith(start)) - Number(a.toLowerCase().startsWith(start));
}

function quotedFor(key: QueryKey, value: string): string {
  const field = isFilterField(key) ? key : "user";
  return formatFilter({ field, value, negated: false }).slice(field.length + 1);
}

function distinct(suggestions: readonly QuerySuggestion[]): readonly QuerySuggestion[] {
  const byText = new Map<string, QuerySuggestion>();
  for (const suggestion of suggestions)
    if (!byText.has(suggestion.insert)) byText.set(suggestion.insert, suggestion);
  return [...byText.values()];
}

function distinctValues(values: readonly NamedValue[]): readonly NamedValue[] {
  const byValue = new Map<string, NamedValue>();
  for (const value of values) if (!byValue.has(value.value)) byValue.set(value.value, value);
  return [...byValue.values()];
}
