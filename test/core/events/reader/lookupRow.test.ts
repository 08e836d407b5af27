import { expect, test } from "vitest";
import { readLookupRow } from "../../../../src/core/events/reader/lookupRow.js";
import type { LookupRow } from "../../../../src/core/search/lookup.js";
import { ACCOUNT, aRecord } from "../builders.js";

const scope = { accountId: ACCOUNT, region: "eu-west-1" };

const aRow = (fields: Partial<LookupRow> = {}): LookupRow => ({
  EventId: "6f3c1a52-9f8f-4d3c-8a53-0f1f0d6a4b11",
  EventName: "PutBucketPolicy",
  EventSource: "s3.amazonaws.com",
  EventTimeMs: Date.UTC(2026, 10, 20, 12),
  Username: "alice",
  AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
  ReadOnly: "false",
  Resources: [{ ResourceType: "AWS::S3::Bucket", ResourceName: "logs-prod" }],
  CloudTrailEvent: JSON.stringify(aRecord()),
  ...fields,
});

test("joins the record with the resources only the answer lists", () => {
  const read = readLookupRow(aRow(), 0, scope);
  expect(read).toMatchObject({
    event: {
      name: "PutBucketPolicy",
      accountId: ACCOUNT,
      listed: [{ name: "logs-prod", type: "AWS::S3::Bucket" }],
      raw: { eventCategory: "Management" },
    },
  });
});

test("lists a resource once when record and answer agree", () => {
  const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
  const record = aRecord({ resources: [{ ARN: arn, type: "AWS::KMS::Key" }] });
  const row = aRow({
    CloudTrailEvent: JSON.stringify(record),
    Resources: [{ ResourceType: "AWS::KMS::Key", ResourceName: arn }, { ResourceName: "1234abcd" }],
  });
  expect(readLookupRow(row, 0, scope)).toMatchObject({
    event: { listed: [{ name: "1234abcd", type: "AWS::KMS::Key", arn }, { name: "1234abcd" }] },
  });
});

test("splits ARNs the answer gives as names", () => {
  const arn = "arn:aws:iam::111122223333:role/path/Deploy";
  const row = aRow({ Resources: [{ ResourceType: "AWS::IAM::Role", ResourceName: arn }] });
  expect(readLookupRow(row, 0, scope)).toMatchObject({
    event: { listed: [{ name: "Deploy", type: "AWS::IAM::Role", arn }] },
  });
});

test.each([
  ["cut off", '{"eventVersion":"1.11","userId'],
  ["no object", "[]"],
  ["empty", ""],
])("makes an event from the row's own fields when the record is %s", (_, text) => {
  const read = readLookupRow(aRow({ CloudTrailEvent: text }), 0, scope);
  expect(read).toMatchObject({
    event: {
      id: "6f3c1a52-9f8f-4d3c-8a53-0f1f0d6a4b11",
      name: "PutBucketPolicy",
      source: "s3.amazonaws.com",
      timeMs: Date.UTC(2026, 10, 20, 12),
      accountId: ACCOUNT,
      region: "eu-west-1",
      readOnly: false,
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userIdentity: { userName: "alice" },
      raw: { CloudTrailEvent: text },
    },
  });
});

test("takes the row's time when the record's is no date and keeps the rest of the record", () => {
  const record = JSON.stringify(aRecord({ eventTime: "soon" }));
  const read = readLookupRow(aRow({ CloudTrailEvent: record }), 0, scope);
  expect(read).toMatchObject({
    event: { timeMs: Date.UTC(2026, 10, 20, 12), requestParameters: { bucketName: "logs-prod" } },
  });
});

test("reports a row that tells neither name nor time", () => {
  const read = readLookupRow({ CloudTrailEvent: "{" }, 4, scope);
  expect(read).toMatchObject({ problem: { index: 4 } });
  expect(read).toHaveProperty("problem.reason", expect.stringContaining("CloudTrailEvent is no JSON object"));
});

test("passes over resources of a bad shape", () => {
  const row: unknown = { ...aRow(), Resources: [null, 5, { ResourceName: "" }, { ResourceName: 12 }] };
  expect(readLookupRow(row as LookupRow, 0, scope)).toMatchObject({ event: { listed: [{ name: "12" }] } });
});
