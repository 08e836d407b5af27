import { HclCursor, Unreadable } from "./hclCursor.js";
import { callFunction } from "./hclFunctions.js";
import { operate, precedenceOf } from "./hclOperators.js";
import { boundScope, collected, entriesOf, type HclScope, type LoopItem } from "./hclScope.js";
import { templateParts } from "./hclText.js";
import { elementOf, textOf, type HclValue } from "./hclValue.js";

const deepest = 40;
/** Steps one expression may take, those of its `for` loops included. */
const mostSteps = 5_000;

/**
 * The value of the expression between two offsets of HCL text; undefined when it depends on what the scope does not
 * know, or cannot be read. Never throws.
 */
export const evaluate = (text: string, start: number, end: number, scope: HclScope): HclValue | undefined =>
  sheltered(() => new Evaluation(text, scope).within(start, end));

/** The value of a template without quotes, as strings of `.tf.json` are. */
export const evaluateTemplate = (text: string, scope: HclScope): HclValue | undefined =>
  sheltered(() => new Evaluation(text, scope).template(0, text.length, false));

function sheltered(read: () => HclValue | undefined): HclValue | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Evaluation {
  readonly #in: HclCursor;
  #depth = 0;
  #steps = 0;

  constructor(
    private readonly text: string,
    private scope: HclScope,
  ) {
    this.#in = new HclCursor(text);
  }

  within(start: number, end: number): HclValue | undefined {
    const [at, before] = [this.#in.at, this.#in.end];
    this.#in.at = start;
    this.#in.end = end;
    const value = this.#expression();
    this.#in.blanks();
    if (this.#in.at < end) throw new Unreadable();
    this.#in.at = at;
    this.#in.end = before;
    return value;
  }

  template(start: number, end: number, isQuoted: boolean): HclValue | undefined {
    const parts = templateParts(this.text, start, end, isQuoted);
    if (!parts) return undefined;
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "expression") return this.within(only.start, only.end);
    let text = "";
    for (const part of parts) {
      const piece = part.kind === "text" ? part.text : textOf(this.within(part.start, part.end));
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  }

  #expression(): HclValue | undefined {
    if (++this.#depth > deepest) throw new Unreadable();
    let value = this.#binary(1);
    if (this.#in.takes("?")) {
      const yes = this.#expression();
      this.#in.expect(":");
      const no = this.#expression();
      value = value === true ? yes : value === false ? no : undefined;
    }
    this.#depth--;
    return value;
  }

  #binary(least: number): HclValue | undefined {
    let left = this.#unary();
    for (;;) {
      const operator = this.#operator();
      const precedence = precedenceOf(operator);
      if (precedence < least) return left;
      this.#in.at += operator.length;
      left = operate(operator, left, this.#binary(precedence + 1));
    }
  }

  #operator(): string {
    this.#in.blanks();
    if (this.#in.at >= this.#in.end) return "";
    const two = this.text.slice(this.#in.at, this.#in.at + 2);
    return two === "=>" || precedenceOf(two) > 0 ? two : two.charAt(0);
  }

  #unary(): HclValue | undefined {
    if (++this.#steps > mostSteps || ++this.#depth > deepest) throw new Unreadable();
    let value: HclValue | undefined;
    if (this.#in.takes("!")) {
      const denied = this.#unary();
      value = typeof denied === "boolean" ? !denied : undefined;
    } else if (this.#in.takes("-")) {
      const positive = this.#unary();
      value = typeof positive === "number" ? -positive : undefined;
    } else value = this.#primary();
    this.#depth--;
    return value;
  }

  #primary(): HclValue | undefined {
    this.#in.blanks();
    const { char } = this.#in;
    if (char === "") throw new Unreadable();
    if (char === '"') return this.#quoted();
    if (char >= "0" && char <= "9") return this.#in.number();
    if (char === "[") return this.#steppedInto(this.#list());
    if (char === "{") return this.#steppedInto(this.#map());
    if (char !== "(") return this.#named();
    this.#in.at++;
    const value = this.#expression();
    this.#in.expect(")");
    return this.#steppedInto(value);
  }

  #quoted(): HclValue | undefined {
    const { start, end } = this.#in.quoted();
    return this.template(start, end, true);
  }

  #list(): HclValue | undefined {
    this.#in.at++;
    if (this.#in.takesWord("for")) return this.#loop("]");
    const items: (HclValue | undefined)[] = [];
    while (!this.#in.takes("]")) {
      items.push(this.#expression());
      if (this.#in.takes(",")) continue;
      this.#in.expect("]");
      break;
    }
    return items;
  }

  #map(): HclValue | undefined {
    this.#in.at++;
    if (this.#in.takesWord("for")) return this.#loop("}");
    const items = new Map<string, HclValue | undefined>();
    let isKnown = true;
    while (!this.#in.takes("}")) {
      const key = this.#key();
      if (!this.#in.takes("=")) this.#in.expect(":");
      const value = this.#expression();
      if (key === undefined) isKnown = false;
      else items.set(key, value);
      this.#in.takes(",");
    }
    return isKnown ? items : undefined;
  }

  /** A bare word is itself; what is quoted or in parentheses is an expression. */
  #key(): string | undefined {
    this.#in.blanks();
    const end = this.#in.lexer.wordEnd(this.#in.at);
    if (end === this.#in.at) return textOf(this.#primary());
    const word = this.text.slice(this.#in.at, end);
    this.#in.at = end;
    return word;
  }

  /** `for k, v in map : key => value if condition`, behind the `for`. */
  #loop(close: "]" | "}"): HclValue | undefined {
    const names = [this.#in.word()];
    if (this.#in.takes(",")) names.push(this.#in.word());
    if (!this.#in.takesWord("in")) throw new Unreadable();
    const entries = entriesOf(this.#expression());
    this.#in.expect(":");
    const body = this.#in.at;
    const outer = this.scope;
    const items: LoopItem[] = [];
    // Without entries the body is read once for where it ends.
    const first = [undefined, undefined] as const;
    for (const [key, value] of entries?.length ? entries : [first]) {
      this.#in.at = body;
      this.scope = boundScope(outer, names, names.length === 1 ? [value] : [key, value]);
      items.push(this.#loopItem(close));
    }
    this.scope = outer;
    if (!entries) return undefined;
    return collected(entries.length === 0 ? [] : items, close === "}");
  }

  #loopItem(close: "]" | "}"): LoopItem {
    let value = this.#expression();
    let key: string | undefined;
    if (close === "}") {
      this.#in.expect("=>");
      key = textOf(value);
      value = this.#expression();
      if (this.#in.takes("...")) value = undefined;
    }
    const isKept = this.#in.takesWord("if") ? this.#expression() : true;
    this.#in.expect(close);
    return { key, value, isKept };
  }

  #named(): HclValue | undefined {
    const word = this.#in.word();
    if (this.text.charAt(this.#in.at) === "(") return this.#steppedInto(this.#call(word));
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    const path: (string | number)[] = [word];
    let isKnown = true;
    for (let step = this.#step(); step; step = this.#step()) {
      if (step.key === undefined) isKnown = false;
      else path.push(step.key);
    }
    return isKnown ? this.scope.valueOf(path) : undefined;
  }

  #call(name: string): HclValue | undefined {
    this.#in.at++;
    const args: (HclValue | undefined)[] = [];
    while (!this.#in.takes(")")) {
      args.push(this.#expression());
      if (this.#in.takes("...")) args.push(undefined);
      if (this.#in.takes(",")) continue;
      this.#in.expect(")");
      break;
    }
    return callFunction(name, args);
  }

  #steppedInto(value: HclValue | undefined): HclValue | undefined {
    let current = value;
    for (let step = this.#step(); step; step = this.#step()) current = elementOf(current, step.key);
    return current;
  }

  /** `.name`, `.0`, `["name"]`, `[0]`; a splat is a step nobody knows. */
  #step(): { readonly key: string | number | undefined } | undefined {
    const { char } = this.#in;
    if (char === "[") {
      this.#in.at++;
      if (this.#in.takes("*")) {
        this.#in.expect("]");
        return { key: undefined };
      }
      const key = this.#expression();
      this.#in.expect("]");
      return { key: typeof key === "number" || typeof key === "string" ? key : undefined };
    }
    if (char !== "." || this.text.charAt(this.#in.at + 1) === ".") return undefined;
    this.#in.at++;
    if (this.#in.takes("*")) return { key: undefined };
    const digits = /^\d+/.exec(this.text.slice(this.#in.at, this.#in.at + 9))?.[0];
    if (digits === undefined) return { key: this.#in.word() };
    this.#in.at += digits.length;
    return { key: Number(digits) };
  }
}
