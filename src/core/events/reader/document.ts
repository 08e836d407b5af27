import type { JsonObject } from "../../base/json.js";
import type { LookupRow } from "../../search/lookup.js";
import type { CloudTrailEvent } from "../event.js";
import { csvParts, isEventTable } from "./csvParts.js";
import { Places, decodeText, type DecodedText } from "./decodeText.js";
import { entriesOf, holdsEvents, tableEntries, type Entry } from "./entries.js";
import { jsonParts } from "./jsonParts.js";
import { readLookupRow } from "./lookupRow.js";
import { readRecord, type RecordRead } from "./record.js";
import { recordTimeMs } from "./recordTime.js";

/** Where in a file something stands, as far as it is known. */
export interface Position {
  /** 0-based, over all entries of the file, read or not. */
  readonly index?: number;
  /** 1-based. */
  readonly line?: number;
  /** Bytes from the start of the file, once it is unpacked. */
  readonly offset?: number;
}

/** Something in a file that gave no event. */
export interface DocumentProblem {
  readonly position: Position;
  readonly reason: string;
  /** `damaged`: a record that should have been one; `foreign`: a file that holds no records at all, as a digest. */
  readonly kind: "damaged" | "foreign";
}

export type DocumentItem =
  { readonly event: CloudTrailEvent; readonly index: number } | { readonly problem: DocumentProblem };

/** What a text is made of: the entries of one value, or what could not be made one. `from` when it is known. */
type Part =
  | { readonly from?: number; readonly entries: Iterable<Entry> }
  | { readonly from: number; readonly errorAt: number; readonly reason: string };

/**
 * Reads the content of one unpacked file of any shape CloudTrail's records travel in: logs, lists, lines, answers of
 * the command line, console downloads, query results, messages around a record. Never throws on what it is given;
 * events and problems together account for everything in the file, in its order.
 */
export function* readDocument(content: Uint8Array | string): Generator<DocumentItem, void, undefined> {
  const source: DecodedText =
    typeof content === "string" ? { text: content, encoding: "utf-8", markBytes: 0 } : decodeText(content);
  const text = withoutPadding(source.text);
  if (text === "") return yield { problem: { position: {}, reason: "The file is empty.", kind: "foreign" } };
  yield* foreignAsOne(items(text, new Places(source)), text);
}

function* items(text: string, places: Places): Generator<Item, void, undefined> {
  let index = 0;
  for (const part of partsOf(text)) {
    const place: Position = part.from === undefined ? {} : places.of(part.from);
    if ("reason" in part) {
      const line = places.of(part.errorAt).line;
      const reason = line === place.line ? part.reason : `${part.reason} It shows in line ${String(line)}.`;
      yield { problem: { position: { index: index++, ...place }, reason, kind: "damaged" }, sign: "unclear" };
    } else for (const entry of part.entries) yield itemOf(entry, index++, place);
  }
}

/** Whether what gave no event is a sign of a file of another kind. */
type Item = DocumentItem & { readonly sign?: "foreign" | "unclear" };

/** The items in one value that was cut out of a text; the first gets `index`. */
export const itemsOfValue = (value: unknown, index: number): readonly DocumentItem[] =>
  [...entriesOf(value)].map((entry, at) => withoutSign(itemOf(entry, index + at, {})));

function itemOf(entry: Entry, index: number, place: Position): Item {
  const position = { index, ...place };
  if (entry.kind === "digest") return { problem: { position, reason: entry.reason, kind: "foreign" } };
  if (entry.kind === "other")
    return { problem: { position, reason: entry.reason, kind: "damaged" }, sign: "foreign" };
  const read = entry.kind === "row" ? readRow(entry.row, index) : readRecord(entry.record, index);
  if ("event" in read) return { event: read.event, index };
  return { problem: { position, reason: read.problem.reason, kind: "damaged" } };
}

/** The command line writes EventTime as epoch seconds or, since version 2, as text with an offset. */
function readRow(row: JsonObject, index: number): RecordRead {
  const timeMs = recordTimeMs(row["EventTime"]);
  const lookup: LookupRow = { ...row, ...(timeMs !== undefined && { EventTimeMs: timeMs }) };
  return readLookupRow(lookup, index, { accountId: "", region: "" });
}

function* partsOf(text: string): Generator<Part, void, undefined> {
  const isJson = /^\s{0,1000}[[{"]/.test(text);
  if (isJson) {
    const whole = parsed(text);
    if (whole) return yield { entries: entriesOf(whole.value) };
  }
  if (isEventTable(text)) {
    for (const part of csvParts(text))
      yield "reason" in part
        ? { ...part, errorAt: part.from }
        : { from: part.from, entries: tableEntries(part.columns) };
    return;
  }
  for (const part of jsonParts(text, holdsEvents))
    yield "reason" in part ? part : { from: part.from, entries: entriesOf(part.value) };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // not one value, or damaged: it is taken apart
  }
}

/** Beyond as many strange entries a file is reported entry by entry: nothing is held back for ever. */
const MOST_HELD = 10_000;

/** Holds strange entries back until a sign of CloudTrail shows up; a file without one is told as one thing. */
function* foreignAsOne(all: Iterable<Item>, text: string): Generator<DocumentItem, void, undefined> {
  let held: Item[] | undefined = [];
  for (const item of all) {
    if (held && item.sign !== undefined && held.length < MOST_HELD) held.push(item);
    else {
      if (held) yield* held.map(withoutSign);
      held = undefined;
      yield withoutSign(item);
    }
  }
  const [first] = held ?? [];
  if (!held || !first || !("problem" in first)) return;
  if (held.some(({ sign }) => sign === "unclear") && hasSigns(text)) yield* held.map(withoutSign);
  else yield { problem: { position: {}, reason: fileReason(first.problem.reason), kind: "foreign" } };
}

const withoutSign = ({ sign: _, ...item }: Item): DocumentItem => item;

/** A file whose every record is damaged still names what records are made of. */
const hasSigns = (text: string): boolean =>
  /"(?:eventSource|eventName|userIdentity|CloudTrailEvent)"/.test(text);

const fileReason = (first: string): string =>
  first.startsWith("Not CloudTrail") ? first : "Not CloudTrail: text that is no JSON and no table of events.";

/** Files that were padded or cut while they were written end in blanks, commas and NULs. */
function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && " \t\r\n,\u0000\u001a".includes(text.charAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}
