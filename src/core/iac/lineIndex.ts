import type { TextRange } from "./locatedResource.js";

/** Lines of a text by offset. CRLF and LF end lines. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  range(start: number, end: number): TextRange {
    const [startLine, endLine] = [this.#lineOf(start), this.#lineOf(end)];
    return {
      startLine,
      startCharacter: start - (this.#starts[startLine] ?? 0),
      endLine,
      endCharacter: end - (this.#starts[endLine] ?? 0),
    };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
