import type { Translate } from "../base/translate.js";
import type { Filter, FilterField, QueryProblem, TimeRange } from "./query.js";
import { findKey, fixedValues, isFilterField, nearest, nearestKey, type QueryKey } from "./queryFields.js";
import { openEndMs, openStartMs, dayMs, parseDuration, parseInstant } from "./queryTime.js";
import { readTokens, type Token, type TokenValue } from "./queryTokens.js";
import { isQuestionWord, isSmallWord, withoutMark } from "./question.js";

export interface QueryParts {
  readonly filters: readonly Filter[];
  readonly words: readonly string[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Undefined when the text names no time. */
  readonly range: TimeRange | undefined;
  readonly problems: readonly QueryProblem[];
  readonly broken: readonly string[];
}

/** Reads a query line piece by piece; a piece with a problem is set aside and the rest still counts. */
export function readQueryParts(text: string, t: Translate): QueryParts {
  const reader = new Reader(text, t);
  for (const token of readTokens(text)) reader.read(token);
  return reader.parts();
}

/** What is said of one part of a token. */
interface Complaint {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

class Reader {
  readonly #filters: Filter[] = [];
  readonly #words: TokenValue[] = [];
  readonly #accounts: string[] = [];
  readonly #regions: string[] = [];
  readonly #problems: QueryProblem[] = [];
  readonly #broken: string[] = [];
  readonly #times = new Map<"last" | "from" | "to", { token: Token; ms: number }>();

  constructor(
    private readonly text: string,
    private readonly t: Translate,
  ) {}

  read(token: Token): void {
    const complaint = this.#take(token);
    if (complaint) this.#setAside(token, complaint);
  }

  parts(): QueryParts {
    const range = this.#range();
    return {
      filters: this.#filters,
      words: readWords(this.#words),
      accounts: this.#accounts,
      regions: this.#regions,
      range,
      problems: this.#problems.sort((a, b) => a.from - b.from),
      broken: this.#broken,
    };
  }

  #setAside(token: Token, problem: Complaint): void {
    this.#problems.push(problem);
    this.#broken.push(this.text.slice(token.from, token.to));
  }

  /** Keeps what the token says; returns what is wrong with it when it says nothing usable. */
  #take(token: Token): Complaint | undefined {
    const open = token.values.find((value) => value.open);
    if (open)
      return {
        from: open.from,
        to: open.to,
        message: this.t('This quote is not closed. Add a " at its end.'),
      };
    if (token.name === undefined) return this.#takeWord(token);
    const key = findKey(token.name);
    if (key === undefined) return this.#unknownName(token, token.name);
    if (token.values.every((value) => value.text === "")) {
      return { from: token.from, to: token.to, message: this.t('"{0}:" needs a value.', key) };
    }
    return isFilterField(key) ? this.#takeFilter(token, key) : this.#takeScope(token, key);
  }

  #takeWord(token: Token): Complaint | undefined {
    if (token.negated) {
      const message = this.t(
        "A plain word cannot be excluded. Exclude by a field, as in -event:Get*, or quote the text.",
      );
      return { from: token.from, to: token.to, message };
    }
    this.#words.push(...token.values);
    return undefined;
  }

