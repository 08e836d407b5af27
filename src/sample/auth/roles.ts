import { identityCenterRole, roleArn, roleId, sessionArn, type Role } from "../data/identities.js";
import { prod, security, type SampleAccount } from "../data/organization.js";
import { leastPolicy, type PolicyDocument } from "../policy.js";
import type { Principal } from "./principals.js";

/** A role that can be taken in the sample, and on what terms. */
export interface AssumableRole extends Role {
  readonly policies: readonly PolicyDocument[];
  readonly mfaSerial?: string;
  /** Only for AssumeRoleWithWebIdentity, or only through the sign-in portal. */
  readonly through: "keys" | "web-identity" | "portal";
}

export const mfaSerial = `arn:aws:iam::${prod.id}:mfa/explorer`;

export const readerRole: AssumableRole = {
  account: security,
  name: "CloudTrailReader",
  policies: [leastPolicy],
  through: "keys",
};
export const mfaReaderRole: AssumableRole = {
  account: prod,
  name: "CloudTrailReaderMfa",
  policies: [leastPolicy],
  through: "keys",
  mfaSerial,
};
export const webReaderRole: AssumableRole = {
  account: prod,
  name: "CloudTrailReaderWeb",
  policies: [leastPolicy],
  through: "web-identity",
};

/** The permission set of the portal. */
export const portalRoleName = "CloudTrailExplorer";
export const portalRole = (account: SampleAccount): AssumableRole => ({
  ...identityCenterRole(account, portalRoleName),
  policies: [leastPolicy],
  through: "portal",
});

const assumable: readonly AssumableRole[] = [readerRole, mfaReaderRole, webReaderRole];

export const findRole = (arn: string): AssumableRole | undefined =>
  assumable.find((role) => roleArn(role) === arn);

/** The principal a session of a role is. */
export const sessionPrincipal = (role: AssumableRole, name: string): Principal => ({
  account: role.account,
  arn: sessionArn({ role, name }),
  userId: `${roleId(role)}:${name}`,
  policies: role.policies,
});
