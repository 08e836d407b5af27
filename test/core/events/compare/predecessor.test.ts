import { expect, test } from "vitest";
import { groupNames, isEarlierChange } from "../../../../src/core/events/compare/predecessor.js";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { explain } from "../../../../src/core/events/explain.js";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { aCall } from "../builders.js";

const logs = { bucketName: "logs-prod" };
const later = (call = "s3:PutBucketPolicy", request: JsonObject = logs): CloudTrailEvent =>
  aCall(call, request, { eventID: "later" });
const earlier = (call: string, request: JsonObject = logs, fields: JsonObject = {}): CloudTrailEvent =>
  aCall(call, request, { eventID: "earlier", eventTime: "2026-11-19T12:00:00Z", ...fields });

const alice = (one: CloudTrailEvent, other: CloudTrailEvent): boolean =>
  isEarlierChange({ event: one, insight: explain(one) }, { event: other, insight: explain(other) });

const role = (fields: JsonObject): JsonObject => ({ roleName: "deploy", ...fields });

test.each<[string, CloudTrailEvent, CloudTrailEvent, boolean]>([
  ["the same API", earlier("s3:PutBucketPolicy"), later(), true],
  ["the same noun", earlier("s3:DeleteBucketPolicy"), later(), true],
  ["another noun", earlier("s3:PutBucketAcl"), later(), false],
  ["another bucket", earlier("s3:PutBucketPolicy", { bucketName: "other" }), later(), false],
  [
    "another account",
    earlier("s3:PutBucketPolicy", logs, { recipientAccountId: "444455556666" }),
    later(),
    false,
  ],
  ["a denied attempt", earlier("s3:PutBucketPolicy", logs, { errorCode: "AccessDenied" }), later(), false],
  ["a later event", later(), earlier("s3:PutBucketPolicy"), false],
  ["itself", later(), later(), false],
  [
    "the same inline policy of a role",
    earlier("iam:PutRolePolicy", role({ policyName: "p" })),
    later("iam:DeleteRolePolicy", role({ policyName: "p" })),
    true,
  ],
  [
    "another inline policy of the same role",
    earlier("iam:PutRolePolicy", role({ policyName: "q" })),
    later("iam:PutRolePolicy", role({ policyName: "p" })),
    false,
  ],
  [
    "an attached policy is no inline policy",
    earlier("iam:AttachRolePolicy", role({ policyArn: "arn:aws:iam::aws:policy/p" })),
    later("iam:PutRolePolicy", role({ policyName: "p" })),
    false,
  ],
])("%s", (_, one, other, expected) => {
  expect(alice(one, other)).toBe(expected);
});

test("a group's names begin with the event's own", () => {
  const names = groupNames(later());
  expect(names[0]).toBe("PutBucketPolicy");
  expect(names).toContain("DeleteBucketPolicy");
});
