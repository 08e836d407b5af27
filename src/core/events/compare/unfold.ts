import type { Json } from "../../base/json.js";

/** How much of a record's part is shown; what is beyond is replaced by a note. */
export interface UnfoldLimits {
  readonly depth: number;
  /** Most values in all, those in unfolded texts among them. */
  readonly values: number;
  /** Most UTF-16 units in all. */
  readonly characters: number;
}

const usualLimits: UnfoldLimits = { depth: 60, values: 50_000, characters: 4_000_000 };
/** Longest text that is looked into, in UTF-16 units; CloudTrail cuts a record at 1 MB. */
const longestEmbedded = 1_500_000;
/** Keys that name the items of a list whose order means nothing: tags, attributes, filters. */
const naming = ["key", "Key", "tagKey", "TagKey", "name", "Name"] as const;
/** A policy's lists are sets: IAM user guide, "IAM JSON policy elements reference". */
const sets = new Set(["Action", "NotAction", "Resource", "NotResource"]);

/**
 * A copy in which texts that hold JSON (policy documents, attributes, also URL-encoded) are objects, keys are
 * sorted, and lists without a meaningful order too, so that equal things read equal. Never throws.
 */
export const unfold = (value: unknown, limits: UnfoldLimits = usualLimits): Json =>
  new Unfolder(limits).value(value, 0);

class Unfolder {
  #values: number;
  #characters: number;

  constructor(private readonly limits: UnfoldLimits) {
    this.#values = limits.values;
    this.#characters = limits.characters;
  }

  value(value: unknown, depth: number): Json {
    this.#values -= 1;
    if (this.#values < 0 || this.#characters < 0) return "… left out, see the raw record";
    if (typeof value === "string") return this.#text(value, depth);
    if (typeof value !== "object" || value === null) return value as Json;
    if (depth >= this.limits.depth) return "… nested too deep, see the raw record";
    return Array.isArray(value) ? this.#list(value, depth) : this.#object(value, depth);
  }

  #text(value: string, depth: number): Json {
    const embedded = embeddedJson(value);
    if (embedded !== undefined) return this.value(embedded, depth);
    this.#characters -= value.length;
    return this.#characters < 0 ? "… left out, see the raw record" : value;
  }

  #list(items: readonly unknown[], depth: number): Json {
    const kept: Json[] = [];
    for (const item of items) {
      kept.push(this.value(item, depth + 1));
      if (this.#values < 0) break;
    }
    return sortedByName(kept);
  }

  /** `fromEntries` defines keys, so that `__proto__` is a key like any other. */
  #object(value: object, depth: number): Json {
    const entries = Object.entries(value).sort(([one], [other]) => order(one, other));
    const kept: [string, Json][] = [];
    for (const [key, item] of entries) {
      this.#characters -= key.length;
      const read = this.value(item, depth + 1);
      kept.push([key, sets.has(key) && isTexts(read) ? [...read].sort(order) : read]);
      if (this.#values < 0) break;
    }
    return Object.fromEntries(kept);
  }
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const isTexts = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** The object or list a text holds; undefined for any other text. */
function embeddedJson(value: string): unknown {
  if (value.length < 2 || value.length > longestEmbedded) return undefined;
  const start = value.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return parsed(start);
  return /^%(?:7b|5b)/i.test(start) ? parsed(decoded(start)) : undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Forms write a space as `+`; JSON needs none between its parts, and `%2B` is a plus that was meant. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return "";
  }
}

function sortedByName(items: readonly Json[]): readonly Json[] {
  const name = naming.find((key) => items.every((item) => nameOf(item, key) !== undefined));
  if (name === undefined || items.length < 2) return items;
  return [...items].sort((one, other) => order(nameOf(one, name) ?? "", nameOf(other, name) ?? ""));
}

function nameOf(item: Json, key: string): string | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item) || !Object.hasOwn(item, key))
    return undefined;
  const value = (item as Readonly<Record<string, Json | undefined>>)[key];
  return typeof value === "string" ? value : undefined;
}
