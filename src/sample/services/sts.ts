import { randomUUID } from "node:crypto";

import { authorize } from "../auth/authorize.js";
import type { AccessKeys, Principal, SessionKey } from "../auth/principals.js";
import { findRole, sessionPrincipal, type AssumableRole } from "../auth/roles.js";
import { isoSeconds } from "../data/record.js";
import { answer, element, type Answer } from "../wire/answer.js";
import { stsNamespace } from "../wire/protocols.js";
import { ServiceError } from "../wire/serviceError.js";

interface StsContext {
  readonly keys: AccessKeys;
  readonly nowMs: number;
}

const respond = (operation: string, result: string): Answer =>
  answer(
    200,
    "text/xml",
    `<${operation}Response xmlns="${stsNamespace}"><${operation}Result>${result}</${operation}Result>` +
      `<ResponseMetadata>${element("RequestId", randomUUID())}</ResponseMetadata></${operation}Response>`,
  );

export const getCallerIdentity = ({ arn, userId, account }: Principal): Answer =>
  respond(
    "GetCallerIdentity",
    element("Arn", arn) + element("UserId", userId) + element("Account", account.id),
  );

export function assumeRole(form: URLSearchParams, caller: Principal, context: StsContext): Answer {
  const arn = form.get("RoleArn") ?? "";
  const name = readSessionName(form);
  authorize(caller, "sts:AssumeRole", arn);
  const role = findRole(arn);
  // AWS does not tell a role that is missing from one that does not trust the caller.
  if (role?.through !== "keys") throw denied(caller, arn);
  checkMfa(role, form, () => denied(caller, arn));
  return respond("AssumeRole", session(role, name, form, context));
}

const denied = (caller: Principal, arn: string): ServiceError =>
  new ServiceError(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    403,
  );

function checkMfa(role: AssumableRole, form: URLSearchParams, refusal: () => ServiceError): void {
  if (role.mfaSerial === undefined) return;
  const code = form.get("TokenCode");
  if (code === null || form.get("SerialNumber") !== role.mfaSerial) throw refusal();
  if (/^\d{6}$/.test(code) && code !== "000000") return;
  throw new ServiceError(
    "AccessDenied",
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    403,
  );
}

/** Needs no signature: the token of the identity provider stands for it. */
export function assumeRoleWithWebIdentity(form: URLSearchParams, context: StsContext): Answer {
  const role = findRole(form.get("RoleArn") ?? "");
  const token = form.get("WebIdentityToken") ?? "";
  if (token.split(".").length !== 3) {
    throw new ServiceError(
      "InvalidIdentityToken",
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    );
  }
  if (role?.through !== "web-identity") {
    throw new ServiceError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403);
  }
  return respond("AssumeRoleWithWebIdentity", session(role, readSessionName(form), form, context));
}

function readSessionName(form: URLSearchParams): string {
  const name = form.get("RoleSessionName") ?? "";
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name;
  throw new ServiceError(
    "ValidationError",
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
  );
}

function session(
  role: AssumableRole,
  name: string,
  form: URLSearchParams,
  { keys, nowMs }: StsContext,
): string {
  const durationSeconds = Number(form.get("DurationSeconds") ?? "3600");
  if (!(durationSeconds >= 900 && durationSeconds <= 43_200)) {
    throw new ServiceError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const principal = sessionPrincipal(role, name);
  const key = keys.issue(principal, nowMs + durationSeconds * 1000);
  return `<AssumedRoleUser>${element("AssumedRoleId", principal.userId)}${element("Arn", principal.arn)}</AssumedRoleUser>${credentials(key)}`;
}

const credentials = ({ id, secret, sessionToken, expiresMs }: SessionKey): string =>
  `<Credentials>${element("AccessKeyId", id)}${element("SecretAccessKey", secret)}` +
  `${element("SessionToken", sessionToken)}${element("Expiration", isoSeconds(expiresMs))}</Credentials>`;
