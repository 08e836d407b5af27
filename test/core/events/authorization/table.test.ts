import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { authorizationTable } from "../../../../scripts/authorizationTable.mjs";
import { actionOf } from "../../../../src/core/events/authorization/action.js";
import { authorizationService } from "../../../../src/core/events/authorization/authorization.js";

const file = new URL("../../../../src/core/events/authorization/table.generated.ts", import.meta.url);

describe("the checked-in table", () => {
  test("is what the script makes of the installed packages", () => {
    expect(authorizationTable() === readFileSync(file, "utf8")).toBe(true);
  });

  test("stays under 300 kB", () => {
    expect(readFileSync(file).length).toBeLessThan(300_000);
  });

  test("tells types, ARN formats and CloudFormation's names of a service", () => {
    const table = authorizationService("dynamodb")?.types.find(({ key }) => key === "table");
    expect(table).toEqual({
      key: "table",
      noun: "table",
      arn: "arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}",
      type: "AWS::DynamoDB::Table",
    });
  });
});

const keys = (service: string, api: string): readonly string[] | undefined =>
  actionOf(service, api)?.types.map(({ key }) => key);

test.each([
  ["dynamodb", "UpdateTable", ["table"]],
  ["s3", "ListObjects", ["accesspoint", "bucket"]],
  ["s3", "DeleteBucketEncryption", ["bucket"]],
  ["s3", "HeadObject", ["accesspointobject", "object"]],
  ["s3", "PutBucketPublicAccessBlock", ["bucket"]],
  ["lambda", "Invoke", ["function"]],
  ["kms", "ReEncrypt", ["key"]],
  ["monitoring", "PutMetricAlarm", ["alarm", "dataset"]],
  ["sqs", "SendMessageBatch", ["queue"]],
  ["iam", "UpdateAccountPasswordPolicy", []],
])("%s %s acts on %j", (service, api, types) => {
  expect(keys(service, api)).toEqual(types);
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "", "x".repeat(1_000_000)])(
  "a word that is no service and no action is unknown",
  (word) => {
    expect(authorizationService(word)).toBeUndefined();
    expect(actionOf(word, word)).toBeUndefined();
    expect(actionOf("s3", word)).toBeUndefined();
  },
);
