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
  let at = listStart(bytes);
  if (at < 0) return undefined;
  const records: CutRecord[] = [];
  for (;;) {
    at = skipBlank(bytes, at);
    if (bytes[at] === 0x5d) break;
    if (bytes[at] === 0x2c) at = skipBlank(bytes, at + 1);
    const record = cutOne(bytes, at);
    if (record === undefined) return { records, complete: false };
    if (record === "odd") return undefined;
    records.push(record);
    at = record.end;
  }
  const end = expect(bytes, at + 1, 0x7d);
  const isEnd = skipBlank(bytes, end < 0 ? at + 1 : end) >= bytes.length;
  return isEnd ? { records, complete: end >= 0 } : undefined;
}

/** Behind the bracket that opens the list. */
function listStart(bytes: Uint8Array): number {
  let at = expect(bytes, 0, 0x7b);
  at = at < 0 ? at : expectText(bytes, skipBlank(bytes, at), '"Records"');
  at = expect(bytes, at, 0x3a);
  return expect(bytes, at, 0x5b);
}

/** Undefined when the text ends inside the record. */
function cutOne(bytes: Uint8Array, start: number): CutRecord | "odd" | undefined {
  if (start >= bytes.length) return undefined;
  if (bytes[start] !== 0x7b) return "odd";
  const places = [-1, 0, -1, 0, -1, 0, -1, 0];
  let at = start;
  do {
    at = cutField(bytes, skipBlank(bytes, at + 1), places);
    if (at === breaksOff) return undefined;
    if (at === isOdd) return "odd";
  } while (bytes[at] === 0x2c);
  return { start, end: at + 1, ...timeAndId(places), ...requestAndIdentity(places.slice(4)) };
}

const timeAndId = ([time = -1, timeEnd = 0, id = -1, idEnd = 0]: readonly number[]) => ({
  time,
  timeEnd,
  id,
  idEnd,
});
const requestAndIdentity = ([
  request = -1,
  requestEnd = 0,
  identity = -1,
  identityEnd = 0,
]: readonly number[]) => ({ request, requestEnd, identity, identityEnd });

const breaksOff = -1;
const isOdd = -2;

/** Takes in the field that begins here; where the comma or brace behind it stands. */
function cutField(bytes: Uint8Array, from: number, places: number[]): number {
  if (from >= bytes.length) return breaksOff;
  if (bytes[from] !== quote) return isOdd;
  const keyEnd = stringEnd(bytes, from);
  const colon = keyEnd < 0 ? bytes.length : skipBlank(bytes, keyEnd);
  if (colon >= bytes.length) return breaksOff;
  if (bytes[colon] !== 0x3a) return isOdd;
  const value = skipBlank(bytes, colon + 1);
  const end = valueEnd(bytes, value);
  const next = end < 0 ? bytes.length : skipBlank(bytes, end);
  if (next >= bytes.length) return breaksOff;
  const which = nameAt(bytes, from + 1, keyEnd - 1);
  if (which >= 0) {
    if (places[which * 2] !== -1) return isOdd;
    places[which * 2] = value;
    places[which * 2 + 1] = end;
  }
  return bytes[next] === 0x2c || bytes[next] === 0x7d ? next : isOdd;
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
  return first === 0x7b || first === 0x5b ? nestedEnd(bytes, start) : scalarEnd(bytes, start);
}

function scalarEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x2c || byte === 0x7d || byte === 0x5d) return at;
  }
  return -1;
}

function nestedEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      at = stringEnd(bytes, at) - 1;
      if (at < 0) return -1;
    } else if ((byte | 0x20) === 0x7b)
      depth += 1; // { and [ differ in this bit alone, and so do } and ]
    else if ((byte | 0x20) === 0x7d && --depth === 0) return at + 1;
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
