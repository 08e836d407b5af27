import { expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { explain, explainWith } from "../../../../src/core/events/explain.js";
import { readDeployRoles } from "../../../../src/core/events/via/deployRoles.js";
import type { Via } from "../../../../src/core/events/insight.js";
import { ACCOUNT, anEvent } from "../builders.js";

const role = (name: string, path = ""): JsonObject => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/alice`,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${ACCOUNT}:role/${path}${name}`, userName: name } },
});
const boto = { userAgent: "Boto3/1.40.0" };
const viaWith = (setting: unknown, fields: JsonObject): Via =>
  explainWith({ deployRoles: readDeployRoles(setting) })(anEvent({ ...boto, ...fields })).via;

test.each([
  ["a name", "ci-deploy"],
  ["a glob of a name, whatever the case", "CI-*"],
  ["an ARN without the role's path", `arn:aws:iam::${ACCOUNT}:role/ci-deploy`],
  ["an ARN with the role's path", `arn:aws:iam::*:role/teams/shop/ci-deploy`],
])("%s wins over the user agent", (_, pattern) => {
  expect(viaWith({ [pattern]: "Terraform" }, { userIdentity: role("ci-deploy", "teams/shop/") })).toEqual({
    tool: "Terraform",
    confidence: "high",
    grounds: `setting iac.deployRoles: ${pattern}`,
  });
});

test("the setting also wins over the console's marks, and over another tool's name", () => {
  const setting = { "ci-*": "OpenTofu" };
  const userIdentity = role("ci-deploy");
  for (const fields of [
    { sessionCredentialFromConsole: "true" },
    { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.5" },
    { userAgent: "cloudformation.amazonaws.com" },
    { userAgent: "AWS Internal" },
  ])
    expect(viaWith(setting, { ...fields, userIdentity }).tool).toBe("OpenTofu");
});

test("what a service says of itself stays", () => {
  const invokedBy = "cloudformation.amazonaws.com";
  const via = viaWith({ "ci-*": "Terraform" }, { userIdentity: { ...role("ci-deploy"), invokedBy } });
  expect(via.tool).toBe("CloudFormation");
});

test("neither a session's name nor another role meets a pattern", () => {
  const setting = { alice: "Terraform", "ci-deploy": "Terraform" };
  expect(viaWith(setting, { userIdentity: role("admin") }).tool).toBe("SDK");
});

test("one setting leaves nothing behind for the next", () => {
  const event = anEvent({ ...boto, userIdentity: role("ci-deploy") });
  const under = (setting: unknown): string =>
    explainWith({ deployRoles: readDeployRoles(setting) })(event).via.tool;
  expect(under({ "ci-*": "Terraform" })).toBe("Terraform");
  expect(under({ "ci-*": "Pulumi" })).toBe("Pulumi");
  expect(explain(event).via.tool).toBe("SDK");
});

test.each([undefined, null, [], "ci-*", 7, {}, { "": "Terraform" }, { x: "Ansible" }, { x: 1 }])(
  "a setting of another form, %j, names no role",
  (setting) => {
    expect(readDeployRoles(setting)).toBeUndefined();
  },
);

test("events of equal roles share one judgement", () => {
  const understand = explainWith({ deployRoles: readDeployRoles({ "ci-*": "CDK" }) });
  const via = (name: string): Via => understand(anEvent({ ...boto, userIdentity: role(name) })).via;
  expect(via("ci-one")).toBe(via("ci-two"));
});

test.each([
  ["SAM", "aws-sam-cli/1.120.0 Python/3.12"],
  ["CDK", "aws-cdk/2.276.0 aws-sdk-js/3.700.0"],
  ["OpenTofu", "APN/1.0 OpenTofu/1.9.0 terraform-provider-aws/5.70.0"],
  ["Pulumi", "APN/1.0 Pulumi/1.0 PulumiAwsNative/1.0"],
  ["CloudShell", "aws-cli/2.30.0 exec-env/CloudShell"],
])("%s is told by its own agent without a setting", (tool, userAgent) => {
  expect(explain(anEvent({ userAgent })).via).toMatchObject({ tool, confidence: "high" });
});
