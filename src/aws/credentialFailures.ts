import type { FailureCode, FailureDetail } from "../core/base/failure.js";
import { Failure, isFailure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import { errorFacts, plainCause, troubleOf } from "./awsError.js";
import { stsRegion } from "./credentialSteps.js";
import { toFailure } from "./failures.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import { endpointFor, setting } from "./profiles/profileEntry.js";

const never = new AbortController().signal;

/** Why a profile's credentials could not be had. What the SDK's providers print of a program's output is not shown. */
export function credentialFailure(error: unknown, entry: ProfileEntry, nowMs: number, t: Translate): Error {
  const trouble = troubleOf(error);
  if (isFailure(error) || trouble === "aborted") return error as Error;
  const { profile } = entry;
  const detail: FailureDetail = {
    profile: profile.key,
    ...(profile.file === undefined ? {} : { file: profile.file }),
    ...(profile.line === undefined ? {} : { line: profile.line }),
  };
  const told = (code: FailureCode, message: string): Failure =>
    new Failure(code, message, detail, { cause: plainCause(error) });
  switch (profile.kind) {
    case "sso":
      return isNetwork(trouble) ? viaNetwork(error, entry, nowMs, t) : identityCenter(error, entry, t, told);
    case "assume-role":
    case "web-identity":
      return role(error, entry, nowMs, t, told);
    case "login":
      return told(
        "aws/sign-in-needed",
        t(
          "The sign-in of profile {0} is missing or has expired. Run aws login --profile {1} in a terminal.",
          profile.key,
          profile.name,
        ),
      );
    case "process":
      // without the error itself: it may quote the command and what it printed
      return new Failure(
        "aws/no-credentials",
        t(
          "The program that profile {0} names in credential_process gave no usable credentials. Run it in a terminal to see why.",
          profile.key,
        ),
        detail,
      );
    default:
      return told(
        "aws/no-credentials",
        t(
          "Profile {0} gave no credentials. Check its access key in the credentials file or the environment.",
          profile.key,
        ),
      );
  }
}

const isNetwork = (trouble: string): boolean =>
  ["unreachable", "untrusted-tls", "cut", "silent", "proxy", "server"].includes(trouble);

function viaNetwork(error: unknown, entry: ProfileEntry, nowMs: number, t: Translate): Error {
  const service = entry.profile.kind === "sso" ? "sso" : "sts";
  const context = {
    action: service === "sso" ? "sso:GetRoleCredentials" : "sts:AssumeRole",
    region: entry.sso?.region ?? stsRegion(entry),
    profile: entry.profile.key,
    endpoint: endpointFor(entry, service),
    known: false,
    nowMs,
  } as const;
  return toFailure(error, context, never, t);
}

function identityCenter(
  error: unknown,
  { profile, settings }: ProfileEntry,
  t: Translate,
  told: (code: FailureCode, message: string) => Failure,
): Failure {
  const { message } = errorFacts(error);
  if (/ForbiddenException|No access/iu.test(message)) {
    return told(
      "aws/access-denied",
      t(
        "IAM Identity Center gives you no role {0} in account {1}. Correct sso_role_name and sso_account_id of profile {2}, or ask for access.",
        settings.get("sso_role_name")?.text ?? "?",
        profile.accountId ?? "?",
        profile.key,
      ),
    );
  }
  return told(
    "aws/sign-in-needed",
    t(
      "The IAM Identity Center sign-in of profile {0} is missing or has expired. Sign in again.",
      profile.key,
    ),
  );
}

function role(
  error: unknown,
  entry: ProfileEntry,
  nowMs: number,
  t: Translate,
  told: (code: FailureCode, message: string) => Failure,
): Error {
  const { key } = entry.profile;
  const { message, code } = errorFacts(error);
  const arn = setting(entry, "role_arn") ?? "";
  if (/MultiFactorAuthentication|MFA/u.test(message)) {
    return told(
      "aws/no-credentials",
      t(
        "The MFA code for profile {0} was not accepted. Wait for the next code and try again; check mfa_serial if it happens again.",
        key,
      ),
    );
  }
  if (code === "ENOENT") {
    return told(
      "aws/no-credentials",
      t("The token file that profile {0} names in web_identity_token_file does not exist.", key),
    );
  }
  const action = entry.profile.kind === "web-identity" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
  if (troubleOf(error) === "denied") {
    const text = t(
      "Profile {0} may not assume the role {1} ({2} is denied). The role must trust the caller, and the caller must be allowed {2}.",
      key,
      arn,
      action,
    );
    return new Failure(
      "aws/access-denied",
      text,
      { action, profile: key, region: stsRegion(entry) },
      { cause: plainCause(error) },
    );
  }
  if (errorFacts(error).name === "CredentialsProviderError" && !isNetwork(troubleOf(error))) {
    return told(
      "aws/no-credentials",
      t(
        "The source of profile {0}'s credentials gave none ({1}).",
        key,
        setting(entry, "credential_source") ?? "?",
      ),
    );
  }
  return viaNetwork(error, entry, nowMs, t);
}
