import type { AccessKeys } from "../auth/principals.js";
import { portalRole, portalRoleName, sessionPrincipal } from "../auth/roles.js";
import { accounts } from "../data/organization.js";
import { ServiceError } from "../wire/serviceError.js";

const sessionMs = 3_600_000;

/** GetRoleCredentials of the sign-in portal: temporary keys for a permission set in an account. */
export function getRoleCredentials(query: URLSearchParams, keys: AccessKeys, nowMs: number): unknown {
  const account = accounts.find(({ id }) => id === query.get("account_id"));
  if (!account || query.get("role_name") !== portalRoleName)
    throw new ServiceError("ForbiddenException", "No access", 403);
  const key = keys.issue(sessionPrincipal(portalRole(account), "alice@acme.example"), nowMs + sessionMs);
  return {
    roleCredentials: {
      accessKeyId: key.id,
      secretAccessKey: key.secret,
      sessionToken: key.sessionToken,
      expiration: key.expiresMs,
    },
  };
}

export const listAccounts = (): unknown => ({
  accountList: accounts.map(({ id, name }) => ({
    accountId: id,
    accountName: name,
    emailAddress: `${name}@acme.example`,
  })),
});

export const listAccountRoles = (query: URLSearchParams): unknown => ({
  roleList: [{ accountId: query.get("account_id"), roleName: portalRoleName }],
});
