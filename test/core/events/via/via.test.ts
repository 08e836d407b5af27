import { expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { viaOf } from "../../../../src/core/events/via/via.js";
import { ACCOUNT, anEvent } from "../builders.js";

const TERRAFORM =
  "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.70.0 aws-sdk-go-v2/1.32.2";
const INTERNAL = { userAgent: "AWS Internal" };

const role = (name: string, session: string): JsonObject => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
});

const rows: readonly (readonly [
  what: string,
  fields: JsonObject,
  tool: string,
  confidence: string,
  grounds: string,
])[] = [
  ["a service event", { eventType: "AwsServiceEvent" }, "AWS service", "high", "eventType AwsServiceEvent"],
  [
    "CloudFormation by invokedBy, whatever the agent",
    { userIdentity: { invokedBy: "cloudformation.amazonaws.com" }, userAgent: TERRAFORM },
    "CloudFormation",
    "high",
    "invokedBy cloudformation.amazonaws.com",
  ],
  [
    "CloudFormation by address although the agent says AWS Internal",
    { sourceIPAddress: "cloudformation.amazonaws.com", ...INTERNAL },
    "CloudFormation",
    "high",
    "sourceIPAddress cloudformation.amazonaws.com",
  ],
  [
    "CloudFormation by its session",
    { userIdentity: role("stack", "AWSCloudFormation") },
    "CloudFormation",
    "high",
    "session AWSCloudFormation",
  ],
  [
    "CloudFormation by agent alone",
    { userAgent: "cloudformation.amazonaws.com" },
    "CloudFormation",
    "medium",
    "userAgent cloudformation.amazonaws.com",
  ],
  [
    "CDK by the role its stacks are executed with",
    { userIdentity: role("cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1", "AWSCloudFormation") },
    "CDK",
    "high",
    "role cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1",
  ],
  [
    "CDK by its deploy role",
    { userIdentity: role("cdk-hnb659fds-deploy-role-111122223333-eu-west-1", "aws-cdk-alice") },
    "CDK",
    "high",
    "role cdk-hnb659fds-deploy-role-111122223333-eu-west-1",
  ],
  [
    "a service acting for a user",
    { userIdentity: { type: "IAMUser", invokedBy: "autoscaling.amazonaws.com" } },
    "AWS service",
    "high",
    "invokedBy autoscaling.amazonaws.com",
  ],
  [
    "a service by address",
    { sourceIPAddress: "config.amazonaws.com" },
    "AWS service",
    "high",
    "sourceIPAddress config.amazonaws.com",
  ],
  [
    "Terraform",
    { userAgent: TERRAFORM },
    "Terraform",
    "high",
    "userAgent APN/1.0 HashiCorp/1.0 Terraform/1.9.5",
  ],
  [
    "Terraform in S3's brackets",
    { userAgent: `[${TERRAFORM}]` },
    "Terraform",
    "high",
    "userAgent APN/1.0 HashiCorp/1.0 Terraform/1.9.5",
  ],
  [
    "Terraform with console credentials",
    { userAgent: TERRAFORM, sessionCredentialFromConsole: "true" },
    "Terraform",
    "high",
    "userAgent APN/1.0 HashiCorp/1.0 Terraform/1.9.5",
  ],
  [
    "OpenTofu",
    { userAgent: "APN/1.0 OpenTofu/1.8.1 terraform-provider-aws/5.1" },
    "OpenTofu",
    "high",
    "userAgent APN/1.0 OpenTofu/1.8.1",
  ],
  [
    "Pulumi",
    { userAgent: "APN/1.0 Pulumi/1.0 PulumiAwsNative/1.0" },
    "Pulumi",
    "high",
    "userAgent APN/1.0 Pulumi/1.0",
  ],
  [
    "SAM",
    { userAgent: "Boto3/1.35 md/Botocore#1.35 aws-sam-cli/1.127.0/abc" },
    "SAM",
    "high",
    "userAgent Boto3/1.35 md/Botocore#1.35 aws-sam-cli/1.127.0",
  ],
  [
    "CDK hotswap",
    { userAgent: "aws-sdk-js/3.1 aws-cdk/2.160.0" },
    "CDK",
    "high",
    "userAgent aws-sdk-js/3.1 aws-cdk/2.160.0",
  ],
  [
    "the CLI with its command",
    { userAgent: "aws-cli/2.17.1 md/awscrt#0.19 lang/python#3.11 md/command#s3api.put-bucket-policy" },
    "CLI",
    "high",
    "userAgent aws-cli/2.17.1 (aws s3api put-bucket-policy)",
  ],
  ["the old CLI", { userAgent: "aws-cli/1.11.76 Python/2.7.10" }, "CLI", "high", "userAgent aws-cli/1.11.76"],
  [
    "CloudShell",
    { userAgent: "aws-cli/2.13.5 exec-env/CloudShell command/ec2.start-instances" },
    "CloudShell",
    "high",
    "userAgent aws-cli/2.13.5 exec-env/CloudShell (aws ec2 start-instances)",
  ],
  [
    "a sign-in",
    { eventType: "AwsConsoleSignIn", userAgent: "curl/8" },
    "Console",
    "high",
    "eventType AwsConsoleSignIn",
  ],
  [
    "console credentials behind AWS Internal",
    { ...INTERNAL, sourceIPAddress: "AWS Internal", sessionCredentialFromConsole: "true" },
    "Console",
    "high",
    "sessionCredentialFromConsole true",
  ],
  [
    "console credentials as a boolean",
    { userAgent: "x", sessionCredentialFromConsole: true },
    "Console",
    "high",
    "sessionCredentialFromConsole true",
  ],
  [
    "sign-in acting",
    { userIdentity: { invokedBy: "signin.amazonaws.com" }, userAgent: "aws-internal/3" },
    "Console",
    "high",
    "invokedBy signin.amazonaws.com",
  ],
  [
    "a console's agent",
    { userAgent: "console.ec2.amazonaws.com" },
    "Console",
    "high",
    "userAgent console.ec2.amazonaws.com",
  ],
  [
    "the S3 console",
    { userAgent: "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12]" },
    "Console",
    "high",
    "userAgent S3Console/0.4",
  ],
  ["a browser", { userAgent: "Mozilla/5.0 (X11)" }, "Console", "high", "userAgent Mozilla/5.0"],
  [
    "AWS Internal from a client's address",
    INTERNAL,
    "Console",
    "medium",
    "userAgent AWS Internal with a client's address",
  ],
  [
    "AWS Internal both ways",
    { ...INTERNAL, sourceIPAddress: "AWS Internal" },
    "AWS service",
    "low",
    "userAgent and sourceIPAddress AWS Internal",
  ],
  [
    "a service's agent",
    { userAgent: "ssm.amazonaws.com" },
    "AWS service",
    "medium",
    "userAgent ssm.amazonaws.com",
  ],
  ["code of AWS", { userAgent: "Coral/Netty4" }, "Console", "low", "userAgent Coral/Netty4"],
  ["boto3", { userAgent: "Boto3/1.26.165 Python/3.9" }, "SDK", "high", "userAgent Boto3/1.26.165"],
  [
    "the Go SDK",
    { userAgent: "aws-sdk-go-v2/1.32.3 os/linux" },
    "SDK",
    "high",
    "userAgent aws-sdk-go-v2/1.32.3",
  ],
  [
    "an SDK inside another agent",
    { userAgent: "my-tool/1.0 aws-sdk-java/2.20.0" },
    "SDK",
    "medium",
    "userAgent my-tool/1.0 aws-sdk-java/2.20.0",
  ],
  ["something else", { userAgent: "stratus-red-team_1" }, "Other", "low", "userAgent stratus-red-team_1"],
  ["nothing at all", { userAgent: undefined }, "Other", "low", "no userAgent"],
  [
    "China's partition",
    { userIdentity: { invokedBy: "cloudformation.amazonaws.com.cn" } },
    "CloudFormation",
    "high",
    "invokedBy cloudformation.amazonaws.com.cn",
  ],
];

test.each(rows)("tells %s", (_, fields, tool, confidence, grounds) => {
  expect(viaOf(anEvent(fields))).toEqual({ tool, confidence, grounds });
});

test("shares one answer among a person's calls from different addresses", () => {
  const first = viaOf(anEvent({ userAgent: "Boto3/9.9", sourceIPAddress: "203.0.113.1" }));
  expect(viaOf(anEvent({ userAgent: "Boto3/9.9", sourceIPAddress: "2001:db8::1" }))).toBe(first);
});

test("judges a megabyte of user agent by its beginning", () => {
  const via = viaOf(anEvent({ userAgent: `aws-cli/2.17.1 ${"x ".repeat(500_000)}` }));
  expect(via).toMatchObject({ tool: "CLI", grounds: "userAgent aws-cli/2.17.1" });
});
