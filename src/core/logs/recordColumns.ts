import { at, isObject, text, type Json, type JsonObject } from "../base/json.js";
import { english } from "../base/translate.js";
import type { CloudTrailEvent } from "../events/event.js";
import { explain } from "../events/explain.js";
import { sessionForms, startedSessions } from "../events/sessions/sessionKey.js";
import type { Insight } from "../events/insight.js";
import { readRecord } from "../events/reader/record.js";
import { canonicalRecord } from "../events/reader/recordShape.js";
import { scalar } from "../events/scalar.js";
import { sentence } from "../events/sentence/sentence.js";
import { resourceForms, resourceTypes, userForms } from "../search/eventForms.js";
import { ipv4 } from "../search/ipTest.js";
import { isWrite } from "../search/matches.js";
import { subjectOf, toRow } from "../search/toRow.js";
import { marker, type CutField } from "./cutRecord.js";

/**
 * One event as the columns an index keeps. What nearly every event has of its own stands apart: the other two lists
 * repeat from event to event, so that a reader may make them once for many.
 */
export interface EventColumns {
  readonly id: string;
  readonly timeMs: number;
  readonly requestId: string | undefined;
  /** In the order of `identityColumns`. */
  readonly identity: readonly Cell[];
  /** In the order of `sharedColumns`. */
  readonly shared: readonly Cell[];
}

export type Cell = string | undefined;

/**
 * Beside the identity's own JSON text. `session_started` names the session by its start, `session_forms` are all texts
 * that name it, as `*_forms` below.
 */
export const identityColumns = [
  "identity",
  "user_type",
  "user_principalid",
  "user_arn",
  "user_accountid",
  "user_accesskeyid",
  "user_username",
  "user_invokedby",
  "user_identityprovider",
  "user_credentialid",
  "user_creationdate",
  "user_mfaauthenticated",
  "user_issuer_type",
  "user_issuer_principalid",
  "user_issuer_arn",
  "user_issuer_accountid",
  "user_issuer_username",
  "user_federatedprovider",
  "user_sourceidentity",
  "user_ec2roledelivery",
  "user_behalf_userid",
  "user_behalf_storearn",
  "user_scope_sourcearn",
  "user_scope_sourceaccount",
  "user_scope_issuertype",
  "user_scope_issuedto",
  "session_started",
  "session_forms",
] as const;

const identityPaths: readonly (readonly string[])[] = [
  ["type"],
  ["principalId"],
  ["arn"],
  ["accountId"],
  ["accessKeyId"],
  ["userName"],
  ["invokedBy"],
  ["identityProvider"],
  ["credentialId"],
  ["sessionContext", "attributes", "creationDate"],
  ["sessionContext", "attributes", "mfaAuthenticated"],
  ["sessionContext", "sessionIssuer", "type"],
  ["sessionContext", "sessionIssuer", "principalId"],
  ["sessionContext", "sessionIssuer", "arn"],
  ["sessionContext", "sessionIssuer", "accountId"],
  ["sessionContext", "sessionIssuer", "userName"],
  ["sessionContext", "webIdFederationData", "federatedProvider"],
  ["sessionContext", "sourceIdentity"],
  ["sessionContext", "ec2RoleDelivery"],
  ["onBehalfOf", "userId"],
  ["onBehalfOf", "identityStoreArn"],
  ["inScopeOf", "sourceArn"],
  ["inScopeOf", "sourceAccount"],
  ["inScopeOf", "issuerType"],
  ["inScopeOf", "credentialsIssuedTo"],
];

/** Columns with a scalar of the record, by its name there. */
const scalarFields = {
  eventversion: "eventVersion",
  eventsource: "eventSource",
  eventname: "eventName",
  awsregion: "awsRegion",
  sourceipaddress: "sourceIPAddress",
  useragent: "userAgent",
  errorcode: "errorCode",
  errormessage: "errorMessage",
  readonly: "readOnly",
  eventtype: "eventType",
  apiversion: "apiVersion",
  managementevent: "managementEvent",
  recipientaccountid: "recipientAccountId",
  sharedeventid: "sharedEventID",
  vpcendpointid: "vpcEndpointId",
  vpcendpointaccountid: "vpcEndpointAccountId",
  eventcategory: "eventCategory",
  sessioncredentialfromconsole: "sessionCredentialFromConsole",
} as const;

/** Columns with JSON text of the record, by its name there. */
const jsonFields = {
  requestparameters: "requestParameters",
  responseelements: "responseElements",
  additionaleventdata: "additionalEventData",
  resources: "resources",
  serviceeventdetails: "serviceEventDetails",
  addendum: "addendum",
  edgedevicedetails: "edgeDeviceDetails",
  insightdetails: "insightDetails",
  tlsdetails: "tlsDetails",
} as const;

