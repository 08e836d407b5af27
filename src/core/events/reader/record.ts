import { isObject, type JsonObject } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";
import { plainApiName } from "../naming/apiName.js";
import type { CloudTrailEvent, RecordProblem } from "../event.js";
import { readListed } from "./listed.js";
import { recordId } from "./recordId.js";
import { recordTimeMs } from "./recordTime.js";
import { fieldsOf, hasUsualFields, type RecordFields } from "./recordFields.js";
import { canonicalRecord } from "./recordShape.js";
import { accountIdOf, scalar } from "../scalar.js";

export type RecordRead = { readonly event: CloudTrailEvent } | { readonly problem: RecordProblem };

/**
 * Reads one CloudTrail record of any kind and age. Never throws: what is no record becomes a problem.
 * `index` is the record's position in its page or file and travels with the problem.
 */
export function readRecord(raw: unknown, index: number): RecordRead {
  if (!isObject(raw))
    return { problem: { reason: `The record is ${kindOf(raw)}, not a JSON object.`, index } };
  let fields = fieldsOf(raw);
  if (!hasUsualFields(fields)) fields = fieldsOf(canonicalRecord(raw));
  const source = scalar(fields.eventSource) ?? "";
  const rawName = scalar(fields.eventName) ?? "";
  if (source === "" && rawName === "") return { problem: { reason: NO_RECORD, index } };
  const timeMs = recordTimeMs(fields.eventTime);
  if (timeMs === undefined) return { problem: { reason: noTime(fields.eventTime), index } };
  return { event: toEvent(fields, raw, timeMs, source, rawName) };
}

const NO_RECORD = "This is no CloudTrail record: it has neither eventName nor eventSource.";

function toEvent(
  fields: RecordFields,
  raw: JsonObject,
  timeMs: number,
  source: string,
  rawName: string,
): CloudTrailEvent {
  const identity = isObject(fields.userIdentity) ? fields.userIdentity : undefined;
  const eventType = scalar(fields.eventType) ?? "";
  return {
    id: scalar(fields.eventID) ?? recordId(raw),
    timeMs,
    name: rawName === "" ? eventType || "Unknown" : plainApiName(rawName),
    source,
    region: scalar(fields.awsRegion) ?? "",
    accountId: accountIdOf(fields.recipientAccountId) ?? callersAccount(identity),
    eventType,
    readOnly: flag(fields.readOnly),
    errorCode: scalar(fields.errorCode),
    errorMessage: scalar(fields.errorMessage),
    sourceAddress: scalar(fields.sourceIPAddress) ?? "",
    userAgent: scalar(fields.userAgent) ?? "",
    accessKeyId: scalar(identity?.["accessKeyId"]),
    fromConsole: flag(fields.sessionCredentialFromConsole) === true,
    sharedId: scalar(fields.sharedEventID),
    userIdentity: identity,
    requestParameters: objectOf(fields.requestParameters),
    responseElements: objectOf(fields.responseElements),
    listed: readListed(fields.resources),
    raw,
  };
}

/** Old records do not say whose log they are in; then it is the caller's as a rule. */
const callersAccount = (identity: JsonObject | undefined): string =>
  accountIdOf(identity?.["accountId"]) ?? "";

function flag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const word = value.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** Lake rows and some exports carry request and response as JSON text. */
function objectOf(value: unknown): JsonObject | undefined {
  if (isObject(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined; // not JSON after all; the text stays readable in `raw`
  }
}

function noTime(value: unknown): string {
  if (value === undefined || value === null) return "The record has no eventTime.";
  const shown = typeof value === "string" ? JSON.stringify(safeText(value, 40)) : kindOf(value);
  return `The record's eventTime is no date: ${shown}.`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
