import { at, isObject, type Json, type JsonObject } from "../../base/json.js";
import { RecordFields } from "./recordFields.js";

/**
 * Kinds of records that lack the fields all others have, brought into the common shape for the reader; what is
 * of no such kind passes through uncopied.
 */
export function canonicalRecord(raw: JsonObject): JsonObject {
  const record = withUsualCase(unwrapped(raw));
  if (isObject(record["insightDetails"])) return insightRecord(record, record["insightDetails"]);
  if (record["eventCategory"] === "Aggregated" || isObject(record["timeWindow"]))
    return aggregatedRecord(record);
  return record;
}

/** EventBridge and some log shippers put the record into `detail`. */
function unwrapped(raw: JsonObject): JsonObject {
  const detail = raw["detail"];
  if (isObject(detail) && (detail["eventName"] !== undefined || detail["eventSource"] !== undefined))
    return detail;
  return raw;
}

/** The fields the reader and these kinds ask for, by their lower-case spelling. */
const USUAL = new Map(
  [...Object.keys(new RecordFields()), "eventCategory", "insightDetails", "timeWindow", "summary"].map(
    (name) => [name.toLowerCase(), name],
  ),
);

/** Databases and shippers change the case of column names; the usual spelling wins where both are there. */
function withUsualCase(raw: JsonObject): JsonObject {
  let renamed: Record<string, Json | undefined> | undefined;
  for (const key of Object.keys(raw)) {
    const usual = USUAL.get(key.toLowerCase());
    if (usual === undefined || usual === key || raw[usual] !== undefined) continue;
    renamed ??= { ...raw };
    renamed[usual] = raw[key];
  }
  return renamed ?? raw;
}

/** Insights name the API inside `insightDetails` (CloudTrail user guide, "Insights events"). */
function insightRecord(record: JsonObject, details: JsonObject): JsonObject {
  return {
    ...record,
    eventName: record["eventName"] ?? details["eventName"],
    eventSource: record["eventSource"] ?? details["eventSource"],
  };
}

/**
 * Aggregated events sum up data events over a window (CloudTrail user guide, "Aggregating data events"):
 * no eventTime, eventName or identity. They count as of the window's end, named by the API when only one is in it.
 */
function aggregatedRecord(record: JsonObject): JsonObject {
  const window = record["timeWindow"];
  return {
    ...record,
    eventTime: record["eventTime"] ?? at(window, "windowEnd") ?? at(window, "windowStart"),
    eventName: record["eventName"] ?? onlyStatistic(record["summary"], "eventName") ?? "AwsAggregatedEvent",
    recipientAccountId: record["recipientAccountId"] ?? record["accountId"],
  };
}

/** The name counted under a dimension when it is the only one. */
function onlyStatistic(summary: unknown, dimension: string): string | undefined {
  const primary = at(summary, "primaryDimension");
  const details = at(summary, "details");
  for (const part of [primary, ...(Array.isArray(details) ? (details as readonly unknown[]) : [])]) {
    if (at(part, "dimension") !== dimension) continue;
    const statistics = at(part, "statistics");
    if (!Array.isArray(statistics) || statistics.length !== 1) return undefined;
    const name = at(statistics[0], "name");
    return typeof name === "string" ? name : undefined;
  }
  return undefined;
}
