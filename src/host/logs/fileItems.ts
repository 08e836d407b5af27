import { setImmediate } from "node:timers/promises";
import { TextDecoder } from "node:util";
import { throwIfAborted } from "../../core/base/abort.js";
import type { Translate } from "../../core/base/translate.js";
import type { DocumentItem } from "../../core/events/reader/document.js";
import { DocumentStream } from "../../core/events/reader/documentStream.js";
import type { ByteFile } from "./ports.js";
import { unpack } from "./unpack.js";

export interface FileProgress {
  readonly readBytes: number;
  /** What is wrong with the file as a whole. */
  readonly notes: readonly string[];
}

/** Whatever is read at once leaves the editor's other extensions a turn in between. */
const itemsPerTurn = 500;

/** The events and problems of one file, in its order, while it is being read. */
export class FileItems {
  readonly #notes: string[] = [];
  #readBytes = 0;

  constructor(
    private readonly file: ByteFile,
    private readonly t: Translate,
  ) {}

  get progress(): FileProgress {
    return { readBytes: this.#readBytes, notes: [...this.#notes] };
  }

  /** Batches; empty ones tell how far the reading is, and the last one that it is at its end. */
  async *read(signal: AbortSignal): AsyncGenerator<readonly DocumentItem[], void, undefined> {
    yield [];
    const stream = new DocumentStream();
    let decoder: TextDecoder | undefined;
    for await (const { bytes, readBytes } of unpack(
      this.file,
      signal,
      (note) => this.#notes.push(note),
      this.t,
    )) {
      decoder ??= decoderFor(bytes);
      const items = stream.push(decoder.decode(bytes, { stream: true }));
      this.#readBytes = Math.min(readBytes, this.file.size);
      yield items;
      await setImmediate();
      if (stream.isOver) return;
    }
    throwIfAborted(signal);
    yield* this.#rest(stream, decoder?.decode() ?? "", signal);
    if (this.#notes.length === 0) this.#readBytes = this.file.size;
    yield [];
  }

  async *#rest(
    stream: DocumentStream,
    text: string,
    signal: AbortSignal,
  ): AsyncGenerator<readonly DocumentItem[], void, undefined> {
    let items = [...stream.push(text)];
    // without a byte, "the file is empty" would be said beside what is wrong with its packing
    const end = this.#readBytes === 0 && this.#notes.length > 0 ? [] : stream.end();
    for (const item of end) {
      items.push(item);
      if (items.length < itemsPerTurn) continue;
      yield items;
      items = [];
      await setImmediate();
      throwIfAborted(signal);
    }
    yield items;
  }
}

/** UTF-8, or UTF-16 by its byte order mark, as PowerShell writes it. */
function decoderFor(start: Uint8Array): TextDecoder {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le");
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder("utf-16be");
  return new TextDecoder("utf-8");
}
