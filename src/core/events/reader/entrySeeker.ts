import { scanJson } from "./jsonScan.js";

const FIRST_KEY = /\{\s{0,200}"([^"\\\n]{1,80})"/y;
/** How often the whole text may be scanned in vain, so that hostile nesting costs no hours. */
const PATIENCE = 6;

/** Finds where to go on in a text behind what could not be read. */
export class EntrySeeker {
  #patience: number;

  constructor(
    private readonly text: string,
    private readonly isEntry: (value: unknown) => boolean,
  ) {
    this.#patience = PATIENCE * text.length + 1_000_000;
  }

  /** True once scanning in vain has cost enough; what is left of the text is then told as one thing. */
  get isTired(): boolean {
    return this.#patience <= 0;
  }

  spend(units: number): void {
    this.#patience -= units;
  }

  /**
   * Behind a broken entry: the next object that begins with the same key (records of a log all begin with
   * `eventVersion`), stands in a line of its own no deeper than the broken one, or reads as an entry. Objects inside
   * of the broken entry are none of these. The end of the text when there is none.
   */
  after(brokenAt: number): number {
    const { text } = this;
    const key = firstKey(text, brokenAt);
    const depth = indentation(text, brokenAt);
    for (let at = text.indexOf("{", brokenAt + 1); at >= 0; at = text.indexOf("{", at + 1)) {
      const own = mayBegin(text, at) ? firstKey(text, at) : undefined;
      if (own === undefined) continue;
      const inLine = indentation(text, at);
      if (own === key || (inLine !== undefined && depth !== undefined && inLine <= depth)) return at;
      if (this.#readsAsEntry(at)) return at;
    }
    return text.length;
  }

  /** The first entry in the rest of a line, or the end of the line. */
  within(from: number, lineEnd: number): number {
    const { text } = this;
    for (let at = text.indexOf('{"', from + 1); at >= 0 && at < lineEnd; at = text.indexOf('{"', at + 1))
      if (this.#readsAsEntry(at)) return at;
    return lineEnd;
  }

  #readsAsEntry(at: number): boolean {
    if (this.isTired) return false;
    const scan = scanJson(this.text, at);
    this.spend(("end" in scan ? scan.end : scan.errorAt) - at);
    return "end" in scan && this.isEntry(parsed(this.text.slice(at, scan.end)));
  }
}

function firstKey(text: string, at: number): string | undefined {
  FIRST_KEY.lastIndex = at;
  return FIRST_KEY.exec(text)?.[1];
}

/** Entries follow a comma, the opening of a list, the end of another one, or a line break. */
function mayBegin(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const character = text.charAt(before);
    if (character === "\n") return true;
    if (character !== " " && character !== "\t" && character !== "\r") return ",[}\u0000".includes(character);
  }
  return true;
}

/** Blanks before it in its line; undefined when something else stands there. */
function indentation(text: string, at: number): number | undefined {
  for (let before = at - 1; before >= 0; before--) {
    const character = text.charAt(before);
    if (character === "\n") return at - before - 1;
    if (character !== " " && character !== "\t") return undefined;
  }
  return at;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a broken string in it: not where to go on
  }
}
