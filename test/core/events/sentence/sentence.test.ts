import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { english } from "../../../../src/core/base/translate.js";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { explain } from "../../../../src/core/events/explain.js";
import { PHRASES } from "../../../../src/core/events/sentence/phrases.js";
import { relativeTime } from "../../../../src/core/events/sentence/relativeTime.js";
import { sentence } from "../../../../src/core/events/sentence/sentence.js";
import { ACCOUNT, aCall, anEvent } from "../builders.js";

const DAY = 86_400_000;
const options = { t: english, nowMs: Date.UTC(2026, 10, 22, 12), locale: "en" };
const said = (event: CloudTrailEvent, more: Partial<typeof options> = {}): string =>
  sentence(event, explain(event), { ...options, ...more });

const sso: JsonObject = {
  type: "AssumedRole",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice`,
  accountId: ACCOUNT,
};
const cli = { userAgent: "aws-cli/2.17.1" };
const service = (principal: string): JsonObject => ({
  userIdentity: { type: "AWSService", invokedBy: principal },
  sourceIPAddress: principal,
  userAgent: principal,
});
const SG = "sg-0123456789abcdef0";

const rows: readonly (readonly [
  call: string,
  request: JsonObject | null,
  fields: JsonObject,
  text: string,
])[] = [
  [
    "cloudtrail:StopLogging",
    { name: "acme-org-trail" },
    { userIdentity: sso, ...cli },
    "alice (Admin via Identity Center) stopped logging of trail acme-org-trail from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "s3:PutBucketPolicy",
    { bucketName: "logs-prod" },
    {},
    "alice changed the bucket policy of logs-prod from the console, 2 days ago, from 203.0.113.7",
  ],
  [
    "iam:AttachRolePolicy",
    { roleName: "Deploy", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    cli,
    "alice attached policy AdministratorAccess to role Deploy from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "iam:CreateRole",
    { roleName: "Deploy" },
    cli,
    "alice created role Deploy from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "sts:AssumeRole",
    { roleArn: "arn:aws:iam::111122223333:role/Deploy" },
    { readOnly: true, userAgent: "x" },
    "alice assumed role Deploy, 2 days ago, from 203.0.113.7",
  ],
  [
    "ec2:AuthorizeSecurityGroupIngress",
    { groupId: SG },
    cli,
    `alice opened inbound traffic in security group ${SG} from the CLI, 2 days ago, from 203.0.113.7`,
  ],
  [
    "ec2:TerminateInstances",
    {
      instancesSet: { items: [{ instanceId: "i-0123456789abcdef0" }, { instanceId: "i-0123456789abcdef1" }] },
    },
    cli,
    "alice terminated instance i-0123456789abcdef0 and 1 more from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "ecs:PutClusterCapacityProviders",
    { cluster: "prod" },
    cli,
    "alice changed the capacity providers of cluster prod from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "iam:ListAttachedRolePolicies",
    { roleName: "Deploy" },
    { ...cli, readOnly: true },
    "alice listed the attached policies of role Deploy from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "iam:ListUsers",
    null,
    { ...cli, readOnly: true },
    "alice listed users from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "newservice:FrobnicateWidget",
    { widgetId: "w-1" },
    cli,
    "alice called FrobnicateWidget on w-1 from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "newservice:FrobnicateWidget",
    null,
    cli,
    "alice called FrobnicateWidget from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "cloudtrail:DeleteTrail",
    { name: "main" },
    { ...cli, errorCode: "AccessDenied" },
    "alice was denied permission to delete trail main (AccessDenied) from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "s3:DeleteBucket",
    { bucketName: "logs" },
    { ...cli, errorCode: "BucketNotEmpty" },
    "alice failed to delete bucket logs (BucketNotEmpty) from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "ec2:RunInstances",
    { subnetId: "subnet-0123456789abcdef0" },
    { ...cli, errorCode: "Client.UnauthorizedOperation" },
    "alice was denied permission to launch instances (Client.UnauthorizedOperation) from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "ec2:RunInstances",
    { subnetId: "subnet-0123456789abcdef0" },
    { ...cli, errorCode: "Client.DryRunOperation" },
    "alice tried out whether to launch instances from the CLI, 2 days ago, from 203.0.113.7",
  ],
  [
    "signin:ConsoleLogin",
    null,
    { responseElements: { ConsoleLogin: "Success" }, additionalEventData: { MFAUsed: "Yes" } },
    "alice signed in to the console, 2 days ago, from 203.0.113.7",
  ],
  [
    "signin:ConsoleLogin",
    null,
    { responseElements: { ConsoleLogin: "Success" }, additionalEventData: { MFAUsed: "No" } },
    "alice signed in to the console without a second factor, 2 days ago, from 203.0.113.7",
  ],
  [
    "signin:ConsoleLogin",
    null,
    { responseElements: { ConsoleLogin: "Failure" }, errorMessage: "Failed authentication" },
    "alice was denied permission to sign in to the console (Failed authentication), 2 days ago, from 203.0.113.7",
  ],
  [
    "secretsmanager:StartSecretVersionDelete",
    null,
    { eventType: "AwsServiceEvent", ...service("secretsmanager.amazonaws.com") },
    "AWS service secretsmanager reported StartSecretVersionDelete, 2 days ago",
  ],
  [
    "sts:AssumeRole",
    { roleArn: "arn:aws:iam::111122223333:role/Config" },
    service("config.amazonaws.com"),
    "AWS service config assumed role Config, 2 days ago",
  ],
  [
    "dynamodb:CreateTable",
    { tableName: "orders" },
    {
      userIdentity: { ...sso, invokedBy: "cloudformation.amazonaws.com" },
      sourceIPAddress: "cloudformation.amazonaws.com",
    },
    "alice (Admin via Identity Center) created table orders through CloudFormation, 2 days ago",
  ],
  [
    "s3:GetObject",
    { bucketName: "b", key: "k" },
    { readOnly: true, userIdentity: { type: "AWSAccount", accountId: "444455556666" }, userAgent: "x" },
    "account 444455556666 read object b/k, 2 days ago, from 203.0.113.7",
  ],
  [
    "s3:GetObject",
    { bucketName: "b", key: "k" },
    { readOnly: true, userIdentity: { ...sso, accountId: "444455556666" }, userAgent: "x" },
    "alice (Admin via Identity Center, account 444455556666) read object b/k, 2 days ago, from 203.0.113.7",
  ],
  [
    "s3:GetObject",
    { bucketName: "b", key: "k" },
    {
      readOnly: true,
      userIdentity: { type: "AWSAccount", accountId: "ANONYMOUS_PRINCIPAL" },
      userAgent: "x",
    },
    "an anonymous caller read object b/k, 2 days ago, from 203.0.113.7",
  ],
];

test.each(rows)("%s %j", (call, request, fields, text) => {
  expect(said(aCall(call, request, fields))).toBe(text);
});

describe("events nobody did", () => {
  test("Insights say what was unusual", () => {
    const insight = {
      insightDetails: { state: "Start", eventName: "RunInstances", insightType: "ApiCallRateInsight" },
    };
    const event = anEvent({ ...insight, eventName: "RunInstances", userIdentity: null });
    expect(said(event)).toBe("CloudTrail Insights noticed an unusual call rate of RunInstances, 2 days ago");
  });

  test("aggregated events say how many", () => {
    const summary = {
      primaryDimension: { dimension: "eventName", statistics: [{ name: "PutObject", value: 1234 }] },
    };
    const event = anEvent({
      eventType: "AwsAggregatedEvent",
      eventName: "PutObject",
      summary,
      userIdentity: null,
    });
    expect(said(event)).toBe("CloudTrail counted 1,234 calls of PutObject to s3, 2 days ago");
  });
});

describe("hostile names", () => {
  test("cannot turn the sentence round or break its line", () => {
    const text = said(aCall("s3:DeleteBucket", { bucketName: "x\u202Ey\nz" }));
    expect(text).toContain("bucket x⟨U+202E⟩y⟨U+000A⟩z");
  });

  test("cannot pass for a place of the template", () => {
    const text = said(aCall("s3:DeleteBucket", { bucketName: "{0}{3}" }));
    expect(text).toContain("deleted bucket {0}{3} from");
  });

  test("cannot flood it", () => {
    const name = "a".repeat(1_000_000);
    expect(
      said(aCall(`s3:Delete${name}`, { bucketName: name }, { sourceIPAddress: name })).length,
    ).toBeLessThan(800);
  });
});

describe("time", () => {
  test.each([
    [0, "now"],
    [30_000, "30 seconds ago"],
    [90_000, "1 minute ago"],
    [3 * 3_600_000, "3 hours ago"],
    [DAY, "yesterday"],
    [30 * DAY, "30 days ago"],
    [89 * DAY, "2 months ago"],
    [800 * DAY, "2 years ago"],
    [-180_000, "in 3 minutes"],
  ])("%d ms back is %s", (ms, text) => {
    expect(relativeTime(0, ms, "en")).toBe(text);
  });

  test("is told in the reader's language, and in English when the tag is none", () => {
    expect(relativeTime(0, 2 * DAY, "de")).toBe("vorgestern");
    expect(relativeTime(0, 2 * DAY, "no such tag!")).toBe("2 days ago");
  });
});

test("asks for every word through the translation", () => {
  const asked: string[] = [];
  const t = (message: string, ...args: (string | number)[]): string => {
    asked.push(message);
    return english(message, ...args);
  };
  said(aCall("cloudtrail:StopLogging", { name: "main" }, { userIdentity: sso, ...cli }), { t });
  expect(asked).toEqual([
    "{0} ({1})",
    "trail",
    "{0} {1}",
    "{0} stopped logging of {1}",
    "from the CLI",
    "{0} {1}, {2}, from {3}",
  ]);
});

test("has a phrase for both ways a call can end, with places that are filled", () => {
  for (const [key, { done, to }] of Object.entries(PHRASES)) {
    expect(done, key).toMatch(/^\{0\} \w/);
    expect(to, key).not.toContain("{0}");
    expect(placesOf(done).slice(1), key).toEqual(placesOf(to));
  }
});

const placesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{[0-3]\}/g)].map(([place]) => place);