  #unknownName(token: Token, name: string): Complaint {
    const from = token.from + (token.negated ? 1 : 0);
    const meant = nearestKey(name);
    const message =
      meant === undefined
        ? this.t('There is no field "{0}". To search for this text as it stands, put it in quotes.', name)
        : this.t('There is no field "{0}". Did you mean "{1}"?', name, meant);
    return { from, to: from + name.length + 1, message };
  }

  #takeFilter(token: Token, field: FilterField): Complaint | undefined {
    const values = token.values.filter((value) => value.text !== "");
    for (const value of values) {
      const message = this.#wrongValue(field, value.text);
      if (message !== undefined) return { from: value.from, to: value.to, message };
    }
    for (const value of values) this.#filters.push({ field, negated: token.negated, value: value.text });
    return undefined;
  }

  #wrongValue(field: FilterField, value: string): string | undefined {
    const known = fixedValues(field);
    if (!known || value.includes("*") || known.some((name) => name.toLowerCase() === value.toLowerCase()))
      return undefined;
    const meant = nearest(value, known);
    return meant === undefined
      ? this.t('"{0}:" takes one of: {1}.', field, known.join(", "))
      : this.t('"{0}:" does not know "{1}". Did you mean "{2}"?', field, value, meant);
  }

  #takeScope(token: Token, key: Exclude<QueryKey, FilterField>): Complaint | undefined {
    if (token.negated) {
      return { from: token.from, to: token.to, message: this.t('"{0}:" cannot be excluded.', key) };
    }
    const values = token.values.filter((value) => value.text !== "");
    if (key === "account") this.#accounts.push(...values.map((value) => value.text));
    else if (key === "region") return this.#takeRegions(values);
    else return this.#takeTime(token, key, values);
    return undefined;
  }

  #takeRegions(values: readonly TokenValue[]): Complaint | undefined {
    const wrong = values.find((value) => !/^(\*|[a-z]{2,5}(-[a-z]+)+-\d{1,2})$/i.test(value.text));
    if (wrong) {
      const message = this.t('"{0}" is not a Region code such as eu-west-1.', wrong.text);
      return { from: wrong.from, to: wrong.to, message };
    }
    this.#regions.push(...values.map((value) => value.text));
    return undefined;
  }

  #takeTime(token: Token, key: "last" | "from" | "to", values: readonly TokenValue[]): Complaint | undefined {
    const [value, second] = values;
    if (!value) return undefined;
    if (second || this.#times.has(key)) {
      return { from: token.from, to: token.to, message: this.t('"{0}:" can be given only once.', key) };
    }
    const ms = key === "last" ? parseDuration(value.text) : instantMs(key, value.text);
    if (ms === undefined)
      return { from: value.from, to: value.to, message: this.#wrongTime(key, value.text) };
    this.#times.set(key, { token, ms });
    return undefined;
  }

  #wrongTime(key: "last" | "from" | "to", value: string): string {
    return key === "last"
      ? this.t('"{0}" is not a span of time such as 30m, 24h, 7d or 2w.', value)
      : this.t('"{0}" is not a date such as 2026-11-01 or a time such as 2026-11-01T14:30Z.', value);
  }

  #range(): TimeRange | undefined {
    const last = this.#times.get("last");
    const exact = this.#times.get("from") ?? this.#times.get("to");
    if (!last) return exact && this.#exactRange();
    if (!exact) return { kind: "last", ms: last.ms };
    this.#reject(last.token, this.t('Give either "last:" or "from:" and "to:", not both.'));
    return this.#exactRange();
  }

  #exactRange(): TimeRange | undefined {
    const from = this.#times.get("from");
    const to = this.#times.get("to");
    const fromMs = from?.ms ?? openStartMs;
    const toMs = to?.ms ?? openEndMs;
    if (fromMs < toMs) return { kind: "exact", fromMs, toMs };
    const message = this.t("The range ends before it begins.");
    for (const { token } of [from, to].filter((time) => time !== undefined)) this.#reject(token, message);
    return undefined;
  }

  #reject(token: Token, message: string): void {
    this.#setAside(token, { from: token.from, to: token.to, message });
  }
}

/** A day named by `to:` is included. */
function instantMs(key: "from" | "to", value: string): number | undefined {
  const instant = parseInstant(value);
  return instant && instant.ms + (key === "to" && instant.dateOnly ? dayMs : 0);
}

function readWords(values: readonly TokenValue[]): readonly string[] {
  const [first] = values;
  if (!first || first.quoted || !isQuestionWord(first.text)) return values.map((value) => value.text);
  return values
    .filter((value) => value.quoted || !isSmallWord(value.text))
    .map((value) => (value.quoted ? value.text : withoutMark(value.text)));
}
