import { HclLexer } from "./hclLexer.js";

/** Thrown while an expression is read and caught where reading began: the rest of it cannot be read. */
export class Unreadable extends Error {}

/** A place in the text of an expression that moves on as its parts are taken. */
export class HclCursor {
  readonly lexer: HclLexer;
  at = 0;
  end = 0;

  constructor(readonly text: string) {
    this.lexer = new HclLexer(text);
  }

  /** The character here; empty at the end. */
  get char(): string {
    return this.at < this.end ? this.text.charAt(this.at) : "";
  }

  get next(): string {
    return this.text.charAt(this.at + 1);
  }

  /** Passes over blanks, line breaks and comments. */
  blanks(): void {
    for (;;) {
      this.at = this.lexer.blanksEnd(this.at);
      const { char } = this;
      if (char === "\n") this.at++;
      else if (char === "#" || (char === "/" && this.next === "/")) this.at = this.lexer.lineEnd(this.at);
      else return;
    }
  }

  /** Passes over `sign` if it comes next. */
  takes(sign: string): boolean {
    this.blanks();
    if (this.at + sign.length > this.end || !this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  expect(sign: string): void {
    if (!this.takes(sign)) throw new Unreadable();
  }

  takesWord(word: string): boolean {
    this.blanks();
    const end = this.lexer.wordEnd(this.at);
    if (end > this.end || this.text.slice(this.at, end) !== word) return false;
    this.at = end;
    return true;
  }

  word(): string {
    this.blanks();
    const end = this.lexer.wordEnd(this.at);
    if (end === this.at || end > this.end) throw new Unreadable();
    const word = this.text.slice(this.at, end);
    this.at = end;
    return word;
  }

  number(): number {
    const found = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.at, this.at + 40));
    this.at += found?.[0].length ?? 1;
    return Number(found?.[0]);
  }

  /** Offsets of quoted text without its quotes. */
  quoted(): { readonly start: number; readonly end: number } {
    const start = this.at + 1;
    const { end, isClosed } = this.lexer.quotedEnd(this.at);
    if (!isClosed || end > this.end) throw new Unreadable();
    this.at = end;
    return { start, end: end - 1 };
  }
}
