/** Keeps each distinct text once and names it by a number. */
export class Interner {
  readonly #codes = new Map<string, number>();
  readonly texts: string[] = [];
  /** UTF-16 units of all texts: about what they take. */
  size = 0;

  code(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.#codes.set(text, code);
    this.texts.push(text);
    this.size += text.length;
    return code;
  }

  clear(): void {
    this.#codes.clear();
    this.texts.length = 0;
    this.size = 0;
  }
}
