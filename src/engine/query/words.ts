import { cutFields, marker, type CutField } from "../../core/logs/cutRecord.js";
import { literal } from "../duckdb.js";
import { escapePattern } from "./patterns.js";

const rowColumns = [
  "actor",
  "actor_note",
  "event",
  "service",
  "resource",
  "via",
  "sourceipaddress",
  "awsregion",
  "account",
  "errorcode",
  "outcome",
] as const;

/** Columns that hold the JSON text of a field that was cut out of the record. */
const cutColumns: Readonly<Record<CutField, string>> = {
  eventTime: "eventtime",
  eventID: "eventid",
  requestID: "requestid",
  userIdentity: "identity",
  requestParameters: "requestparameters",
  responseElements: "responseelements",
  additionalEventData: "additionaleventdata",
  resources: "resources",
  serviceEventDetails: "serviceeventdetails",
  addendum: "addendum",
  edgeDeviceDetails: "edgedevicedetails",
  insightDetails: "insightdetails",
  tlsDetails: "tlsdetails",
};

const timeText = "strftime(eventtime, '%Y-%m-%dT%H:%M:%SZ')";

/** The whole record as JSON, put together again. */
export const eventJson: string = cutFields.reduce((sql, field) => {
  const column = cutColumns[field];
  const quoted = field === "eventTime" ? `'"' || ${timeText} || '"'` : `'"' || ${column} || '"'`;
  const text = ["eventTime", "eventID", "requestID"].includes(field) ? quoted : `coalesce(${column}, '')`;
  return `replace(${sql}, chr(${String(marker(field).charCodeAt(0))}), ${text})`;
}, "rest");

const textColumns = Object.values(cutColumns).filter((column) => column !== "eventtime");

/**
 * One word or phrase, as core's `wordTest` tells: in the row, as a verb's form in the API name (`names`), in the
 * event's sentence, or in the record. Whatever cannot reach from one field of the record into the next is looked for
 * in the parts the record is kept in; all else in the record as a whole.
 */
export function wordSql(word: string, names: readonly string[]): string {
  const lower = word.toLowerCase();
  const within = (text: string): string => containsSql(text, lower);
  const tests = [
    ...rowColumns.map((column) => within(`lower(${column})`)),
    `marks <> '' AND ${within("replace(marks, ' ', chr(10))")}`,
    within("sentence"),
    ...(names.length === 0 ? [] : [`event IN (${names.map(literal).join(", ")})`]),
    ...recordTests(lower, JSON.stringify(word).slice(1, -1).toLowerCase()),
  ];
  return tests.map((test) => `coalesce(${test}, false)`).join(" OR ");
}

function recordTests(lower: string, escaped: string): readonly string[] {
  if (escaped !== lower || spansFields(lower)) {
    const record = `lower(${eventJson})`;
    return [containsSql(record, lower), ...(escaped === lower ? [] : [containsSql(record, escaped)])];
  }
  const tests = ["rest", ...textColumns].map((column) => containsSql(`lower(${column})`, lower));
  return /^[\dtz:*-]+$/.test(lower) ? [...tests, containsSql(`lower(${timeText})`, lower)] : tests;
}

/** True for text that may stand outside of JSON strings, where one field ends and the next begins. */
const spansFields = (lower: string): boolean =>
  /^[\s{}[\]:,\d.+\-truefalsn*]*$/.test(lower) && /[{}[\]:,]/.test(lower);

/** `*` stands for anything but a quote or line feed, so that it stays within one field. */
function containsSql(text: string, lower: string): string {
  const parts = lower.split("*").filter((part) => part !== "");
  const [first, ...rest] = parts;
  if (first === undefined) return "true";
  if (rest.length === 0) return `contains(${text}, ${literal(first)})`;
  if (rest.some((part) => /["\n]/.test(part))) return "false";
  return `regexp_matches(${text}, ${literal(parts.map(escapePattern).join('[^"\\n]*'))})`;
}
