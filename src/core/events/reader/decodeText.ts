/** The text of a file and how to count back from its UTF-16 units to the file's bytes. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  /** Bytes of the byte order mark that `text` does not hold any more. */
  readonly markBytes: number;
}

/**
 * Decodes the bytes of a file: UTF-8, or UTF-16 when a byte order mark says so or every other byte at the start is
 * zero (PowerShell's `>` writes UTF-16). Broken sequences become U+FFFD, so that nothing is lost around them.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const begins = (...start: readonly number[]): boolean =>
    start.every((byte, index) => bytes[index] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return decoded(bytes, "utf-8", 3);
  if (begins(0xff, 0xfe)) return decoded(bytes, "utf-16le", 2);
  if (begins(0xfe, 0xff)) return decoded(bytes, "utf-16be", 2);
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  if (zeros === "x0x0") return decoded(bytes, "utf-16le", 0);
  return decoded(bytes, zeros === "0x0x" ? "utf-16be" : "utf-8", 0);
}

const decoded = (bytes: Uint8Array, encoding: DecodedText["encoding"], markBytes: number): DecodedText => ({
  text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(markBytes)),
  encoding,
  markBytes,
});

/** Lines (1-based) and bytes of places in a text, counted onward from the last place asked for. */
export class Places {
  #at = 0;
  #line = 1;
  #byte: number;

  constructor(private readonly source: DecodedText) {
    this.#byte = source.markBytes;
  }

  /** `at` in UTF-16 units; going back means counting anew. */
  of(at: number): { readonly line: number; readonly offset: number } {
    if (at < this.#at) {
      this.#at = 0;
      this.#line = 1;
      this.#byte = this.source.markBytes;
    }
    const { text, encoding } = this.source;
    for (; this.#at < at; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code === 10) this.#line++;
      this.#byte += encoding === "utf-8" ? utf8Bytes(code) : 2;
    }
    return { line: this.#line, offset: this.#byte };
  }
}

/** Of one UTF-16 unit; the halves of a surrogate pair make up the pair's four bytes. */
const utf8Bytes = (code: number): number =>
  code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
