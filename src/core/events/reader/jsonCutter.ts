/** Stretches of a text that hold one object each, and how things stand behind the last of them. */
export interface Cut {
  readonly ends: readonly { readonly start: number; readonly end: number }[];
  readonly state: {
    /** `more`: an entry goes on; `end`: the list is over; `odd`: something no list of objects holds. */
    readonly kind: "more" | "end" | "odd";
    /** What of the text is still needed begins here. */
    readonly from: number;
  };
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** Finds where the objects of a JSON list end, in a text that grows. It looks at each character once. */
export class JsonCutter {
  #at = 0;
  #depth = 0;
  #inString = false;
  #start = -1;

  reset(): void {
    this.#at = 0;
    this.#depth = 0;
    this.#inString = false;
    this.#start = -1;
  }

  /** So much was cut off the text's start. */
  shift(units: number): void {
    this.#at -= units;
    if (this.#start >= 0) this.#start -= units;
  }

  /** The first object of a list's text. */
  next(text: string): { readonly kind: "value"; readonly text: string } | { readonly kind: "more" | "odd" } {
    const { ends, state } = this.all(text, 1);
    const [first] = ends;
    if (first) return { kind: "value", text: text.slice(first.start, first.end) };
    return { kind: state.kind === "more" ? "more" : "odd" };
  }

  /** All objects that are complete, at most `most`; `text` is the one of the last call with more at its end. */
  all(text: string, most = Infinity): Cut {
    const ends: { start: number; end: number }[] = [];
    while (this.#at < text.length && ends.length < most) {
      if (this.#depth === 0) {
        const code = text.charCodeAt(this.#at);
        if (code === CLOSE_LIST) return { ends, state: { kind: "end", from: this.#at + 1 } };
        if (code === OPEN) this.#start = this.#at;
        else if (code === COMMA || code <= 32) {
          this.#at += 1;
          continue;
        } else return { ends, state: { kind: "odd", from: this.#at } };
      }
      if (!this.#finish(text)) break;
      ends.push({ start: this.#start, end: this.#at });
      this.#start = -1;
    }
    return { ends, state: { kind: "more", from: this.#start >= 0 ? this.#start : this.#at } };
  }

  /** Goes on to the end of the object that has begun; false when the text ends first. */
  #finish(text: string): boolean {
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (this.#inString) {
        if (code === QUOTE) this.#inString = false;
        else if (code === BACKSLASH) {
          // the escaped character may come with the next piece
          if (this.#at + 1 >= text.length) return false;
          this.#at += 1;
        }
      } else if (code === QUOTE) this.#inString = true;
      else if (code === OPEN || code === OPEN_LIST) this.#depth += 1;
      else if (code === CLOSE || code === CLOSE_LIST) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#at += 1;
        return true;
      }
    }
    return false;
  }
}
