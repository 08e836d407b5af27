import { HclLexer, isWordStart } from "./hclLexer.js";
import { isPlainTopLevelWord, isTopLevelWord } from "./topLevelWords.js";

/** A piece of text: offsets in UTF-16 code units, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface HclLabel extends Span {
  /** Without quotes. */
  readonly text: string;
}

/** `name = expression` directly inside a block; the span is the expression's. */
export interface HclAttribute extends Span {
  readonly name: string;
}

/** One top-level block of a Terraform or OpenTofu file. */
export interface HclBlock extends Span {
  /** `resource`, `module`, `locals`, … */
  readonly kind: string;
  readonly labels: readonly HclLabel[];
  /** Behind the block's `{`. */
  readonly headerEnd: number;
  /** False for a block whose `}` is missing. */
  readonly isClosed: boolean;
  /** A name given twice stands with its last value. */
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  /** Names of the blocks directly inside. */
  readonly children: readonly string[];
}

interface OpenBlock {
  readonly kind: string;
  readonly labels: readonly HclLabel[];
  readonly start: number;
  readonly headerEnd: number;
  readonly attributes: Map<string, HclAttribute>;
  readonly children: string[];
}

interface Header {
  readonly labels: readonly HclLabel[];
  /** Of the first character behind the labels. */
  readonly end: number;
}

/** Longer headers are no headers; without a limit, lines of labels that lead nowhere would be read again and again. */
const mostLabels = 8;

/**
 * The top-level blocks of HCL text in their order. Takes any text, whole or half-typed, in time linear in its length
 * and never throws: a block that is not closed ends where the next one begins at the start of a line.
 */
export const readHclBlocks = (text: string): readonly HclBlock[] => new BlockReader(text).read();

class BlockReader {
  readonly #lexer: HclLexer;
  readonly #blocks: HclBlock[] = [];
  #at: number;
  #depth = 0;
  #isLineStart = true;
  #block: OpenBlock | undefined;
  #attribute: { readonly name: string; readonly start: number } | undefined;

  constructor(private readonly text: string) {
    this.#lexer = new HclLexer(text);
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  read(): readonly HclBlock[] {
    while (this.#at < this.text.length) this.#step(this.text.charCodeAt(this.#at));
    this.#close(this.text.length, false);
    return this.#blocks;
  }

  #step(code: number): void {
    switch (code) {
      case 10: // \n
        if (this.#depth === 1) this.#endAttribute();
        this.#at++;
        this.#isLineStart = true;
        return;
      case 32: // blank
      case 9: // \t
      case 13: // \r
        this.#at++;
        return;
      case 35: // #
        this.#skipLine();
        return;
      case 47: // /
        this.#slash();
        return;
      case 34: // "
        this.#isLineStart = false;
        this.#at = this.#lexer.quotedEnd(this.#at).end;
        return;
      case 60: // <
        this.#isLineStart = false;
        this.#at =
          this.text.charCodeAt(this.#at + 1) === 60 ? this.#lexer.heredocEnd(this.#at) : this.#at + 1;
        return;
      default:
        if (isWordStart(code)) this.#word();
        else this.#sign(code);
    }
  }

  #slash(): void {
    const next = this.text.charCodeAt(this.#at + 1);
    if (next === 47) this.#skipLine();
    else if (next === 42) this.#at = this.#lexer.commentEnd(this.#at);
    else this.#at++;
  }

  #skipLine(): void {
    if (this.#depth === 1) this.#endAttribute();
    this.#at = this.#lexer.lineEnd(this.#at);
  }

  #sign(code: number): void {
    this.#isLineStart = false;
    if (this.#block) {
      if (code === 123 || code === 91 || code === 40) this.#depth++;
      else if (code === 125 || code === 93 || code === 41) {
        if (this.#depth === 1) {
          this.#endAttribute();
          this.#at++;
          this.#close(this.#at, true);
          this.#isLineStart = true;
          return;
        }
        this.#depth--;
      }
    }
    this.#at++;
  }

  #word(): void {
    const start = this.#at;
    const end = this.#lexer.wordEnd(start);
    if (!this.#isLineStart) {
      this.#at = end;
      return;
    }
    this.#isLineStart = false;
    if (this.#depth > 1 && !this.#beginsLine(start)) {
      this.#at = end;
      return;
    }
    const word = this.text.slice(start, end);
    const mayOpen = this.#depth === 0 || (this.#beginsLine(start) && isTopLevelWord(word));
    if (mayOpen && this.#header(word, start, end)) return;
    this.#at = end;
    if (this.#depth === 1) this.#member(word, end);
  }

  #beginsLine(at: number): boolean {
    return (
      at === 0 || this.text.charCodeAt(at - 1) === 10 || (at === 1 && this.text.charCodeAt(0) === 0xfeff)
    );
  }

  /** Opens the block whose header begins with this word; false when it is none. */
  #header(word: string, start: number, end: number): boolean {
    const header = this.#labels(end);
    if (this.text.charCodeAt(header.end) !== 123) return false;
    if (this.#depth > 0 && header.labels.length === 0 && !isPlainTopLevelWord(word)) return false;
    this.#close(start, false);
    this.#at = header.end + 1;
    this.#block = {
      kind: word,
      labels: header.labels,
      start,
      headerEnd: this.#at,
      attributes: new Map(),
      children: [],
    };
    this.#depth = 1;
    this.#isLineStart = true;
    return true;
  }

  #labels(from: number): Header {
    const labels: HclLabel[] = [];
    let at = this.#lexer.blanksEnd(from);
    while (labels.length < mostLabels) {
      const isQuoted = this.text.charCodeAt(at) === 34;
      const end = isQuoted ? this.#quotedLabelEnd(at) : this.#lexer.wordEnd(at);
      if (end === at) break;
      const text = isQuoted ? this.text.slice(at + 1, end - 1) : this.text.slice(at, end);
      labels.push({ text, start: at, end });
      at = this.#lexer.blanksEnd(end);
    }
    return { labels, end: at };
  }

  #quotedLabelEnd(at: number): number {
    const { end, isClosed } = this.#lexer.quotedEnd(at);
    return isClosed ? end : at;
  }

  /** An attribute or the name of a block inside. */
  #member(word: string, end: number): void {
    const at = this.#lexer.blanksEnd(end);
    const code = this.text.charCodeAt(at);
    const next = this.text.charCodeAt(at + 1);
    if (code === 61 && next !== 61 && next !== 62) {
      this.#endAttribute();
      this.#at = this.#lexer.blanksEnd(at + 1);
      this.#attribute = { name: word, start: this.#at };
    } else if (code === 123 || code === 34) this.#block?.children.push(word);
  }

  #endAttribute(): void {
    const attribute = this.#attribute;
    if (!attribute) return;
    this.#attribute = undefined;
    let end = Math.max(this.#at, attribute.start);
    while (end > attribute.start && this.text.charCodeAt(end - 1) <= 32) end--;
    this.#block?.attributes.set(attribute.name, { name: attribute.name, start: attribute.start, end });
  }

  #close(end: number, isClosed: boolean): void {
    this.#endAttribute();
    const block = this.#block;
    if (block) this.#blocks.push({ ...block, end, isClosed });
    this.#block = undefined;
    this.#depth = 0;
  }
}
