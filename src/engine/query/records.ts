import type { Json, JsonObject } from "../../core/base/json.js";
import { joinRecord } from "../../core/logs/cutRecord.js";
import type { Value } from "./database.js";

/** Columns of which `readRecord` makes a record. */
export const recordSelect = `rest, strftime(eventtime, '%Y-%m-%dT%H:%M:%SZ'), eventid, requestid, identity, requestparameters,
  responseelements, additionaleventdata, resources, serviceeventdetails, addendum, edgedevicedetails, insightdetails,
  tlsdetails`;

const cutOrder: readonly string[] = [
  "eventTime",
  "eventID",
  "requestID",
  "userIdentity",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "resources",
  "serviceEventDetails",
  "addendum",
  "edgeDeviceDetails",
  "insightDetails",
  "tlsDetails",
];
const quoted = new Set(["eventTime", "eventID", "requestID"]);

/** The record as it was read, from the parts `recordSelect` names. */
export function readRecord([rest, ...parts]: readonly Value[]): JsonObject {
  const json = joinRecord(String(rest), (field) => {
    const text = String(parts[cutOrder.indexOf(field)] ?? "null");
    return quoted.has(field) ? `"${text}"` : text;
  });
  return JSON.parse(json) as Json as JsonObject;
}
