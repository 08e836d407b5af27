import { HeredocEnds } from "./heredocEnds.js";
import { isTopLevelWord } from "./topLevelWords.js";

/** Where quoted text ends and what is in it. */
export interface QuotedText {
  /** Offset behind the closing quote, or of the end of the line where the text stays open. */
  readonly end: number;
  readonly isClosed: boolean;
}

const newline = 10;
const quote = 34;
const dollar = 36;
const percent = 37;
const star = 42;
const slash = 47;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;

/** Deeper than this nobody nests templates; an open `${` per line would. */
const deepest = 64;
/** So far beyond its first line an expression in quoted text may go on; unclosed it must not swallow the file. */
const longestTemplate = 2000;

/** Letters, `_` and everything beyond ASCII that is not a blank begin a word of HCL. */
export const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (code > 127 && code !== 0xfeff && code !== 0xa0);

const isWordPart = (code: number): boolean => isWordStart(code) || (code >= 48 && code <= 57) || code === 45;

/**
 * Finds the ends of what HCL text is made of. Never throws; all its work on one text together is linear in the length
 * of the text, also where nothing is closed. Offsets are UTF-16 code units.
 */
export class HclLexer {
  readonly #heredocs: HeredocEnds;
  /** Characters that may be read in vain behind open templates. */
  #vain: number;

  constructor(readonly text: string) {
    this.#heredocs = new HeredocEnds(text);
    this.#vain = 2 * text.length + 4096;
  }

  wordEnd(at: number): number {
    let end = at;
    if (!isWordStart(this.text.charCodeAt(end))) return at;
    end++;
    while (isWordPart(this.text.charCodeAt(end))) end++;
    return end;
  }

  /** Behind blanks and block comments on this line and, within a comment, beyond it. */
  blanksEnd(at: number): number {
    let end = at;
    for (;;) {
      const code = this.text.charCodeAt(end);
      if (code === 32 || code === 9 || code === 13) end++;
      else if (code === slash && this.text.charCodeAt(end + 1) === star) end = this.commentEnd(end);
      else return end;
    }
  }

  /** Of a comment that begins here with `/*`; the text's end when it stays open. */
  commentEnd(at: number): number {
    const end = this.text.indexOf("*/", at + 2);
    return end < 0 ? this.text.length : end + 2;
  }

  lineEnd(at: number): number {
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end;
  }

  /** Of a heredoc whose `<<` stands here: the end of its closing line; behind the `<<` or its tag when there is none. */
  heredocEnd(at: number): number {
    const tagAt = this.text.charCodeAt(at + 2) === 45 ? at + 3 : at + 2;
    const tagEnd = this.wordEnd(tagAt);
    if (tagEnd === tagAt) return at + 2;
    return this.#heredocs.endOf(this.text.slice(tagAt, tagEnd), tagEnd) ?? tagEnd;
  }

  /**
   * Of quoted text whose quote stands here. It ends with its line, except inside `${ }`, where HCL allows line breaks;
   * an expression that does not end is given up at the first line break.
   */
  quotedEnd(at: number): QuotedText {
    /** What is open: true for quoted text, false for an expression. */
    const open = [true];
    let firstBreak = -1;
    let end = at + 1;
    for (; end < this.text.length && open.length <= deepest; end++) {
      const code = this.text.charCodeAt(end);
      const isText = open[open.length - 1] === true;
      if (code === newline) {
        if (firstBreak < 0) firstBreak = end;
        if (isText || this.#isRunaway(end, firstBreak)) break;
      } else if (isText) end = this.#inText(end, code, open);
      else inExpression(code, open);
      if (open.length === 0) return { end: end + 1, isClosed: true };
    }
    if (firstBreak < 0) return { end: this.lineEnd(at), isClosed: false };
    this.#vain -= end - firstBreak;
    return { end: firstBreak, isClosed: false };
  }

  /** Answers the last character that was taken. */
  #inText(at: number, code: number, open: boolean[]): number {
    if (code === backslash) return this.text.charCodeAt(at + 1) === newline ? at : at + 1;
    if (code === dollar || code === percent) return this.#templateStart(at, code, open);
    if (code === quote) open.pop();
    return at;
  }

  /** Opens `${` and `%{`; `$${` and `%%{` stand for themselves. */
  #templateStart(at: number, code: number, open: boolean[]): number {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === code && text.charCodeAt(at + 2) === openBrace) return at + 2;
    if (next !== openBrace) return at;
    open.push(false);
    return at + 1;
  }

  #isRunaway(at: number, firstBreak: number): boolean {
    if (this.#vain <= 0 || at - firstBreak > longestTemplate) return true;
    return isWordStart(this.text.charCodeAt(at + 1)) && isTopLevelWord(this.#wordAt(at + 1));
  }

  #wordAt(at: number): string {
    return this.text.slice(at, this.wordEnd(at));
  }
}

function inExpression(code: number, open: boolean[]): void {
  if (code === quote) open.push(true);
  else if (code === openBrace) open.push(false);
  else if (code === closeBrace) open.pop();
}
