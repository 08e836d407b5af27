import { scanJson, skipBlank, type JsonScan } from "./jsonScan.js";
import { EntrySeeker } from "./entrySeeker.js";

/** A value that could be cut out of a text, or a stretch that could not; `from` in UTF-16 units. */
export type JsonPart =
  | { readonly from: number; readonly value: unknown }
  | { readonly from: number; readonly errorAt: number; readonly reason: string };

/**
 * The JSON values of a text that is not one JSON value: JSON lines, values one after the other, and files that are
 * damaged or cut off. A list (`[`, `{"Records":[`) that does not read as a whole is entered, and its entries are
 * taken as if they stood alone, so that those before and after the damage are kept. `isEntry` tells where to go on.
 */
export function* jsonParts(
  text: string,
  isEntry: (value: unknown) => boolean,
): Generator<JsonPart, void, undefined> {
  const lines = new LineEnds(text);
  const seek = new EntrySeeker(text, isEntry);
  let inList = false;
  let asLines = false;
  let junkLines = 0;
  for (let at = skipFiller(text, 0, inList); at < text.length; at = skipFiller(text, at, inList)) {
    const lineEnd = lines.endOf(at);
    const found = foundAt(text, at, lineEnd, isEntry);
    if ("end" in found) {
      yield { from: at, value: found.value };
      asLines ||= found.end === lineEnd && !inList;
      at = found.end;
      junkLines = 0;
      continue;
    }
    const isJunk = found === JUNK;
    junkLines += Number(isJunk);
    seek.spend(Math.max(0, found.errorAt - at));
    const opened = listOpening(text, at, seek);
    if (opened === undefined) yield { from: at, errorAt: Math.max(at, found.errorAt), reason: found.why };
    inList ||= opened !== undefined;
    at = opened ?? goOn(at, lineEnd, isJunk ? junkLines < MOST_JUNK_LINES : asLines, seek);
  }
}

/** Line by line where that is what a file is made of; a novel, though, is not reported by its lines. */
function goOn(at: number, lineEnd: number, isLine: boolean, seek: EntrySeeker): number {
  if (isLine) return seek.within(at, lineEnd);
  return seek.isTired ? Infinity : seek.after(at);
}

const MOST_JUNK_LINES = 1_000;
/** A line as long as this is no JSON line: its end is found by scanning. */
const LONGEST_LINE = 1_000_000;
const LONGEST_PREFIX = 1_000;

type Found =
  { readonly value: unknown; readonly end: number } | { readonly errorAt: number; readonly why: string };

const JUNK: Found = { errorAt: -1, why: "Text that is no JSON." };

const foundAt = (text: string, at: number, lineEnd: number, isEntry: (value: unknown) => boolean): Found =>
  valueAt(text, at, lineEnd) ?? prefixed(text, at, lineEnd, isEntry) ?? JUNK;

/** Undefined where no object or list begins. */
function valueAt(text: string, at: number, lineEnd: number): Found | undefined {
  const first = text[at];
  if (first !== "{" && first !== "[") return undefined;
  const line = wholeLine(text, at, lineEnd);
  if (line !== undefined) return { value: line, end: lineEnd };
  const scan: JsonScan = scanJson(text, at);
  if ("errorAt" in scan) return { errorAt: scan.errorAt, why: broken(scan.why, scan.isCutOff) };
  try {
    return { value: JSON.parse(text.slice(at, scan.end)), end: scan.end };
  } catch {
    // The grammar holds, so that it can only be what stands inside a string.
    return { errorAt: scan.end, why: "No valid JSON: a string in it is broken." };
  }
}

const broken = (why: string, isCutOff: boolean): string =>
  isCutOff ? "The record is cut off: the file ends before it does." : `No valid JSON: ${why}.`;

/** An entry behind a time, a host name or the like, as log shippers write it. */
function prefixed(
  text: string,
  at: number,
  lineEnd: number,
  isEntry: (value: unknown) => boolean,
): Found | undefined {
  const start = text.indexOf("{", at);
  if (start < 0 || start >= lineEnd || start - at > LONGEST_PREFIX) return undefined;
  const value = wholeLine(text, start, lineEnd);
  return value !== undefined && isEntry(value) ? { value, end: lineEnd } : undefined;
}

/** JSON lines are read by the engine's own parser, which is faster than scanning for the end first. */
function wholeLine(text: string, at: number, lineEnd: number): unknown {
  if (lineEnd - at > LONGEST_LINE) return undefined;
  const line = text.slice(at, lineEnd).trimEnd();
  const entry = line.endsWith(",") ? line.slice(0, -1) : line;
  if (!entry.endsWith("}")) return undefined;
  try {
    return JSON.parse(entry);
  } catch {
    return undefined; // several values in the line, or damage: scanning tells
  }
}

/** `[` or `{"Records":[`, also behind other short members, before an entry that is an object. */
const OPENING =
  /(?:\{\s{0,100}(?:"[\w-]{1,60}"\s{0,20}:\s{0,20}(?:"[^"\\\n]{0,2000}"|[\w.]{1,40})\s{0,100},\s{0,100}){0,8}"(?:Records|Events|logEvents|Messages|results|hits)"\s{0,20}:\s{0,20})?\[(?=\s{0,1000}\{)/iy;

function listOpening(text: string, at: number, seek: EntrySeeker): number | undefined {
  if (seek.isTired) return undefined;
  OPENING.lastIndex = at;
  return OPENING.test(text) ? OPENING.lastIndex : undefined;
}

/** What stands beside the entries of a list: `"NextToken": "…"`. */
const MEMBER = /"[\w-]{1,60}"\s{0,20}:\s{0,20}(?:"(?:[^"\\\n]|\\.){0,5000}"|[\w.+-]{1,40})/y;

/** Blanks, commas, closing brackets of lists entered, NULs of padded files, and marks between joined files. */
function skipFiller(text: string, from: number, inList: boolean): number {
  let at = from;
  for (;;) {
    at = skipBlank(text, at);
    const character = text[at];
    if (character === undefined) return at;
    if (FILLER.has(character) || (inList && (character === "]" || character === "}"))) at++;
    else {
      MEMBER.lastIndex = at;
      if (!inList || character !== '"' || !MEMBER.test(text)) return at;
      at = MEMBER.lastIndex;
    }
  }
}

const FILLER = new Set([",", "\u0000", "\u001e", "\ufeff"]);

/** Ends of lines, looked for once each: a file of one long line is not searched again for every value in it. */
class LineEnds {
  #end = -1;
  constructor(private readonly text: string) {}

  endOf(at: number): number {
    if (this.#end < at) {
      const found = this.text.indexOf("\n", at);
      this.#end = found < 0 ? this.text.length : found;
    }
    return this.#end;
  }
}
