import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { changeOf } from "../../../../src/core/events/change/change.js";
import { ACCOUNT, aCall } from "../builders.js";

const classOf = (call: string, fields: JsonObject = {}): string => changeOf(aCall(call, {}, fields)).class;

describe("what an event did", () => {
  test.each([
    ["s3:PutBucketPolicy", {}, "changed"],
    ["s3:GetBucketPolicy", { readOnly: true }, "read"],
    ["lambda:Invoke", { readOnly: true }, "read"],
    ["sts:AssumeRole", { readOnly: true }, "read"],
    ["wafv2:ListWebACLs", { readOnly: false }, "changed"],
    ["s3:GetBucketPolicy", { readOnly: undefined }, "read"],
    ["s3:PutBucketPolicy", { readOnly: undefined }, "changed"],
    ["cognito-idp:AdminGetUser", { readOnly: undefined }, "read"],
    ["ssm:UpdateInstanceInformation", {}, "noise"],
    ["logs:CreateLogStream", {}, "noise"],
    ["signin:ConsoleLogin", { responseElements: { ConsoleLogin: "Success" } }, "noise"],
    ["cloudshell:CreateEnvironment", {}, "noise"],
    ["kms:CreateGrant", {}, "noise"],
    [
      "dynamodb:UpdateTable",
      { userIdentity: { invokedBy: "dynamodb.application-autoscaling.amazonaws.com" } },
      "noise",
    ],
    ["dynamodb:UpdateTable", { userIdentity: { invokedBy: "cloudformation.amazonaws.com" } }, "changed"],
    ["ec2:RunInstances", { errorCode: "Client.DryRunOperation" }, "noise"],
    ["ec2:RunInstances", { insightDetails: { state: "Start" }, readOnly: undefined }, "read"],
  ])("%s %j: %s", (call, fields, outcome) => {
    expect(classOf(call, fields)).toBe(outcome);
  });

  test.each([
    "AccessDenied",
    "AccessDeniedException",
    "Client.UnauthorizedOperation",
    "VpceAccessDenied",
    "AuthorizationError",
    "NotAuthorized",
    "Client.AuthFailure",
    "UnauthorizedException",
    "KMS.AccessDeniedException",
    "Forbidden",
  ])("%s is a denial", (errorCode) => {
    expect(classOf("s3:GetObject", { errorCode })).toBe("denied");
  });

  test.each([
    "ThrottlingException",
    "BucketNotEmpty",
    "Client.InvalidParameterValue",
    "NoSuchEntityException",
  ])("%s is a failure", (errorCode) => {
    expect(classOf("s3:DeleteBucket", { errorCode })).toBe("failed");
  });

  test("a failed sign-in is a denial though it carries no error code", () => {
    const fields = { responseElements: { ConsoleLogin: "Failure" }, errorMessage: "Failed authentication" };
    expect(classOf("signin:ConsoleLogin", fields)).toBe("denied");
  });
});

