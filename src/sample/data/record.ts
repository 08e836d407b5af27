import type { JsonObject } from "../../core/base/json.js";
import type { ApiCall, Draft } from "./draft.js";
import { Random } from "./random.js";

/** ISO 8601 without fraction, as every time in a record is written. */
export const isoSeconds = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;

/** The host a client of the service talks to, as tlsDetails names it. */
function host(call: ApiCall, region: string): string {
  const service = call.source.replace(/\.amazonaws\.com$/, "");
  return call.global === true ? `${service}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
}

/** Writes the record with its members in the order CloudTrail writes them; what is undefined is left out. */
export function toRecord(draft: Draft, eventID: string): JsonObject {
  const { actor, call } = draft;
  if (call.insight) return toInsight(draft, call.insight, eventID);
  const region = call.global === true ? "us-east-1" : draft.region;
  const eventType = call.eventType ?? "AwsApiCall";
  return {
    eventVersion: "1.11",
    userIdentity: actor.identity,
    eventTime: isoSeconds(draft.timeMs),
    eventSource: call.source,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: actor.address,
    userAgent: userAgent(draft),
    ...outcome(call),
    additionalEventData: call.additional,
    requestID: eventType === "AwsApiCall" ? requestId(call, eventID) : undefined,
    eventID,
    readOnly: call.readOnly,
    resources: call.resources,
    eventType,
    apiVersion: call.apiVersion,
    managementEvent: call.data !== true,
    recipientAccountId: (draft.recipient ?? actor.account).id,
    ...call.extra,
    eventCategory: call.data === true ? "Data" : "Management",
    tlsDetails: isFromOutside(draft) ? tlsDetails(call, region) : undefined,
    sessionCredentialFromConsole: actor.fromConsole === true ? "true" : undefined,
  };
}

/** Errors, what was asked and what was answered; a refused call has no answer. */
const outcome = ({ error, request, response }: ApiCall): JsonObject => ({
  errorCode: error?.code,
  errorMessage: error?.message,
  requestParameters: request ?? null,
  responseElements: error ? null : (response ?? null),
});

/** True for API calls over TLS, as opposed to what AWS does inside. */
const isFromOutside = ({ actor, call }: Draft): boolean =>
  (call.eventType ?? "AwsApiCall") === "AwsApiCall" && actor.withoutTls !== true;

/** S3 writes the agents of its clients in brackets. */
const userAgent = (draft: Draft): string =>
  draft.call.source === "s3.amazonaws.com" && isFromOutside(draft)
    ? `[${draft.actor.userAgent}]`
    : draft.actor.userAgent;

const tlsDetails = (call: ApiCall, region: string): JsonObject => ({
  tlsVersion: "TLSv1.3",
  cipherSuite: "TLS_AES_128_GCM_SHA256",
  clientProvidedHostHeader: host(call, region),
});

/** S3 ids are sixteen letters and digits, all others UUIDs. */
function requestId(call: ApiCall, eventId: string): string {
  const random = new Random("request", eventId);
  return call.source === "s3.amazonaws.com" ? random.base32(16) : random.uuid();
}

/** An Insights event says what was unusual and nothing of who did it. */
const toInsight = (
  { timeMs, region, actor, call }: Draft,
  insightDetails: JsonObject,
  eventID: string,
): JsonObject => ({
  eventVersion: "1.09",
  eventTime: isoSeconds(timeMs),
  awsRegion: region,
  eventID,
  eventType: "AwsCloudTrailInsight",
  recipientAccountId: actor.account.id,
  ...call.extra,
  insightDetails,
  eventCategory: "Insight",
});
