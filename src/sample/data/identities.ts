import type { JsonObject } from "../../core/base/json.js";
import type { SampleAccount } from "./organization.js";
import { stableHex, stableId } from "./random.js";
import { isoSeconds } from "./record.js";

/** A role; `path` begins and ends with a slash. */
export interface Role {
  readonly account: SampleAccount;
  readonly name: string;
  readonly path?: string;
}

export const roleArn = (role: Role): string =>
  `arn:aws:iam::${role.account.id}:role${role.path ?? "/"}${role.name}`;
export const roleId = (role: Role): string => stableId("AROA", 17, role.account.id, role.name);
export const userId = (account: SampleAccount, userName: string): string =>
  stableId("AIDA", 17, account.id, userName);
export const userArn = (account: SampleAccount, userName: string): string =>
  `arn:aws:iam::${account.id}:user/${userName}`;

/** A session of an assumed role: what STS hands out, and what userIdentity is made of. */
export interface Session {
  readonly role: Role;
  readonly name: string;
  readonly accessKeyId: string;
  readonly createdMs: number;
  readonly mfa?: boolean;
  readonly sourceIdentity?: string;
  /** The service that calls with the session's credentials on somebody's behalf. */
  readonly invokedBy?: string;
  /** What the credentials were issued to, such as an instance or a function. */
  readonly inScopeOf?: JsonObject;
}

export const sessionArn = ({ role, name }: Pick<Session, "role" | "name">): string =>
  `arn:aws:sts::${role.account.id}:assumed-role/${role.name}/${name}`;

export function sessionIdentity(session: Session): JsonObject {
  const { role } = session;
  return {
    type: "AssumedRole",
    principalId: `${roleId(role)}:${session.name}`,
    arn: sessionArn(session),
    accountId: role.account.id,
    accessKeyId: session.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: roleId(role),
        arn: roleArn(role),
        accountId: role.account.id,
        userName: role.name,
      },
      attributes: {
        creationDate: isoSeconds(session.createdMs),
        mfaAuthenticated: String(session.mfa === true),
      },
      sourceIdentity: session.sourceIdentity,
    },
    invokedBy: session.invokedBy,
    inScopeOf: session.inScopeOf,
  };
}

export const iamUserIdentity = (
  account: SampleAccount,
  userName: string,
  accessKeyId: string | undefined,
): JsonObject => ({
  type: "IAMUser",
  principalId: userId(account, userName),
  arn: userArn(account, userName),
  accountId: account.id,
  accessKeyId,
  userName,
});

export const rootIdentity = (account: SampleAccount, accessKeyId?: string): JsonObject => ({
  type: "Root",
  principalId: account.id,
  arn: `arn:aws:iam::${account.id}:root`,
  accountId: account.id,
  accessKeyId,
});

export const serviceIdentity = (service: string): JsonObject => ({ type: "AWSService", invokedBy: service });

/** The role Identity Center keeps in an account for a permission set. */
export const identityCenterRole = (account: SampleAccount, permissionSet: string): Role => ({
  account,
  name: `AWSReservedSSO_${permissionSet}_${stableHex("", 16, "permission set", account.id, permissionSet)}`,
  path: "/aws-reserved/sso.amazonaws.com/eu-west-1/",
});