describe("marks", () => {
  const marksOf = (call: string, request: JsonObject = {}, fields: JsonObject = {}): string =>
    changeOf(aCall(call, request, fields)).marks.join(" ");

  const policy = (statement: JsonObject): JsonObject => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", ...statement }],
  });
  const everybody = policy({ Principal: "*", Action: "*" });
  const range = (cidrIp: string): JsonObject => ({
    groupId: "sg-1",
    ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp }] } }] },
  });

  test.each<readonly [string, JsonObject, string]>([
    ["s3:DeleteBucket", {}, "destructive"],
    ["ec2:TerminateInstances", {}, "destructive"],
    ["kms:ScheduleKeyDeletion", {}, "destructive"],
    ["ec2:DeleteTags", {}, ""],
    ["sqs:DeleteMessage", {}, ""],
    ["iam:DeleteRolePolicy", {}, ""],
    ["cloudtrail:StopLogging", {}, "logging-weakening"],
    ["cloudtrail:DeleteTrail", {}, "destructive logging-weakening"],
    ["cloudtrail:PutEventSelectors", {}, "logging-weakening"],
    ["ec2:DeleteFlowLogs", {}, "destructive logging-weakening"],
    ["guardduty:DeleteDetector", {}, "destructive logging-weakening"],
    ["guardduty:UpdateDetector", { enable: false }, "logging-weakening"],
    ["guardduty:UpdateDetector", { enable: true }, ""],
    ["config:StopConfigurationRecorder", {}, "logging-weakening"],
    ["s3:PutBucketLogging", { BucketLoggingStatus: { xmlns: "x" } }, "logging-weakening"],
    ["s3:PutBucketLogging", { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "b" } } }, ""],
    ["iam:AttachUserPolicy", {}, "permission-widening"],
    ["iam:UpdateAssumeRolePolicy", { policyDocument: "{}" }, "permission-widening"],
    [
      "iam:UpdateAssumeRolePolicy",
      { policyDocument: JSON.stringify(everybody) },
      "permission-widening public-exposing",
    ],
    [
      "iam:CreateRole",
      { assumeRolePolicyDocument: JSON.stringify(policy({ Principal: { Service: "ec2.amazonaws.com" } })) },
      "",
    ],
    ["ec2:AuthorizeSecurityGroupIngress", range("10.0.0.0/8"), "permission-widening"],
    ["ec2:AuthorizeSecurityGroupIngress", range("0.0.0.0/0"), "permission-widening public-exposing"],
    [
      "ec2:AuthorizeSecurityGroupIngress",
      { ipPermissions: { items: [{ ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] } }] } },
      "permission-widening public-exposing",
    ],
    ["ec2:AuthorizeSecurityGroupEgress", range("0.0.0.0/0"), "permission-widening"],
    ["ec2:CreateNetworkAclEntry", { ruleAction: "deny", cidrBlock: "0.0.0.0/0" }, ""],
    [
      "ec2:CreateNetworkAclEntry",
      { ruleAction: "allow", egress: false, cidrBlock: "0.0.0.0/0" },
      "permission-widening public-exposing",
    ],
    ["s3:PutBucketPolicy", { bucketPolicy: everybody }, "permission-widening public-exposing"],
    [
      "s3:PutBucketPolicy",
      { bucketPolicy: policy({ Principal: { AWS: ["*"] } }) },
      "permission-widening public-exposing",
    ],
    [
      "s3:PutBucketPolicy",
      {
        bucketPolicy: policy({
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        }),
      },
      "permission-widening",
    ],
    [
      "s3:PutBucketPolicy",
      { bucketPolicy: { Statement: { Effect: "Deny", Principal: "*" } } },
      "permission-widening",
    ],
    ["s3:PutBucketAcl", { "x-amz-acl": ["public-read"] }, "permission-widening public-exposing"],
    ["s3:PutBucketAcl", { "x-amz-acl": ["private"] }, "permission-widening"],
    [
      "s3:PutBucketAcl",
      {
        AccessControlPolicy: {
          AccessControlList: {
            Grant: [{ Grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers" } }],
          },
        },
      },
      "permission-widening public-exposing",
    ],
    ["s3:DeleteBucketPublicAccessBlock", {}, "destructive public-exposing"],
    [
      "s3:PutBucketPublicAccessBlock",
      { PublicAccessBlockConfiguration: { BlockPublicAcls: false } },
      "public-exposing",
    ],
    ["s3:PutBucketPublicAccessBlock", { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }, ""],
    [
      "ec2:ModifySnapshotAttribute",
      { createVolumePermission: { add: { items: [{ group: "all" }] } } },
      "permission-widening public-exposing",
    ],
    [
      "ec2:ModifySnapshotAttribute",
      { createVolumePermission: { add: { items: [{ userId: "444455556666" }] } } },
      "permission-widening",
    ],
    [
      "ec2:ModifySnapshotAttribute",
      { createVolumePermission: { remove: { items: [{ group: "all" }] } } },
      "",
    ],
    [
      "rds:ModifyDBSnapshotAttribute",
      { attributeName: "restore", valuesToAdd: ["all"] },
      "permission-widening public-exposing",
    ],
    ["rds:ModifyDBInstance", { publiclyAccessible: true }, "public-exposing"],
    ["rds:ModifyDBInstance", { masterUserPassword: "****" }, "credential"],
    ["lambda:AddPermission", { principal: "*" }, "permission-widening public-exposing"],
    ["lambda:CreateFunctionUrlConfig", { authType: "NONE" }, "public-exposing"],
    [
      "sqs:SetQueueAttributes",
      { attributes: { Policy: JSON.stringify(everybody) } },
      "permission-widening public-exposing",
    ],
    ["sqs:SetQueueAttributes", { attributes: { VisibilityTimeout: "30" } }, ""],
    ["iam:CreateAccessKey", {}, "credential"],
    ["sts:GetFederationToken", {}, "credential"],
    ["ec2:GetPasswordData", {}, "credential"],
    [
      "s3:PutBucketLifecycle",
      { LifecycleConfiguration: { Rule: { Status: "Enabled", Expiration: { Days: 1 } } } },
      "destructive",
    ],
    ["s3:PutBucketTagging", {}, ""],
  ])("%s %j: %s", (call, request, marks) => {
    expect(marksOf(call, request)).toBe(marks);
  });

  test("stay on an attempt that was denied", () => {
    expect(marksOf("cloudtrail:StopLogging", {}, { errorCode: "AccessDenied" })).toBe("logging-weakening");
  });

  test("tell the root user's sign-in and one without a second factor", () => {
    const root = { userIdentity: { type: "Root", arn: `arn:aws:iam::${ACCOUNT}:root` } };
    expect(marksOf("signin:ConsoleLogin", {}, root)).toBe("credential");
    expect(marksOf("signin:ConsoleLogin", {}, { additionalEventData: { MFAUsed: "No" } })).toBe("credential");
    expect(marksOf("signin:ConsoleLogin", {}, { additionalEventData: { MFAUsed: "Yes" } })).toBe("");
  });

  test("bear policies that are no policies", () => {
    for (const bucketPolicy of ["{", 5, null, [], { Statement: [null, 5, "x"] }])
      expect(marksOf("s3:PutBucketPolicy", { bucketPolicy })).toBe("permission-widening");
  });
});
