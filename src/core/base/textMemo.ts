const MOST_ALIKE = 16;

interface Entry<V> {
  readonly text: string;
  readonly value: V;
}

/**
 * What was understood of texts that come again and again, as user agents and ARNs do. A text fresh from the parser has
 * no hash yet, and hashing a long one costs more than all else that is done with it: here length and four characters
 * find the few it could be, and comparing tells them apart. Holds about `limit` texts, then starts anew.
 */
export class TextMemo<V> {
  readonly #alike = new Map<number, Entry<V>[]>();
  #size = 0;
  /** Events come in runs of one caller. */
  #last: Entry<V> | undefined;

  constructor(private readonly limit: number) {}

  get(text: string): V | undefined {
    if (this.#last?.text === text) return this.#last.value;
    const alike = this.#alike.get(sampleOf(text));
    if (alike === undefined) return undefined;
    for (const entry of alike)
      if (entry.text === text) {
        this.#last = entry;
        return entry.value;
      }
    return undefined;
  }

  /** Remembers a text that `get` does not know. */
  add(text: string, value: V): void {
    if (this.#size++ >= this.limit) {
      this.#alike.clear();
      this.#last = undefined;
      this.#size = 1;
    }
    const sample = sampleOf(text);
    const alike = this.#alike.get(sample);
    if (!alike) this.#alike.set(sample, [{ text, value }]);
    else {
      // Nobody's agents look so alike unless they mean to; the oldest goes.
      if (alike.length >= MOST_ALIKE) alike.shift();
      alike.push({ text, value });
    }
  }
}

/** A small whole number equal texts share. The ends of agents and ARNs differ most. */
function sampleOf(text: string): number {
  const { length } = text;
  if (length < 4) return length === 0 ? 0 : (length << 16) | text.charCodeAt(0);
  const middle = (text.charCodeAt(length >> 1) << 7) ^ text.charCodeAt(length - 4);
  const end = (text.charCodeAt(length - 2) << 7) ^ text.charCodeAt(length - 1);
  return (Math.imul(middle, 31_337) ^ Math.imul(end, 257) ^ length) & 0x3fffffff;
}
