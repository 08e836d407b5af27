/** Where a JSON value ends, or where and why it is none. Offsets are UTF-16 units of the text. */
export type JsonScan =
  { readonly end: number } | { readonly errorAt: number; readonly why: string; readonly isCutOff: boolean };

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

type Wanted = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end";

/**
 * Walks over the object or list that begins at `from` by JSON's grammar (RFC 8259), without building it. `JSON.parse`
 * tells neither where a value ends nor, on every engine, where it breaks off; damaged files need both. Depth costs
 * a list entry, not a stack frame. Escapes inside strings are left to `JSON.parse`.
 */
export function scanJson(text: string, from: number): JsonScan {
  const scanner = new Scanner(text, from);
  for (;;) {
    const result = scanner.step();
    if (result) return result;
  }
}

export function skipBlank(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
  }
  return at;
}

class Scanner {
  /** Closing brackets that are due. */
  readonly #due: number[] = [];
  #wanted: Wanted = "value";

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** Over one token; the result once there is one. */
  step(): JsonScan | undefined {
    this.at = skipBlank(this.text, this.at);
    if (this.at >= this.text.length) return this.#broken(this.at, "it breaks off");
    const code = this.text.charCodeAt(this.at);
    const wanted = this.#wanted;
    if (code === this.#due.at(-1) && wanted.endsWith("or end")) return this.#close();
    if (wanted.startsWith("value")) return this.#value(code);
    if (wanted.startsWith("key")) return code === QUOTE ? this.#string("colon") : this.#unexpected();
    if (code !== (wanted === "colon" ? COLON : COMMA)) return this.#unexpected();
    return this.#go(1, wanted === "colon" || !this.#inObject ? "value" : "key");
  }

  get #inObject(): boolean {
    return this.#due.at(-1) === CLOSE_OBJECT;
  }

  #value(code: number): JsonScan | undefined {
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      this.#due.push(code === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST);
      return this.#go(1, code === OPEN_OBJECT ? "key or end" : "value or end");
    }
    if (this.#due.length === 0) return this.#unexpected();
    if (code === QUOTE) return this.#string("comma or end");
    LITERAL.lastIndex = this.at;
    return LITERAL.test(this.text)
      ? this.#go(LITERAL.lastIndex - this.at, "comma or end")
      : this.#unexpected();
  }

  #close(): JsonScan | undefined {
    this.#due.pop();
    this.#go(1, "comma or end");
    return this.#due.length === 0 ? { end: this.at } : undefined;
  }

  #string(next: Wanted): JsonScan | undefined {
    for (let at = this.at + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === QUOTE) return this.#go(at + 1 - this.at, next);
      if (code === BACKSLASH) at++;
      else if (code === 10 || code === 13) return this.#broken(at, "a string is not closed");
    }
    return this.#broken(this.text.length, "a string is not closed");
  }

  #go(units: number, next: Wanted): JsonScan | undefined {
    this.at += units;
    this.#wanted = next;
    return undefined;
  }

  #unexpected(): JsonScan {
    const found = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return this.#broken(this.at, `${JSON.stringify(found)} was not expected`);
  }

  #broken(errorAt: number, why: string): JsonScan {
    return { errorAt, why, isCutOff: errorAt >= this.text.length };
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
