/** Gives equal strings one small number, so that a column of 100,000 names costs four bytes a name. */
export class Interner {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];

  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(text, code);
    this.#texts.push(text);
    return code;
  }

  /** Undefined when the text never occurred. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  text(code: number): string {
    return this.#texts[code] ?? "";
  }

  /** All texts; the index is the code. */
  get texts(): readonly string[] {
    return this.#texts;
  }
}
