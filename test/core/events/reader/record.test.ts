import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { readRecord } from "../../../../src/core/events/reader/record.js";
import { ACCOUNT, aRecord, anEvent, realRecords } from "../builders.js";

const problemOf = (raw: unknown): string => {
  const read = readRecord(raw, 7);
  if (!("problem" in read)) throw new Error("expected a problem");
  expect(read.problem.index).toBe(7);
  return read.problem.reason;
};

test("lifts out the fields all views need and keeps the rest in raw", () => {
  const event = anEvent({ tlsDetails: { tlsVersion: "TLSv1.3" }, unheardOf: 1 });
  expect(event).toMatchObject({
    id: "6f3c1a52-9f8f-4d3c-8a53-0f1f0d6a4b11",
    timeMs: Date.UTC(2026, 10, 20, 12),
    name: "PutBucketPolicy",
    source: "s3.amazonaws.com",
    region: "eu-west-1",
    accountId: ACCOUNT,
    readOnly: false,
    sourceAddress: "203.0.113.7",
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    requestParameters: { bucketName: "logs-prod" },
    responseElements: undefined,
    errorCode: undefined,
  });
  expect(event.raw).toMatchObject({ tlsDetails: { tlsVersion: "TLSv1.3" }, unheardOf: 1 });
});

test("reads the fields by which views tell sessions and copies, also where a database changed their case", () => {
  const told = { fromConsole: true, sharedId: "c4a1", eventType: "AwsApiCall" };
  const record = anEvent({
    sessionCredentialFromConsole: "true",
    sharedEventID: "c4a1",
    eventType: "AwsApiCall",
  });
  expect(record).toMatchObject(told);
  const lower = Object.fromEntries(
    Object.entries(record.raw).map(([key, value]) => [key.toLowerCase(), value]),
  );
  expect(readRecord(lower, 0)).toMatchObject({ event: told });
});

test("reads every real record of the fixtures", () => {
  for (const line of realRecords()) expect(readRecord(JSON.parse(line), 0)).toHaveProperty("event.id");
});

test.each([
  ["CreateFunction20150331", "CreateFunction"],
  ["UpdateFunctionCode20150331v2", "UpdateFunctionCode"],
  ["CreateDistribution2020_05_31", "CreateDistribution"],
  ["PutFunctionConcurrency20171031", "PutFunctionConcurrency"],
  ["ListObjectsV2", "ListObjectsV2"],
  ["20150331", "20150331"],
])("names %s %s and keeps the raw name", (eventName, name) => {
  const event = anEvent({ eventName });
  expect(event.name).toBe(name);
  expect(event.raw["eventName"]).toBe(eventName);
});

describe("times", () => {
  test.each([
    ["2026-11-20T12:00:00Z", Date.UTC(2026, 10, 20, 12)],
    ["2026-11-20T12:00:00.250Z", Date.UTC(2026, 10, 20, 12, 0, 0, 250)],
    ["2026-11-20 12:00:00", Date.UTC(2026, 10, 20, 12)],
    ["2022-02-08 09:23:37+11:00", Date.UTC(2022, 1, 7, 22, 23, 37)],
    ["20261120T120000Z", Date.UTC(2026, 10, 20, 12)],
    ["2026-11-20 12:00:00 UTC", Date.UTC(2026, 10, 20, 12)],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    [1_763_640_000, 1_763_640_000_000],
    [1_763_640_000_123, 1_763_640_000_123],
    ["1763640000", 1_763_640_000_000],
  ])("reads %s", (eventTime, timeMs) => {
    expect(anEvent({ eventTime }).timeMs).toBe(timeMs);
  });

  test.each([
    "yesterday",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-20T25:00:00Z",
    "",
    {},
    -5,
    true,
  ])("reports %j instead of guessing", (eventTime) => {
    expect(problemOf(aRecord({ eventTime }))).toMatch(/eventTime/);
  });
});

describe("what is no record", () => {
  test.each([
    ["a text", "hello", /a string/],
    ["nothing", undefined, /missing/],
    ["null", null, /null/],
    ["a list", [1], /a list/],
    [
      "a log line of another system",
      { kind: "Pod", message: "started" },
      /neither eventName nor eventSource/,
    ],
  ])("reports %s", (_, raw, reason) => {
    expect(problemOf(raw)).toMatch(reason);
  });
});

