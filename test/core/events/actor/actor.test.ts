import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { actorOf } from "../../../../src/core/events/actor/actor.js";
import { ACCOUNT, anEvent } from "../builders.js";

const OTHER = "444455556666";

const assumed = (
  role: string,
  session: string,
  more: JsonObject = {},
  issuer: JsonObject = {},
): JsonObject => ({
  type: "AssumedRole",
  principalId: `AROAEXAMPLEEXAMPLE:${session}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
  accountId: ACCOUNT,
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  sessionContext: {
    sessionIssuer: { type: "Role", arn: `arn:aws:iam::${ACCOUNT}:role/${role}`, userName: role, ...issuer },
  },
  ...more,
});

interface Row {
  readonly what: string;
  readonly identity: JsonObject | null;
  readonly name: string;
  readonly kind: string;
  readonly note?: string;
  readonly chain?: readonly string[];
  readonly event?: JsonObject;
}

const rows: readonly Row[] = [
  {
    what: "an IAM user",
    identity: {
      type: "IAMUser",
      userName: "alice",
      arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
      accountId: ACCOUNT,
    },
    name: "alice",
    kind: "user",
    chain: ["alice", `account ${ACCOUNT}`],
  },
  {
    what: "an IAM user known by ARN alone",
    identity: { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/team/bob` },
    name: "bob",
    kind: "user",
  },
  {
    what: "the root user",
    identity: { type: "Root", principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
    name: "root",
    kind: "root",
  },
  {
    what: "the root user of an account with an alias",
    identity: { type: "Root", userName: "acme", arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
    name: "root",
    kind: "root",
    note: "acme",
  },
  {
    what: "a person through Identity Center",
    identity: assumed("AWSReservedSSO_Admin_0123456789abcdef", "alice"),
    name: "alice",
    kind: "identity-center",
    note: "Admin via Identity Center",
    chain: ["alice", "role AWSReservedSSO_Admin_0123456789abcdef", `account ${ACCOUNT}`],
  },
  {
    what: "a person through a permission set with underscores in its name",
    identity: assumed("AWSReservedSSO_Read_Only_All_0123456789abcdef", "alice@example.com"),
    name: "alice@example.com",
    kind: "identity-center",
    note: "Read_Only_All via Identity Center",
  },
  {
    what: "an Identity Center role told by its path",
    identity: assumed(
      "Ops",
      "carol",
      {},
      {
        arn: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops_0123456789abcdef`,
      },
    ),
    name: "carol",
    kind: "identity-center",
    note: "Ops via Identity Center",
  },
  {
    what: "a person in a role",
    identity: assumed("Deploy", "alice"),
    name: "alice",
    kind: "session",
    note: "role Deploy",
    chain: ["alice", "role Deploy", `account ${ACCOUNT}`],
  },
  {
    what: "an EC2 instance",
    identity: assumed("web", "i-0123456789abcdef0"),
    name: "i-0123456789abcdef0",
    kind: "session",
    note: "EC2 instance, role web",
  },
  {
    what: "a Lambda function told by its agent",
    identity: assumed("fn-role", "resize-images"),
    event: { userAgent: "Boto3/1.34 exec-env/AWS_Lambda_python3.12" },
    name: "resize-images",
    kind: "session",
    note: "Lambda function, role fn-role",
  },
  {
    what: "a Lambda function told by its scope",
    identity: assumed("fn-role", "resize-images", {
      inScopeOf: { sourceArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:resize-images` },
    }),
    name: "resize-images",
    kind: "session",
    note: "Lambda function, role fn-role",
  },
  ...[
    "aws-sdk-js-session-1688990000000",
    "botocore-session-1688990000",
    "aws-go-sdk-1688990082523310002",
  ].map((session): Row => ({
    what: `the session name ${session}`,
    identity: assumed("nightly-export", session),
    name: "nightly-export",
    kind: "role",
    note: `session ${session}`,
    chain: ["nightly-export", `session ${session}`, `account ${ACCOUNT}`],
  })),
  {
    what: "GitHub Actions",
    identity: assumed("ci-deploy", "GitHubActions"),
    name: "ci-deploy",
    kind: "role",
    note: "GitHub Actions",
  },
  {
    what: "CloudFormation with a service role",
    identity: assumed("stack-role", "AWSCloudFormation"),
    name: "stack-role",
    kind: "role",
    note: "CloudFormation",
  },
  {
    what: "an ECS task",
    identity: assumed("checkout-task", "0123456789abcdef0123456789abcdef"),
    name: "checkout-task",
    kind: "role",
    note: "ECS task",
  },
  {
    what: "the CDK command line",
    identity: assumed("cdk-hnb659fds-deploy-role-111122223333-eu-west-1", "aws-cdk-alice"),
    name: "alice",
    kind: "session",
    note: "CDK, role cdk-hnb659fds-deploy-role-111122223333-eu-west-1",
  },
  {
    what: "a service-linked role",
    identity: assumed(
      "AWSServiceRoleForAutoScaling",
      "AutoScaling",
      { invokedBy: "autoscaling.amazonaws.com" },
      {
        arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      },
    ),
    name: "autoscaling",
    kind: "service",
    note: "role AWSServiceRoleForAutoScaling",
  },
  {
    what: "the human behind chained roles by sourceIdentity",
    identity: assumed("Prod", "deploy", { sessionContext: { sourceIdentity: "alice", sessionIssuer: {} } }),
    name: "alice",
    kind: "session",
    note: "as deploy, role Prod",
    chain: ["alice", "deploy", "role Prod", `account ${ACCOUNT}`],
  },
  {
    what: "a service that acts for a person",
    identity: assumed("Deploy", "alice", { invokedBy: "cloudformation.amazonaws.com" }),
    name: "alice",
    kind: "session",
    note: "role Deploy",
    chain: ["alice", "role Deploy", `account ${ACCOUNT}`, "cloudformation.amazonaws.com"],
  },
  { what: "a role by itself", identity: { type: "Role", userName: "Backup" }, name: "Backup", kind: "role" },
  {
    what: "a federated user",
    identity: {
      type: "FederatedUser",
      arn: `arn:aws:sts::${ACCOUNT}:federated-user/contractor`,
      sessionContext: {
        sessionIssuer: { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/broker`, userName: "broker" },
      },
    },
    name: "contractor",
    kind: "federated",
    note: "federated by broker",
    chain: ["contractor", "broker"],
  },
  {
    what: "a SAML user",
    identity: {
      type: "SAMLUser",
      principalId: "abc=:alice@example.com",
      userName: "alice@example.com",
      identityProvider: `arn:aws:iam::${ACCOUNT}:saml-provider/Okta`,
    },
    name: "alice@example.com",
    kind: "federated",
    note: "Okta",
  },
  {
    what: "a web identity",
    identity: {
      type: "WebIdentityUser",
      principalId:
        "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:x",
      userName: "repo:acme/shop:ref:refs/heads/main",
      identityProvider: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    },
    name: "repo:acme/shop:ref:refs/heads/main",
    kind: "federated",
    note: "token.actions.githubusercontent.com",
  },
  {
    what: "an Identity Center user who signs in",
    identity: { type: "IdentityCenterUser", onBehalfOf: { userId: "9067-1" }, accountId: ACCOUNT },
    event: { additionalEventData: { UserName: "alice" } },
    name: "alice",
    kind: "identity-center",
    note: "Identity Center",
  },
  {
    what: "an Identity Center user known by id alone",
    identity: { type: "IdentityCenterUser", onBehalfOf: { userId: "9067-1" }, accountId: ACCOUNT },
    name: "9067-1",
    kind: "identity-center",
  },
  {
    what: "another account",
    identity: { type: "AWSAccount", principalId: "AIDAOTHER", accountId: OTHER },
    name: OTHER,
    kind: "account",
  },
  {
    what: "another account's session",
    identity: { type: "AWSAccount", principalId: "AROAOTHER:auditor", accountId: OTHER },
    name: "auditor",
    kind: "account",
    chain: ["auditor", `account ${OTHER}`],
  },
  {
    what: "nobody in particular",
    identity: { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
    name: "anonymous",
    kind: "unknown",
  },
  {
    what: "a service",
    identity: { type: "AWSService", invokedBy: "config.amazonaws.com" },
    name: "config",
    kind: "service",
    chain: ["config"],
  },
  {
    what: "a service event without a type",
    identity: { accountId: ACCOUNT, invokedBy: "secretsmanager.amazonaws.com" },
    name: "secretsmanager",
    kind: "service",
  },
  {
    what: "a session without a type",
    identity: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/alice` },
    name: "alice",
    kind: "session",
    note: "role Deploy",
  },
  {
    what: "a failed sign-in under a name that does not exist",
    identity: {
      type: "IAMUser",
      accountId: ACCOUNT,
      accessKeyId: "",
      userName: "HIDDEN_DUE_TO_SECURITY_REASONS",
    },
    name: "unknown",
    kind: "unknown",
    note: "name withheld by CloudTrail",
  },
  { what: "an empty identity", identity: {}, name: "unknown", kind: "unknown" },
  { what: "a record without identity", identity: null, name: "unknown", kind: "unknown" },
  {
    what: "a service's record without identity",
    identity: null,
    event: { sourceIPAddress: "backup.amazonaws.com" },
    name: "backup",
    kind: "service",
  },
  {
    what: "an Insights event",
    identity: null,
    event: { insightDetails: { state: "Start" }, sourceIPAddress: undefined },
    name: "CloudTrail Insights",
    kind: "service",
  },
];

test.each(rows)("names $what", ({ identity, event, name, kind, note, chain }) => {
  const actor = actorOf(anEvent({ ...event, userIdentity: identity }));
  expect(actor).toMatchObject({ name, kind });
  if (note !== undefined) expect(actor.note).toBe(note);
  if (chain !== undefined) expect(actor.chain).toEqual(chain);
});

describe("accounts", () => {
  test("marks a caller of another account", () => {
    const identity = { ...assumed("Audit", "alice"), accountId: OTHER };
    expect(actorOf(anEvent({ userIdentity: identity })).crossAccount).toBe(true);
    expect(actorOf(anEvent({ userIdentity: assumed("Audit", "alice") })).crossAccount).toBe(false);
  });

  test("does not call services and anonymous callers cross-account", () => {
    const service = { type: "AWSService", invokedBy: "config.amazonaws.com", accountId: OTHER };
    expect(actorOf(anEvent({ userIdentity: service })).crossAccount).toBe(false);
    const anonymous = { type: "AWSAccount", accountId: "ANONYMOUS_PRINCIPAL" };
    expect(actorOf(anEvent({ userIdentity: anonymous })).crossAccount).toBe(false);
  });
});

test("shares one actor among the events of one identity, and tells different ones apart", () => {
  const first = actorOf(anEvent({ userIdentity: assumed("Deploy", "alice") }));
  expect(actorOf(anEvent({ userIdentity: assumed("Deploy", "alice"), eventName: "GetObject" }))).toBe(first);
  const invoked = assumed("Deploy", "alice", { invokedBy: "cloudformation.amazonaws.com" });
  expect(actorOf(anEvent({ userIdentity: invoked }))).not.toBe(first);
});

test("stays usable when every field is of a wrong kind", () => {
  const identity = {
    type: 5,
    arn: [],
    userName: {},
    principalId: null,
    sessionContext: "x",
    onBehalfOf: [1],
  };
  expect(actorOf(anEvent({ userIdentity: identity })).name).not.toBe("");
});
