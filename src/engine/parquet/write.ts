import { ThriftWriter } from "./thrift.js";

/**
 * Columns as an ingest worker has them. They are written as plain, uncompressed Parquet that DuckDB reads at the speed
 * of memory and packs; handing it texts one by one through the binding costs more than reading them did.
 */
export type StagedColumn = { readonly name: string } & (
  | { readonly kind: "time"; readonly values: Float64Array }
  | { readonly kind: "number"; readonly values: Int32Array }
  | { readonly kind: "texts"; readonly texts: readonly Buffer[] }
  /** Texts by number; -1 is NULL. Numbers index `texts`. */
  | { readonly kind: "coded"; readonly codes: Int32Array; readonly texts: readonly Buffer[] }
);

const enum Type {
  int32 = 1,
  int64 = 2,
  bytes = 6,
}
const enum Encoding {
  plain = 0,
  rle = 3,
  dictionary = 8,
}
const utf8 = 0;
const timestampMillis = 9;

interface Chunk {
  readonly column: StagedColumn;
  readonly dictionaryOffset: number | undefined;
  readonly dataOffset: number;
  readonly bytes: number;
}

/** The parts of a Parquet file with one row group, in order. */
export function parquetParts(columns: readonly StagedColumn[], rows: number): readonly Buffer[] {
  const file = new Parts();
  file.add(Buffer.from("PAR1"));
  const chunks = columns.map((column) => writeChunk(file, column, rows));
  const footer = footerOf(chunks, rows);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  file.add(footer, length, Buffer.from("PAR1"));
  return file.parts;
}

class Parts {
  readonly parts: Buffer[] = [];
  size = 0;

  add(...parts: readonly Buffer[]): void {
    for (const part of parts) {
      this.parts.push(part);
      this.size += part.length;
    }
  }
}

function writeChunk(file: Parts, column: StagedColumn, rows: number): Chunk {
  const start = file.size;
  if (column.kind !== "coded") {
    const data = column.kind === "texts" ? plainTexts(column.texts) : numbers(column);
    file.add(pageHeader("data", data.length, rows, Encoding.plain), data);
    return { column, dictionaryOffset: undefined, dataOffset: start, bytes: file.size - start };
  }
  const dictionary = plainTexts(column.texts);
  file.add(pageHeader("dictionary", dictionary.length, column.texts.length, Encoding.plain), dictionary);
  const dataOffset = file.size;
  const data = codedPage(column.codes, column.texts.length);
  file.add(pageHeader("data", data.length, rows, Encoding.dictionary), data);
  return { column, dictionaryOffset: start, dataOffset, bytes: file.size - start };
}

function plainTexts(texts: readonly Buffer[]): Buffer {
  let size = 0;
  for (const text of texts) size += 4 + text.length;
  const page = Buffer.allocUnsafe(size);
  let at = 0;
  for (const text of texts) {
    page.writeUInt32LE(text.length, at);
    page.set(text, at + 4);
    at += 4 + text.length;
  }
  return page;
}

function numbers(column: Extract<StagedColumn, { kind: "time" | "number" }>): Buffer {
  if (column.kind === "number")
    return Buffer.from(column.values.buffer, column.values.byteOffset, column.values.byteLength);
  const page = Buffer.allocUnsafe(column.values.length * 8);
  column.values.forEach((value, at) => page.writeBigInt64LE(BigInt(value), at * 8));
  return page;
}

/** Definition levels (which cells are there) and the codes of those that are, each as one bit-packed run. */
function codedPage(codes: Int32Array, distinct: number): Buffer {
  const levels = Buffer.alloc(Math.ceil(codes.length / 8));
  const width = distinct <= 0x100 ? 1 : distinct <= 0x10000 ? 2 : 4;
  let present = 0;
  codes.forEach((code, at) => {
    if (code < 0) return;
    present += 1;
    levels[at >> 3] = (levels[at >> 3] ?? 0) | (1 << (at & 7));
  });
  const groups = Math.ceil(present / 8);
  const packed = Buffer.alloc(groups * 8 * width);
  let at = 0;
  for (const code of codes) {
    if (code < 0) continue;
    if (width === 1) packed[at] = code;
    else if (width === 2) packed.writeUInt16LE(code, at);
    else packed.writeInt32LE(code, at);
    at += width;
  }
  const levelRun = Buffer.concat([runHeader(levels.length), levels]);
  const levelSize = Buffer.alloc(4);
  levelSize.writeUInt32LE(levelRun.length);
  return Buffer.concat([levelSize, levelRun, Buffer.from([width * 8]), runHeader(groups), packed]);
}

/** Header of a bit-packed run of so many groups of eight. */
function runHeader(groups: number): Buffer {
  const bytes: number[] = [];
  let left = groups * 2 + 1;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Buffer.from([...bytes, left]);
}

function pageHeader(kind: "data" | "dictionary", size: number, values: number, encoding: Encoding): Buffer {
  const header = new ThriftWriter();
  header
    .i32(1, kind === "data" ? 0 : 2)
    .i32(2, size)
    .i32(3, size);
  if (kind === "data")
    header.struct(5, () => header.i32(1, values).i32(2, encoding).i32(3, Encoding.rle).i32(4, Encoding.rle));
  else header.struct(7, () => header.i32(1, values).i32(2, encoding));
  return header.end();
}

function footerOf(chunks: readonly Chunk[], rows: number): Buffer {
  const footer = new ThriftWriter();
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  footer.i32(1, 1);
  footer.structs(2, [undefined, ...chunks], (chunk) => {
    if (chunk === undefined) footer.text(4, "schema").i32(5, chunks.length);
    else schemaOf(footer, chunk.column);
  });
  footer.i64(3, rows);
  footer.structs(4, [chunks], () => {
    footer.structs(1, chunks, (chunk) => {
      footer.i64(2, chunk.dictionaryOffset ?? chunk.dataOffset).struct(3, () => metaOf(footer, chunk, rows));
    });
    footer.i64(2, bytes).i64(3, rows);
  });
  return footer.end();
}

const typeOf = ({ kind }: StagedColumn): Type =>
  kind === "time" ? Type.int64 : kind === "number" ? Type.int32 : Type.bytes;

function schemaOf(footer: ThriftWriter, column: StagedColumn): void {
  footer
    .i32(1, typeOf(column))
    .i32(3, column.kind === "coded" ? 1 : 0)
    .text(4, column.name);
  if (column.kind === "time") footer.i32(6, timestampMillis);
  else if (column.kind !== "number") footer.i32(6, utf8);
}

function metaOf(
  footer: ThriftWriter,
  { column, dictionaryOffset, dataOffset, bytes }: Chunk,
  rows: number,
): void {
  const encoding = dictionaryOffset === undefined ? Encoding.plain : Encoding.dictionary;
  footer.i32(1, typeOf(column)).i32s(2, [encoding, Encoding.rle]).texts(3, [column.name]).i32(4, 0);
  footer.i64(5, rows).i64(6, bytes).i64(7, bytes).i64(9, dataOffset);
  if (dictionaryOffset !== undefined) footer.i64(11, dictionaryOffset);
}
