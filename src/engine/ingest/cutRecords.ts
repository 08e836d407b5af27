/** Where a record stands in a file's bytes, and where in it the values stand that nearly every record has of its own. */
export interface CutRecord {
  readonly start: number;
  readonly end: number;
  /** Of the value, quotes and all; -1 where the record does not have it, or has it twice. */
  readonly time: number;
  readonly timeEnd: number;
  readonly id: number;
  readonly idEnd: number;
  readonly request: number;
  readonly requestEnd: number;
  readonly identity: number;
  readonly identityEnd: number;
}

export interface CutFile {
  readonly records: readonly CutRecord[];
  /** False when the text ends before the list does. */
  readonly complete: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const names = ["eventTime", "eventID", "requestID", "userIdentity"].map((name) => Buffer.from(name));

/**
 * Finds the records of `{"Records":[…]}` without parsing them: whoever has seen an equal one need not parse this one.
 * Undefined when the text is built otherwise, which is for a real parser to judge.
 */
export function cutRecords(bytes: Uint8Array): CutFile | undefined {
  let at = expect(bytes, 0, 0x7b);
  at = at < 0 ? at : expectText(bytes, skipBlank(bytes, at), '"Records"');
  at = at < 0 ? at : expect(bytes, at, 0x3a);
  at = at < 0 ? at : expect(bytes, at, 0x5b);
  if (at < 0) return undefined;
  const records: CutRecord[] = [];
  for (;;) {
    at = skipBlank(bytes, at);
    const byte = bytes[at];
    if (byte === undefined) return { records, complete: false };
    if (byte === 0x5d) break;
    if (byte === 0x2c) at = skipBlank(bytes, at + 1);
    if (bytes[at] === undefined) return { records, complete: false };
    if (bytes[at] !== 0x7b) return undefined;
    const record = cutOne(bytes, at);
    if (record === undefined) return { records, complete: false };
    if (record === "odd") return undefined;
    records.push(record);
    at = record.end;
  }
  const end = expect(bytes, at + 1, 0x7d);
  if (end < 0) return skipBlank(bytes, at + 1) >= bytes.length ? { records, complete: false } : undefined;
  return skipBlank(bytes, end) === bytes.length ? { records, complete: true } : undefined;
}

/** Undefined when the text ends inside the record. */
function cutOne(bytes: Uint8Array, start: number): CutRecord | "odd" | undefined {
  const found = [-1, -1, -1, -1];
  const ends = [0, 0, 0, 0];
  let at = skipBlank(bytes, start + 1);
  if (bytes[at] === 0x7d) return "odd";
  for (;;) {
    if (at >= bytes.length) return undefined;
    if (bytes[at] !== quote) return "odd";
    const key = at + 1;
    const keyEnd = stringEnd(bytes, at);
    if (keyEnd < 0) return undefined;
    at = skipBlank(bytes, keyEnd);
    if (at >= bytes.length) return undefined;
    if (bytes[at] !== 0x3a) return "odd";
    const value = skipBlank(bytes, at + 1);
    const end = valueEnd(bytes, value);
    if (end < 0) return undefined;
    const which = nameAt(bytes, key, keyEnd - 1);
    if (which >= 0) {
      if (found[which] !== -1) return "odd";
      found[which] = value;
      ends[which] = end;
    }
    at = skipBlank(bytes, end);
    if (bytes[at] === 0x7d) break;
    if (at >= bytes.length) return undefined;
    if (bytes[at] !== 0x2c) return "odd";
    at = skipBlank(bytes, at + 1);
  }
  const [time = -1, id = -1, request = -1, identity = -1] = found;
  const [timeEnd = 0, idEnd = 0, requestEnd = 0, identityEnd = 0] = ends;
  return { start, end: at + 1, time, timeEnd, id, idEnd, request, requestEnd, identity, identityEnd };
}

function nameAt(bytes: Uint8Array, from: number, to: number): number {
  const size = to - from;
  if (size !== 9 && size !== 7 && size !== 12) return -1;
  for (const [which, name] of names.entries()) {
    if (name.length !== size) continue;
    let same = 0;
    while (same < size && bytes[from + same] === name[same]) same += 1;
    if (same === size) return which;
  }
  return -1;
}

/** Behind the closing quote of the string that opens here; -1 when there is none. */
function stringEnd(bytes: Uint8Array, open: number): number {
  for (let at = open + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) return at + 1;
    if (byte === backslash) at += 1;
  }
  return -1;
}

function valueEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return stringEnd(bytes, start);
  if (first !== 0x7b && first !== 0x5b) {
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === 0x2c || byte === 0x7d || byte === 0x5d) return at;
    }
    return -1;
  }
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at = stringEnd(bytes, at) - 1;
      if (at < 0) return -1;
    } else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;)
    byte = bytes[++at];
  return at;
}

/** Behind this byte, white space before it aside; -1 when another one stands there. */
function expect(bytes: Uint8Array, from: number, byte: number): number {
  if (from < 0) return -1;
  const at = skipBlank(bytes, from);
  return bytes[at] === byte ? at + 1 : -1;
}

function expectText(bytes: Uint8Array, from: number, text: string): number {
  for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return -1;
  return from + text.length;
}
