import { at, isObject, type Json, type JsonObject } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";

/** What a wrapper holds, a reason why that is no event, or nothing when it is no wrapper. */
export type Wrapped = { readonly value: Json } | { readonly reason: string } | { readonly none: true };

/** Lists of entries: trail logs, LookupEvents, Lake, CloudWatch Logs, SQS, Firehose. */
const LISTS = [
  "Records",
  "records",
  "Events",
  "events",
  "logEvents",
  "QueryResultRows",
  "queryResultRows",
  "results",
  "Messages",
];

/**
 * One entry in something around it: EventBridge `detail`, SNS `Message`, SQS `body`, a search index's `_source`,
 * Splunk's `result._raw`, a file of detection tests' `record`. Paths, the more telling first.
 */
const SINGLES: readonly (readonly string[])[] = [
  ["detail"],
  ["Sns", "Message"],
  ["Message"],
  ["body"],
  ["Body"],
  ["hits", "hits"],
  ["_source"],
  ["result"],
  ["_raw"],
  ["record"],
  ["@message"],
  ["message"],
  ["event", "original"],
  ["log"],
];

/** Base64 of Kinesis, Firehose and subscription filters. */
const ENCODED: readonly (readonly string[])[] = [["kinesis", "data"], ["data"], ["awslogs", "data"]];

export function wrapped(value: JsonObject): Wrapped {
  for (const key of LISTS) {
    const list = at(value, key);
    if (Array.isArray(list)) return { value: list };
  }
  const notice = noticeOf(value);
  if (notice !== undefined) return { reason: notice };
  for (const path of SINGLES) {
    const inside = at(value, ...path);
    if (inside !== undefined && (isObject(inside) || Array.isArray(inside) || isJsonText(inside)))
      return { value: inside };
  }
  for (const path of ENCODED) {
    const inside = at(value, ...path);
    if (typeof inside === "string") return decoded(inside);
  }
  return { none: true };
}

const isJsonText = (value: Json | undefined): boolean =>
  typeof value === "string" && /^\s{0,100}[[{]/.test(value);

/** Messages that tell of events without holding one. */
function noticeOf(value: JsonObject): string | undefined {
  if (isObject(value["s3"])) return "a notification of S3 about an object";
  if (value["s3ObjectKey"] !== undefined) return "a notification that log files were delivered";
  const type = value["detail-type"];
  if (
    typeof type === "string" &&
    !type.includes("CloudTrail") &&
    at(value, "detail", "eventSource") === undefined
  )
    return `an EventBridge event of type ${JSON.stringify(safeText(type, 60))}`;
  return undefined;
}

function decoded(data: string): Wrapped {
  if (isJsonText(data)) return { value: data };
  if (data.startsWith("H4sI")) return { reason: "its data is compressed inside of the message" };
  try {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    return isJsonText(text) ? { value: text } : { none: true };
  } catch {
    return { none: true }; // no base64 either
  }
}
