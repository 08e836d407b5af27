import { readFileSync } from "node:fs";
import type { JsonObject } from "../../../src/core/base/json.js";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import type { Resource } from "../../../src/core/events/insight.js";
import { readRecord } from "../../../src/core/events/reader/record.js";

/** The account all made-up records belong to. */
export const ACCOUNT = "111122223333";

/** A whole record of an IAM user in the console, with the given fields instead of its own. */
export const aRecord = (fields: JsonObject = {}): JsonObject => ({
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLEEXAMPLE",
    arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    accountId: ACCOUNT,
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    userName: "alice",
  },
  eventTime: "2026-11-20T12:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "PutBucketPolicy",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
  requestParameters: { bucketName: "logs-prod" },
  responseElements: null,
  requestID: "REQUEST1",
  eventID: "6f3c1a52-9f8f-4d3c-8a53-0f1f0d6a4b11",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  eventCategory: "Management",
  ...fields,
});

/** The event of a record that must be readable. */
export function anEvent(fields: JsonObject = {}): CloudTrailEvent {
  const read = readRecord(aRecord(fields), 0);
  if ("problem" in read) throw new Error(`the record does not read: ${read.problem.reason}`);
  return read.event;
}

/** An event of `service:Api` with request and answer. */
export function aCall(call: string, request: JsonObject | null, fields: JsonObject = {}): CloudTrailEvent {
  const [service = "", eventName = ""] = call.split(":");
  return anEvent({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters: request,
    ...fields,
  });
}

/** `Type=id`, subjects alone, as one reads them in a table of expectations. */
export const subjects = (resources: readonly Resource[]): readonly string[] =>
  resources.filter(({ role }) => role === "subject").map(shortly);

export const mentions = (resources: readonly Resource[]): readonly string[] =>
  resources.filter(({ role }) => role === "mentioned").map(shortly);

const shortly = ({ type, id }: Resource): string => `${type.replace("AWS::", "")}=${id}`;

/** Real records, see test/fixtures/README.md. */
export const realRecords = (): readonly string[] =>
  readFileSync(new URL("../../fixtures/events/records.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");
