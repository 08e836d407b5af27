import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { groupKeyOf, type GroupKey } from "../../../../src/core/events/groups/groupKey.js";
import { sessionKeyOf } from "../../../../src/core/events/sessions/sessionKey.js";
import { viaOf } from "../../../../src/core/events/via/via.js";
import { ACCOUNT, aCall } from "../builders.js";

const keyOf = (call: string, fields: JsonObject = {}, request: JsonObject = {}): GroupKey | undefined => {
  const event = aCall(call, request, fields);
  return groupKeyOf(event, viaOf(event).tool, sessionKeyOf(event)?.value ?? "");
};
const role = (name: string, session: string): JsonObject => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
  principalId: `AROAEXAMPLE:${session}`,
  accountId: ACCOUNT,
  accessKeyId: "ASIAEXAMPLE1",
});

describe("a call belongs to", () => {
  test.each([
    ["by name", "shop-prod"],
    ["by ARN", `arn:aws:cloudformation:eu-west-1:${ACCOUNT}:stack/shop-prod/0a1b2c`],
  ])("its stack's deployment when it starts one, told %s", (_, stackName) => {
    const key = keyOf("cloudformation:UpdateStack", { userAgent: "aws-cli/2.30.0" }, { stackName });
    expect(key).toMatchObject({ kind: "cloudformation", stack: "shop-prod" });
  });

  test("the same deployment when CloudFormation makes it, for somebody, by its own role, or by the CDK's", () => {
    const started = keyOf("cloudformation:ExecuteChangeSet", {}, { stackName: "shop-prod" })?.text;
    const service = {
      userAgent: "cloudformation.amazonaws.com",
      sourceIPAddress: "cloudformation.amazonaws.com",
    };
    const calls = [
      keyOf("s3:CreateBucket", {
        userIdentity: { ...role("ci", "run"), invokedBy: "cloudformation.amazonaws.com" },
      }),
      keyOf("iam:CreateRole", { ...service, awsRegion: "us-east-1", userIdentity: role("ci", "run") }),
      keyOf("s3:CreateBucket", { ...service, userIdentity: role("stacks", "AWSCloudFormation") }),
      keyOf("s3:CreateBucket", {
        userIdentity: role("cdk-hnb659fds-cfn-exec-role-1-eu", "AWSCloudFormation"),
      }),
    ];
    expect(calls.map((key) => key?.text)).toEqual([started, started, started, started]);
  });

  test("none when the call that would start a deployment was refused", () => {
    const fields = { errorCode: "AccessDenied", userAgent: "aws-cli/2.30.0" };
    expect(keyOf("cloudformation:CreateStack", fields, { stackName: "shop-prod" })).toBeUndefined();
  });

  test("a run by tool and key", () => {
    const userAgent = "APN/1.0 HashiCorp/1.0 Terraform/1.9.0 terraform-provider-aws/5.60.0";
    const key = keyOf("s3:PutBucketPolicy", { userAgent, userIdentity: role("deploy", "ci") });
    expect(key).toMatchObject({ kind: "run", tool: "Terraform", text: "run Terraform ASIAEXAMPLE1" });
  });

  test("work in the console by session, and nothing when made by a script", () => {
    expect(keyOf("s3:PutBucketPolicy")?.kind).toBe("console");
    expect(keyOf("s3:PutBucketPolicy", { userAgent: "Boto3/1.34" })).toBeUndefined();
  });
});