describe("odd shapes", () => {
  test("takes other spellings of the field names", () => {
    const record = {
      EVENTNAME: "StopLogging",
      eventtime: "2026-11-20T12:00:00Z",
      EventSource: "cloudtrail.amazonaws.com",
    };
    const read = readRecord(record, 0);
    expect(read).toMatchObject({
      event: { name: "StopLogging", source: "cloudtrail.amazonaws.com", raw: record },
    });
  });

  test("takes numbers and booleans where texts belong", () => {
    const event = anEvent({
      recipientAccountId: 1122223333,
      errorCode: 403,
      userAgent: true,
      readOnly: "false",
    });
    expect(event).toMatchObject({
      accountId: "001122223333",
      errorCode: "403",
      userAgent: "true",
      readOnly: false,
    });
  });

  test("does without userIdentity, parameters and resources", () => {
    const event = anEvent({
      userIdentity: null,
      requestParameters: "none",
      responseElements: [1],
      resources: {},
    });
    expect(event).toMatchObject({
      userIdentity: undefined,
      requestParameters: undefined,
      responseElements: undefined,
    });
    expect(event.listed).toEqual([]);
  });

  test("unfolds parameters that a database kept as JSON text", () => {
    expect(anEvent({ requestParameters: '{"bucketName":"b"}' }).requestParameters).toEqual({
      bucketName: "b",
    });
    expect(anEvent({ requestParameters: "{bucketName=b}" }).requestParameters).toBeUndefined();
  });

  test("takes the record out of an EventBridge envelope and keeps the envelope", () => {
    const envelope = { "detail-type": "AWS API Call via CloudTrail", detail: aRecord() };
    expect(readRecord(envelope, 0)).toMatchObject({ event: { name: "PutBucketPolicy", raw: envelope } });
  });

  test("lists resources in every spelling of their keys", () => {
    const event = anEvent({
      resources: [
        { ARN: "arn:aws:s3:::logs-prod", accountId: ACCOUNT, type: "AWS::S3::Bucket" },
        { arn: "arn:aws:ssm:eu-west-1:111122223333:parameter/db/url" },
        { ARNPrefix: "arn:aws:s3:::logs-prod/2026/", type: "AWS::S3::Object" },
        { resourceName: "main", resourceType: "AWS::CloudTrail::Trail" },
        { accountId: ACCOUNT },
        "nonsense",
      ],
    });
    expect(event.listed).toEqual([
      { name: "logs-prod", type: "AWS::S3::Bucket", arn: "arn:aws:s3:::logs-prod" },
      { name: "db/url", arn: "arn:aws:ssm:eu-west-1:111122223333:parameter/db/url" },
      { name: "logs-prod/2026/", type: "AWS::S3::Object" },
      { name: "main", type: "AWS::CloudTrail::Trail" },
    ]);
  });
});

describe("kinds of records without the usual fields", () => {
  const aggregated = (summary: JsonObject): JsonObject => ({
    eventVersion: "1.0",
    accountId: ACCOUNT,
    eventId: "62759c1a-6248-48e1-a6b3-d5fb7e6c4bc0",
    eventCategory: "Aggregated",
    eventType: "AwsAggregatedEvent",
    awsRegion: "us-west-2",
    eventSource: "s3.amazonaws.com",
    timeWindow: { windowStart: "2025-11-17 19:20:00", windowEnd: "2025-11-17 19:25:00", windowSize: "PT5M" },
    summary,
  });

  test("dates an aggregated event by the end of its window and names it after its only API", () => {
    const summary = {
      primaryDimension: { dimension: "eventName", statistics: [{ name: "PutObject", value: 1000 }] },
    };
    expect(readRecord(aggregated(summary), 0)).toMatchObject({
      event: {
        id: "62759c1a-6248-48e1-a6b3-d5fb7e6c4bc0",
        timeMs: Date.UTC(2025, 10, 17, 19, 25),
        name: "PutObject",
        accountId: ACCOUNT,
      },
    });
  });

  test("names an aggregated event of several APIs after its kind", () => {
    const statistics = [
      { name: "PutObject", value: 1 },
      { name: "GetObject", value: 2 },
    ];
    const read = readRecord(aggregated({ primaryDimension: { dimension: "eventName", statistics } }), 0);
    expect(read).toMatchObject({ event: { name: "AwsAggregatedEvent" } });
  });

  test("takes the API of an Insights event from its details", () => {
    const read = readRecord(
      {
        eventTime: "2026-11-20T12:00:00Z",
        awsRegion: "us-east-1",
        eventID: "i1",
        eventType: "AwsCloudTrailInsight",
        recipientAccountId: ACCOUNT,
        insightDetails: { state: "Start", eventSource: "ec2.amazonaws.com", eventName: "RunInstances" },
      },
      0,
    );
    expect(read).toMatchObject({ event: { name: "RunInstances", source: "ec2.amazonaws.com" } });
  });

  test("gives a record without an id the same id every time, whatever the order of its keys", () => {
    const { eventID: _, ...record } = aRecord();
    const turned = Object.fromEntries(Object.entries(record).reverse());
    const id = anEvent({ eventID: undefined }).id;
    expect(id).toMatch(/^record-[0-9a-f]{32}$/);
    expect(readRecord(turned, 0)).toMatchObject({ event: { id: readIdOf(record) } });
    expect(readIdOf({ ...record, eventName: "GetBucketPolicy" })).not.toBe(readIdOf(record));
  });
});

function readIdOf(record: JsonObject): string {
  const read = readRecord(record, 0);
  return "event" in read ? read.event.id : "";
}
