import { at, isObject, type JsonObject } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";
import { wrapped } from "./wrappers.js";
import { columnsOf, tableRecord } from "./tableRecord.js";

/** One thing in a file that is, or should have been, an event. */
export type Entry =
  | { readonly kind: "record"; readonly record: unknown }
  /** A row of a LookupEvents answer. */
  | { readonly kind: "row"; readonly row: JsonObject }
  /** Something of another kind; `reason` names it. */
  | { readonly kind: "other"; readonly reason: string }
  /** A digest file: it proves log files and holds no events. */
  | { readonly kind: "digest"; readonly reason: string };

const DEEPEST = 8;

/** Of a digest file, which is no log. */
export const digestReason = "A digest file: it proves log files and holds no events.";

/** The entries in a value as it stands in a file, taken out of whatever it is wrapped in. */
export function* entriesOf(value: unknown, depth = 0): Generator<Entry, void, undefined> {
  if (depth > DEEPEST) yield other("it is wrapped too deeply");
  else if (Array.isArray(value)) yield* listEntries(value, depth);
  else if (!isObject(value)) yield* textEntries(value, depth);
  else if (isLookupRow(value)) yield { kind: "row", row: value };
  else if (isRecord(value)) yield { kind: "record", record: value };
  else yield* objectEntries(value, depth);
}

/** True for what is, holds or wraps at least one event. */
export function holdsEvents(value: unknown): boolean {
  for (const { kind } of entriesOf(value)) return kind === "record" || kind === "row";
  return false;
}

function* listEntries(list: readonly unknown[], depth: number): Generator<Entry, void, undefined> {
  for (const item of list) {
    const columns = Array.isArray(item) ? columnsOf(item) : undefined;
    if (columns) yield* tableEntries(columns, depth);
    else yield* entriesOf(item, depth + 1);
  }
}

/** A row of columns: the record of its `eventjson` column, else one made of the columns. */
export function* tableEntries(
  columns: Iterable<readonly [string, string]>,
  depth = 0,
): Generator<Entry, void, undefined> {
  const record = tableRecord(columns);
  if (isObject(record) && isRecord(record)) yield { kind: "record", record };
  else if (typeof record === "string") yield* textEntries(record, depth);
  else yield other("a table row without the columns of an event");
}

/** JSON as text inside of JSON: what queues, notifications and log groups make of a record. */
function* textEntries(value: unknown, depth: number): Generator<Entry, void, undefined> {
  if (typeof value !== "string") return yield other(kindOf(value));
  const text = value.trim();
  if (!/^[[{"]/.test(text)) return yield other(`the text ${quoted(text)}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return yield { kind: "record", record: value }; // the reader says that it is no object
  }
  yield* entriesOf(parsed, depth + 1);
}

function* objectEntries(value: JsonObject, depth: number): Generator<Entry, void, undefined> {
  if (isDigest(value)) return yield { kind: "digest", reason: digestReason };
  const inside = wrapped(value);
  if ("reason" in inside) return yield other(inside.reason);
  if ("value" in inside) return yield* entriesOf(inside.value, depth + 1);
  const keys = Object.keys(value).slice(0, 5).map(quoted).join(", ");
  yield other(keys === "" ? "an empty JSON object" : `a JSON object with ${keys}`);
}

const other = (what: string): Entry => ({ kind: "other", reason: `Not CloudTrail: ${what}.` });
const quoted = (text: string): string => JSON.stringify(safeText(text, 40));

/** `{EventId, EventName, EventTime, Resources, CloudTrailEvent: "{…}"}` */
const isLookupRow = (value: JsonObject): boolean =>
  Object.hasOwn(value, "CloudTrailEvent") ||
  (Object.hasOwn(value, "EventId") && Object.hasOwn(value, "EventName") && Object.hasOwn(value, "EventTime"));

/** Keys only records have, also in the lower case of databases; one is enough, for records are often cut down. */
const TELLING = [
  "eventName",
  "eventVersion",
  "eventSource",
  "insightDetails",
  "eventname",
  "eventsource",
  "EventName",
];

const isRecord = (value: JsonObject): boolean =>
  TELLING.some((key) => Object.hasOwn(value, key)) && !isLambdaRecord(value);

/** Records of a Lambda event also have an eventSource: `aws:s3`, `aws:sqs`. */
const isLambdaRecord = (value: JsonObject): boolean => {
  const source = at(value, "eventSource");
  return typeof source === "string" && source.startsWith("aws:");
};

const isDigest = (value: JsonObject): boolean =>
  Object.hasOwn(value, "digestStartTime") ||
  (Object.hasOwn(value, "digestS3Object") && Object.hasOwn(value, "logFiles"));

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null in place of a record";
  return `a ${typeof value} in place of a record`;
}