/**
 * `rest` is the record without the texts other columns hold, a mark standing for each. `*_forms` are lower-case texts
 * that filters compare with, a line feed around each; `address` is an IPv4 address as a number of ten digits.
 */
const modelColumns = [
  "rest",
  "actor",
  "actor_kind",
  "actor_note",
  "via",
  "service",
  "event",
  "account",
  "resource",
  "resource_type",
  "more_resources",
  "outcome",
  "marks",
  "access",
  "address",
  "user_forms",
  "resource_forms",
  "type_forms",
  "sentence",
] as const;

type ModelColumn = (typeof modelColumns)[number];

const scalarNames = Object.values(scalarFields);
const jsonNames = Object.values(jsonFields);

export const sharedColumns: readonly string[] = [
  ...Object.keys(scalarFields),
  ...Object.keys(jsonFields),
  ...modelColumns,
];

/** The columns of one record; a reason when it is none. Never throws on data. */
export function recordColumns(
  raw: unknown,
  index: number,
): { readonly columns: EventColumns } | { readonly reason: string } {
  const read = readRecord(raw, index);
  return "problem" in read ? { reason: read.problem.reason } : { columns: eventColumns(read.event) };
}

/** The columns of an event. */
export function eventColumns(event: CloudTrailEvent): EventColumns {
  const insight = explain(event);
  const record = canonicalRecord(event.raw);
  const requestId = text(event.raw["requestID"]);
  const cut = restOf(event, requestId);
  return {
    id: event.id,
    timeMs: event.timeMs,
    requestId,
    identity: identityCells(event.userIdentity),
    shared: sharedCells(event, insight, record, cut),
  };
}

/** In the order of `identityColumns`. */
export const identityCells = (identity: JsonObject | undefined): readonly Cell[] => [
  identity === undefined ? undefined : JSON.stringify(identity),
  ...identityPaths.map((path) => scalar(at(identity, ...path))),
  startedSessions({ userIdentity: identity })[0],
  forms(sessionForms({ userIdentity: identity, accessKeyId: scalar(identity?.["accessKeyId"]) })),
];

function sharedCells(
  event: CloudTrailEvent,
  insight: Insight,
  record: JsonObject,
  rest: string,
): readonly Cell[] {
  const row = toRow(event, insight);
  const subject = subjectOf(insight.resources);
  const model: Record<ModelColumn, Cell> = {
    rest,
    actor: row.actor,
    actor_kind: row.actorKind,
    actor_note: row.actorNote,
    via: row.via,
    service: row.service,
    event: row.eventName,
    account: row.accountId,
    resource: row.resource,
    resource_type: subject?.type ?? "",
    more_resources: String(row.moreResources),
    outcome: row.outcome,
    marks: row.marks.join(" "),
    access: isWrite(event, insight) ? "write" : "read",
    address: ipv4(event.sourceAddress)?.toFixed(0).padStart(10, "0"),
    user_forms: forms(userForms(event, insight)),
    resource_forms: forms(resourceForms(event, insight)),
    type_forms: forms(resourceTypes(event, insight)),
    sentence: sentence(event, insight, { t: english, nowMs: event.timeMs, locale: "en" }).toLowerCase(),
  };
  const cells: Cell[] = [];
  for (const name of scalarNames) cells.push(scalar(record[name]));
  for (const name of jsonNames) cells.push(jsonText(record[name]));
  for (const name of modelColumns) cells.push(model[name]);
  return cells;
}

/** Exports write JSON as text, which is what the column holds anyway. */
const jsonText = (value: Json | undefined): Cell =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : scalar(value);

/** A line feed around each, so that a whole form can be looked for; inside a form it reads as a blank. */
function forms(texts: readonly string[]): string {
  const lower = texts.map((each) => each.toLowerCase().replaceAll("\n", " "));
  return lower.length === 0 ? "" : `\n${[...new Set(lower)].join("\n")}\n`;
}

function restOf(event: CloudTrailEvent, requestId: string | undefined): string {
  const own: Partial<Record<string, string>> = {
    eventTime: `"${new Date(event.timeMs).toISOString().slice(0, 19)}Z"`,
    eventID: `"${event.id}"`,
    requestID: `"${requestId ?? ""}"`,
  };
  const parts = Object.entries(event.raw).map(([key, value]) => {
    const isWhole =
      key === "userIdentity" ? value === event.userIdentity : isJsonField(key) && isCuttable(value);
    if (isWhole) return `${JSON.stringify(key)}:${marker(key as CutField)}`;
    const json = JSON.stringify(value);
    return `${JSON.stringify(key)}:${own[key] === json ? marker(key as CutField) : json}`;
  });
  return `{${parts.join(",")}}`;
}

const jsonNameSet: ReadonlySet<string> = new Set(jsonNames);
const isJsonField = (key: string): boolean => jsonNameSet.has(key);
const isCuttable = (value: Json | undefined): boolean => isObject(value) || Array.isArray(value);
