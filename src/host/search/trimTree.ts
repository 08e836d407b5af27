import type { Translate } from "../../core/base/translate.js";

/** How much of a record's tree a page gets; the whole record stays one click away. */
export interface TreeLimits {
  /** Longest text, in UTF-16 code units. */
  readonly text: number;
  /** Most entries of one list or object. */
  readonly entries: number;
  /** Most values in the whole tree. */
  readonly values: number;
  readonly depth: number;
}

export const pageTreeLimits: TreeLimits = { text: 4_000, entries: 500, values: 5_000, depth: 40 };

/** Text cut to `limit` code units, never inside a surrogate pair; the mark at the end shows the cut. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHighSurrogate ? limit - 1 : limit)}…`;
}

/** A copy small enough to be sent and shown; what is left out is replaced by a note that says so. */
export function trimTree(value: unknown, t: Translate, limits: TreeLimits = pageTreeLimits): unknown {
  return new Trimmer(t, limits).trim(value, 0);
}

class Trimmer {
  #left: number;

  constructor(
    private readonly t: Translate,
    private readonly limits: TreeLimits,
  ) {
    this.#left = limits.values;
  }

  trim(value: unknown, depth: number): unknown {
    this.#left -= 1;
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth >= this.limits.depth)
      return this.t("… nested too deep to show here; open the raw record to see it");
    return Array.isArray(value) ? this.#list(value, depth) : this.#object(value, depth);
  }

  #text(value: string): string {
    if (value.length <= this.limits.text) return value;
    const start = clip(value, this.limits.text);
    return this.t("{0} [cut: {1} characters in all; open the raw record to see them]", start, value.length);
  }

  #list(items: readonly unknown[], depth: number): unknown[] {
    const kept: unknown[] = [];
    for (const item of items) {
      if (this.#isFull(kept.length)) return [...kept, this.#more(items.length - kept.length)];
      kept.push(this.trim(item, depth + 1));
    }
    return kept;
  }

  #object(value: object, depth: number): Record<string, unknown> {
    const entries = Object.entries(value);
    const kept: [string, unknown][] = [];
    for (const [key, item] of entries) {
      if (this.#isFull(kept.length)) {
        kept.push(["…", this.#more(entries.length - kept.length)]);
        break;
      }
      kept.push([clip(key, this.limits.text), this.trim(item, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }

  #isFull(entries: number): boolean {
    return entries >= this.limits.entries || this.#left <= 0;
  }

  #more(count: number): string {
    return this.t("… {0} more; open the raw record to see them", count);
  }
}
