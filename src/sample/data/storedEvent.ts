import { at, isObject, text, type JsonObject } from "../../core/base/json.js";
import type { Draft, IndexEntry } from "./draft.js";
import { toRecord } from "./record.js";

/** An event as the service keeps it: what can be looked up, and the record's text when it is asked for. */
export interface StoredEvent {
  readonly id: string;
  readonly timeMs: number;
  /** When LookupEvents begins to show it. */
  readonly visibleMs: number;
  readonly name: string;
  readonly source: string;
  /** "true" or "false"; undefined where the record does not say. */
  readonly readOnly: string | undefined;
  readonly username: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly resources: readonly IndexEntry[];
  readonly category: "Management" | "Data" | "Insight";
  /** The record as JSON text. */
  readonly record: () => string;
}

/** Delivery takes 2 to 12 minutes, the same for an event whenever it is asked. */
const deliveryDelayMs = (eventId: string): number =>
  120_000 + (parseInt(eventId.slice(0, 8), 16) % 600_001 || 0);

/** Newest first; within one second in a fixed order. */
export const newestFirst = (a: StoredEvent, b: StoredEvent): number =>
  b.timeMs - a.timeMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** From a draft, without writing the record yet: most events are never shown. */
export function storedDraft(draft: Draft, id: string): StoredEvent {
  const { call, actor } = draft;
  const timeMs = Math.floor(draft.timeMs / 1000) * 1000; // records tell whole seconds
  return {
    id,
    timeMs,
    visibleMs: timeMs + deliveryDelayMs(id),
    name: call.name,
    source: call.source,
    readOnly: String(call.readOnly),
    username: actor.username,
    accessKeyId: actor.accessKeyId,
    resources: call.indexed ?? [],
    category: call.insight ? "Insight" : call.data === true ? "Data" : "Management",
    record: () => JSON.stringify(toRecord(draft, id)),
  };
}

/** From a record, visible at once; everything is read from it, the resources from their ARNs. */
export function storedRecord(record: JsonObject, recordText: string): StoredEvent {
  const timeMs = Date.parse(text(record["eventTime"]) ?? "");
  const readOnly = record["readOnly"];
  const category = record["eventCategory"];
  return {
    id: text(record["eventID"]) ?? "",
    timeMs,
    visibleMs: timeMs,
    name: text(record["eventName"]) ?? "",
    source: text(record["eventSource"]) ?? "",
    readOnly: typeof readOnly === "boolean" ? String(readOnly) : text(readOnly),
    username: usernameOf(record),
    accessKeyId: text(at(record, "userIdentity", "accessKeyId")),
    resources: resourcesOf(record),
    category: category === "Data" || category === "Insight" ? category : "Management",
    record: () => recordText,
  };
}

/** What LookupEvents shows as Username, read from a record: user name, `root`, or the session's name. */
function usernameOf(record: JsonObject): string | undefined {
  const identity = record["userIdentity"];
  if (!isObject(identity)) return undefined;
  const name = text(identity["userName"]);
  if (name !== undefined) return name;
  if (identity["type"] === "Root") return "root";
  return text(identity["principalId"])?.split(":")[1];
}

/** The resources of a record by ARN, for records that come without an index of their own. */
function resourcesOf(record: JsonObject): readonly IndexEntry[] {
  const listed = record["resources"];
  if (!Array.isArray(listed)) return [];
  return (listed as readonly unknown[]).flatMap((item) => {
    const name = text(at(item, "ARN"));
    return name === undefined ? [] : [{ type: text(at(item, "type")), name }];
  });
}
