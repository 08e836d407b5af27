import type { PolicyDocument } from "../policy.js";
import { ServiceError } from "../wire/serviceError.js";
import type { Principal } from "./principals.js";

/** IAM's wildcards: `*` any text, `?` one character; action names compare without regard to case. */
const matches = (pattern: string, value: string, flags: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    flags,
  ).test(value);

const allows = (policy: PolicyDocument, action: string, resource: string): boolean =>
  policy.Statement.some(
    (statement) =>
      statement.Action.some((pattern) => matches(pattern, action, "i")) &&
      [statement.Resource].flat().some((pattern) => matches(pattern, resource, "")),
  );

/** True when an identity-based policy of the principal allows the action on the resource (`*` when it has none). */
const isAllowed = (principal: Principal, action: string, resource: string): boolean =>
  principal.policies.some((policy) => allows(policy, action, resource));

/** Rejects in AWS's own words what no policy of the principal allows. */
export function authorize(principal: Principal, action: string, resource: string): void {
  if (isAllowed(principal, action, resource)) return;
  throw deniedError(principal, action, resource);
}

function deniedError(principal: Principal, action: string, resource: string): ServiceError {
  const on = resource === "*" ? "" : ` on resource: ${resource}`;
  return new ServiceError(
    "AccessDeniedException",
    `User: ${principal.arn} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
    403,
  );
}

/** What a service control policy's Deny reads like. */
export const explicitDeny = (principal: Principal, action: string): ServiceError =>
  new ServiceError(
    "AccessDeniedException",
    `User: ${principal.arn} is not authorized to perform: ${action} with an explicit deny in a service control policy`,
    403,
  );
