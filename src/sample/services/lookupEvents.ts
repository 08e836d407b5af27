import { createHash } from "node:crypto";

import { at, isObject, text, type JsonObject } from "../../core/base/json.js";
import { dayMs, historyDays } from "../data/history.js";
import type { StoredEvent } from "../data/storedEvent.js";
import { ServiceError } from "../wire/serviceError.js";
import { seconds, type OperationContext } from "./operation.js";

const largestPage = 50;

const attributeOf: Readonly<Record<string, (event: StoredEvent) => readonly (string | undefined)[]>> = {
  EventId: (event) => [event.id],
  EventName: (event) => [event.name],
  ReadOnly: (event) => [event.readOnly],
  Username: (event) => [event.username],
  ResourceType: (event) => event.resources.map(({ type }) => type),
  ResourceName: (event) => event.resources.map(({ name }) => name),
  EventSource: (event) => [event.source],
  AccessKeyId: (event) => [event.accessKeyId],
};
const insightAttributes = ["EventId", "EventName", "EventSource"];

interface Ask {
  readonly matches: (event: StoredEvent) => boolean;
  readonly category: StoredEvent["category"];
  readonly fromMs: number;
  readonly toMs: number;
  readonly size: number;
  /** Tells apart requests a token must not be carried between. */
  readonly fingerprint: string;
}

/** One page of event history: management events of one account and Region, newest first, 90 days back. */
export function lookupEvents(input: JsonObject, context: OperationContext): unknown {
  const ask = readAsk(input, context);
  const after = readToken(input["NextToken"], ask.fingerprint);
  const page: StoredEvent[] = [];
  for (const event of matching(ask, after, context)) {
    const last = page.at(-1);
    if (last && page.length === ask.size) {
      const token = writeToken({ timeMs: last.timeMs, id: last.id }, ask.fingerprint);
      return { Events: page.map(toRow), NextToken: token };
    }
    page.push(event);
  }
  return { Events: page.map(toRow) };
}

/** What is asked for and has been delivered, from behind the last page's end on. */
function* matching(ask: Ask, after: Position | undefined, context: OperationContext): Generator<StoredEvent> {
  const toMs = Math.min(after?.timeMs ?? Infinity, ask.toMs);
  const { history } = context.world;
  for (const event of history.walk(context.principal.account.id, context.region, ask.fromMs, toMs)) {
    if (after && event.timeMs === after.timeMs && event.id <= after.id) continue;
    if (event.visibleMs <= context.nowMs && event.category === ask.category && ask.matches(event))
      yield event;
  }
}

function readAsk(input: JsonObject, context: OperationContext): Ask {
  const insight = readCategory(input["EventCategory"]);
  const startMs = readTime(input["StartTime"]) ?? -Infinity;
  const endMs = readTime(input["EndTime"]) ?? Infinity;
  if (startMs > endMs) {
    throw new ServiceError("InvalidTimeRangeException", "The start time must be earlier than the end time.");
  }
  return {
    matches: readAttribute(input["LookupAttributes"], insight),
    category: insight ? "Insight" : "Management",
    fromMs: Math.max(startMs, context.nowMs - historyDays * dayMs),
    toMs: Math.min(endMs, context.nowMs),
    size: readSize(input["MaxResults"]),
    fingerprint: createHash("sha256")
      .update(JSON.stringify([context.principal.account.id, context.region, { ...input, NextToken: null }]))
      .digest("hex"),
  };
}

function readCategory(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (value === "insight") return true;
  throw new ServiceError(
    "InvalidEventCategoryException",
    "Invalid event category. The valid value is: insight",
  );
}

function readSize(value: unknown): number {
  if (value === undefined || value === null) return largestPage;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= largestPage)
    return value;
  throw new ServiceError(
    "InvalidMaxResultsException",
    "Invalid maxResults value. The valid range is from 1 to 50.",
  );
}

function readTime(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return value * 1000;
  throw new ServiceError(
    "SerializationException",
    "class java.lang.String can not be converted to a Timestamp",
  );
}

function readAttribute(value: unknown, insight: boolean): (event: StoredEvent) => boolean {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (list.length === 0) return () => true;
  if (list.length > 1) throw invalidAttribute("You can only specify one lookup attribute.");
  const key = text(at(list[0], "AttributeKey")) ?? "";
  const wanted = text(at(list[0], "AttributeValue")) ?? "";
  const valuesOf = Object.hasOwn(attributeOf, key) ? attributeOf[key] : undefined;
  if (!valuesOf || wanted === "" || countedLength(wanted) > 2000) {
    throw invalidAttribute("Invalid lookup attribute key or value.");
  }
  if (insight && !insightAttributes.includes(key)) {
    throw invalidAttribute(`Insight events can be looked up by ${insightAttributes.join(", ")} alone.`);
  }
  return (event) => valuesOf(event).includes(wanted);
}

const invalidAttribute = (message: string): ServiceError =>
  new ServiceError("InvalidLookupAttributesException", message);

/** Underscore, blank, comma and line feed count twice towards the limit of a value's length. */
const countedLength = (value: string): number => value.length + (value.match(/[_ ,\n]/g)?.length ?? 0);

const toRow = (event: StoredEvent): JsonObject => ({
  EventId: event.id,
  EventName: event.name,
  ReadOnly: event.readOnly,
  AccessKeyId: event.accessKeyId,
  EventTime: seconds(event.timeMs),
  EventSource: event.source,
  Username: event.username,
  Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
  CloudTrailEvent: event.record(),
});

interface Position {
  readonly timeMs: number;
  readonly id: string;
}

const writeToken = (position: Position, fingerprint: string): string =>
  Buffer.from(JSON.stringify({ ...position, fingerprint })).toString("base64url");

function readToken(value: unknown, fingerprint: string): Position | undefined {
  if (value === undefined || value === null) return undefined;
  const position = parseToken(text(value) ?? "");
  if (position?.fingerprint === fingerprint) return position;
  throw new ServiceError(
    "InvalidNextTokenException",
    "The token is not valid for these parameters. Pass the parameters of the first call with it.",
  );
}

function parseToken(token: string): (Position & { readonly fingerprint: string }) | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (!isObject(value)) return undefined;
    const { timeMs, id, fingerprint } = value;
    return typeof timeMs === "number" && typeof id === "string" && typeof fingerprint === "string"
      ? { timeMs, id, fingerprint }
      : undefined;
  } catch {
    // What is no JSON is no token of ours: the caller answers so.
    return undefined;
  }
}
