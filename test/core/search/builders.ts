import type { JsonObject } from "../../../src/core/base/json.js";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { readLookupRow } from "../../../src/core/events/reader/lookupRow.js";
import type { LookupRow } from "../../../src/core/search/lookup.js";

/** What a test says of an event; the rest is filled in. */
export interface EventSketch {
  readonly id?: string;
  /** ISO, to the second. */
  readonly time?: string;
  readonly timeMs?: number;
  readonly name?: string;
  readonly source?: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly user?: string;
  /** Set to undefined on purpose for a service event. */
  readonly username?: string | undefined;
  readonly identity?: JsonObject;
  readonly readOnly?: boolean;
  readonly accessKeyId?: string;
  readonly resources?: readonly { readonly type: string; readonly name: string }[];
  /** Members of the record, which win over everything else. */
  readonly record?: JsonObject;
}

let lastId = 0;

export const aTime = Date.parse("2026-11-20T12:00:00Z");

/** A row as LookupEvents answers it. */
export function aRow(sketch: EventSketch = {}): LookupRow {
  const filled = fill(sketch);
  const { id, timeMs, user, name, source, readOnly, accessKeyId } = filled;
  const username = "username" in sketch ? sketch.username : user;
  const resources = sketch.resources ?? [];
  return {
    EventId: id,
    EventName: name,
    EventSource: source,
    EventTimeMs: timeMs,
    ...(username === undefined ? {} : { Username: username }),
    AccessKeyId: accessKeyId,
    ReadOnly: String(readOnly),
    Resources: resources.map((resource) => ({ ResourceType: resource.type, ResourceName: resource.name })),
    CloudTrailEvent: JSON.stringify({ ...recordOf(sketch, filled), ...sketch.record }),
  };
}

function fill(sketch: EventSketch): Filled {
  const name = sketch.name ?? "PutBucketPolicy";
  return {
    name,
    id: sketch.id ?? `00000000-0000-4000-8000-${String(++lastId).padStart(12, "0")}`,
    timeMs: sketch.timeMs ?? Date.parse(sketch.time ?? "2026-11-20T12:00:00Z"),
    user: sketch.user ?? "alice",
    source: sketch.source ?? "s3.amazonaws.com",
    readOnly: sketch.readOnly ?? /^(Get|List|Describe|Lookup)/.test(name),
    accessKeyId: sketch.accessKeyId ?? "AKIAEXAMPLEKEY000001",
  };
}

interface Filled {
  readonly id: string;
  readonly timeMs: number;
  readonly user: string;
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
  readonly accessKeyId: string;
}

function recordOf(sketch: EventSketch, filled: Filled): JsonObject {
  const accountId = sketch.accountId ?? "111122223333";
  const identity = {
    type: "IAMUser",
    principalId: "AIDAEXAMPLE",
    arn: `arn:aws:iam::${accountId}:user/${filled.user}`,
    accountId,
    accessKeyId: filled.accessKeyId,
    userName: filled.user,
  };
  return {
    eventVersion: "1.11",
    userIdentity: sketch.identity ?? identity,
    eventTime: new Date(filled.timeMs).toISOString().replace(".000Z", "Z"),
    eventSource: filled.source,
    eventName: filled.name,
    awsRegion: sketch.region ?? "eu-west-1",
    sourceIPAddress: "203.0.113.7",
    userAgent: "aws-cli/2.17.0",
    requestParameters: null,
    responseElements: null,
    requestID: `request-${filled.id}`,
    eventID: filled.id,
    readOnly: filled.readOnly,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  };
}

/** The event the core makes of such a row. */
export function anEvent(sketch: EventSketch = {}): CloudTrailEvent {
  const read = readLookupRow(aRow(sketch), 0, { accountId: "111122223333", region: "eu-west-1" });
  if ("problem" in read) throw new Error(read.problem.reason);
  return read.event;
}
