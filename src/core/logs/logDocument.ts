import { isObject, type Json, type JsonObject } from "../base/json.js";
import type { LogFileKind } from "./fileHint.js";

/** What a file's text turned out to be. */
export interface LogDocument {
  readonly kind: LogFileKind;
  readonly records: readonly unknown[];
  /** Why there are no records, or not all; empty when nothing is wrong. */
  readonly why: string;
}

const nothing = (kind: LogFileKind, why: string): LogDocument => ({ kind, records: [], why });

/**
 * Reads `{"Records":[…]}` as trails write it, and what people make of it: a list of records, one record a line, an
 * answer of LookupEvents, a single record. Never throws.
 */
export function readLogDocument(text: string): LogDocument {
  const whole = parsed(text);
  if (whole !== undefined) return readValue(whole);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const records = lines.map(parsed);
  if (lines.length < 2 || records.every((record) => !isObject(record)))
    return nothing("other", notJsonReason);
  const broken = records.filter((record) => record === undefined).length;
  const read = readValue(records.filter((record) => record !== undefined));
  return broken === 0 ? read : { ...read, why: "some lines are no JSON" };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // told by the caller, in words
  }
}

export const companionReason = "what belongs to the digests: keys or metadata";
export const otherJsonReason = "JSON, but no CloudTrail records";
export const notJsonReason = "not JSON";

/** True where a file is left out because it is something else, rather than a log that could not be read. */
export const isElse = (why: string): boolean =>
  why === digestReason || why === companionReason || why === otherJsonReason || why === notJsonReason;

export const digestReason = "a digest file: it proves the logs and holds no events";

function readValue(value: Json): LogDocument {
  if (isDigest(value)) return nothing("digest", digestReason);
  if (isCompanion(value)) return nothing("digest", companionReason);
  const list = listOf(value);
  if (list === undefined) return nothing("other", otherJsonReason);
  const records = list.map(unpacked);
  if (records.length > 0 && !records.some(looksLikeRecord)) return nothing("other", otherJsonReason);
  return { kind: kindOfRecords(records), records, why: "" };
}

const isDigest = (value: Json): boolean =>
  isObject(value) && value["digestStartTime"] !== undefined && value["logFiles"] !== undefined;

/** Answers of ListPublicKeys and of HeadObject on a digest, which people keep beside the files. */
const isCompanion = (value: Json): boolean =>
  isObject(value) &&
  (Array.isArray(value["PublicKeyList"]) ||
    (isObject(value["Metadata"]) && Object.keys(value["Metadata"]).some((name) => /^signature/i.test(name))));

function listOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value as readonly Json[];
  if (!isObject(value)) return undefined;
  for (const name of ["Records", "Events"]) {
    const list = value[name];
    if (Array.isArray(list)) return list as readonly Json[];
  }
  return looksLikeRecord(value) ? [value] : undefined;
}

/** LookupEvents gives the record as text inside its row. */
function unpacked(item: Json): unknown {
  const inner = isObject(item) ? item["CloudTrailEvent"] : undefined;
  return typeof inner === "string" ? (parsed(inner) ?? item) : item;
}

const telling = [
  "eventName",
  "eventSource",
  "eventVersion",
  "eventTime",
  "eventname",
  "eventTypeName",
  "detail",
];

const looksLikeRecord = (value: unknown): boolean =>
  isObject(value) && telling.some((name) => value[name] !== undefined);

export function kindOfRecords(records: readonly unknown[]): LogFileKind {
  return kindOfCategory(records.find((record): record is JsonObject => isObject(record))?.["eventCategory"]);
}

export const kindOfCategory = (category: unknown): LogFileKind =>
  category === "Insight"
    ? "insights"
    : category === "NetworkActivity"
      ? "network-activity"
      : category === "Aggregated"
        ? "aggregated"
        : "log";
