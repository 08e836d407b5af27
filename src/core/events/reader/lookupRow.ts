import { isObject, type Json, type JsonObject } from "../../base/json.js";
import type { LookupRow } from "../../search/lookup.js";
import type { CloudTrailEvent, ListedResource } from "../event.js";
import { listedResource } from "./listed.js";
import { parseArn } from "../naming/arn.js";
import { readRecord, type RecordRead } from "./record.js";
import { scalar } from "../scalar.js";

/** Whose event history the row comes from, for records that do not say it themselves. */
export interface RowScope {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Reads one row of a LookupEvents answer: the record inside `CloudTrailEvent`, joined by the row's Resources,
 * which name what the record itself often does not. When the record is broken the row's own fields still make an
 * event; only a row without name or time becomes a problem.
 */
export function readLookupRow(row: LookupRow, index: number, scope: RowScope): RecordRead {
  const record = parsedRecord(row.CloudTrailEvent);
  const read = record === undefined ? undefined : readRecord(record, index);
  if (read && "event" in read) return { event: joined(read.event, row, scope) };
  const rebuilt = readRecord(recordOfRow(row, record), index);
  if ("event" in rebuilt) return { event: joined(rebuilt.event, row, scope) };
  const reason =
    read && "problem" in read ? read.problem.reason : "The row's CloudTrailEvent is no JSON object.";
  return { problem: { reason: `${reason} Its row has no name and time to go by either.`, index } };
}

function parsedRecord(text: unknown): JsonObject | undefined {
  if (typeof text !== "string") return isObject(text) ? text : undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined; // the row's own fields are read instead, and the text is kept in `raw`
  }
}

/** The row in the shape of a record; what could be parsed of the real record stays in it. */
function recordOfRow(row: LookupRow, record: JsonObject | undefined): JsonObject {
  const identity: Record<string, Json | undefined> = {};
  if (row.Username !== undefined) identity["userName"] = row.Username;
  if (row.AccessKeyId !== undefined) identity["accessKeyId"] = row.AccessKeyId;
  const built: Record<string, Json | undefined> = { ...record };
  built["eventTime"] = row.EventTimeMs;
  built["eventID"] = row.EventId ?? built["eventID"];
  built["eventName"] = row.EventName ?? built["eventName"];
  built["eventSource"] = row.EventSource ?? built["eventSource"];
  built["readOnly"] ??= row.ReadOnly;
  if (!isObject(built["userIdentity"])) built["userIdentity"] = identity;
  if (!record && row.CloudTrailEvent !== undefined) built["CloudTrailEvent"] = row.CloudTrailEvent;
  return built;
}

function joined(event: CloudTrailEvent, row: LookupRow, scope: RowScope): CloudTrailEvent {
  const extra = listedOfRow(row, event.listed);
  const complete = event.accountId !== "" && event.region !== "";
  if (extra.length === 0 && complete) return event;
  return {
    ...event,
    accountId: event.accountId === "" ? scope.accountId : event.accountId,
    region: event.region === "" ? scope.region : event.region,
    listed: extra.length === 0 ? event.listed : [...event.listed, ...extra],
  };
}

/** The row's Resources the record does not list itself. Bad shapes are passed over: the record is what counts. */
function listedOfRow(row: LookupRow, known: readonly ListedResource[]): readonly ListedResource[] {
  const resources: unknown = row.Resources;
  if (!Array.isArray(resources) || resources.length === 0) return [];
  const extra: ListedResource[] = [];
  for (const item of resources as readonly unknown[]) {
    const name = isObject(item) ? scalar(item["ResourceName"]) : undefined;
    if (name === undefined || known.some((one) => isNamed(one, name))) continue;
    const arn = parseArn(name);
    const type = isObject(item) ? scalar(item["ResourceType"]) : undefined;
    extra.push(listedResource(arn?.name ?? name, type, arn && name));
  }
  return extra;
}

const isNamed = ({ arn, name }: ListedResource, wanted: string): boolean =>
  arn === wanted || (arn === undefined && name === wanted);
