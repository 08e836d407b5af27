import type { Json, JsonObject } from "../../core/base/json.js";
import { cutFields, joinRecord } from "../../core/logs/cutRecord.js";
import type { Value } from "./database.js";

/** Columns of which `readRecord` makes a record: `rest`, then those of `cutFields` in its order. */
export const recordSelect = `rest, strftime(eventtime, '%Y-%m-%dT%H:%M:%SZ'), eventid, requestid, identity, requestparameters,
  responseelements, additionaleventdata, resources, serviceeventdetails, addendum, edgedevicedetails, insightdetails,
  tlsdetails`;

const quoted = new Set(["eventTime", "eventID", "requestID"]);

/** The record as it was read, from the parts `recordSelect` names. */
export function readRecord([rest, ...parts]: readonly Value[]): JsonObject {
  const json = joinRecord(String(rest), (field) => {
    const text = String(parts[cutFields.indexOf(field)] ?? "null");
    return quoted.has(field) ? `"${text}"` : text;
  });
  return JSON.parse(json) as Json as JsonObject;
}
