import type { Profile } from "../../core/accounts/account.js";
import { Failure } from "../../core/base/failure.js";
import type { Translate } from "../../core/base/translate.js";
import type { Setting, SsoSettings } from "./profileEntry.js";
import type { PairSections, RawProfile } from "./sections.js";

/** What a profile's settings make of it, and why it cannot work when they show that. */
export interface Classified {
  readonly kind: Profile["kind"];
  readonly accountId: string | undefined;
  readonly sso: SsoSettings | undefined;
  readonly incomplete: Failure | undefined;
}

/** Same order as the SDK's `fromIni` tries them: role, keys, web identity, process, Identity Center, `aws login`. */
export function classify(raw: RawProfile, sections: PairSections, t: Translate): Classified {
  const { settings } = raw;
  const has = (...names: readonly string[]): boolean => names.every((name) => settings.has(name));
  if (has("role_arn") && (has("source_profile") || has("credential_source"))) return role(raw, sections, t);
  const stated = accountId(settings.get("aws_account_id")?.text);
  if (has("aws_access_key_id", "aws_secret_access_key")) return { ...plain("keys"), accountId: stated };
  if (has("web_identity_token_file", "role_arn")) {
    return { ...plain("web-identity"), accountId: arnAccount(settings.get("role_arn")) };
  }
  if (has("credential_process")) return { ...plain("process"), accountId: stated };
  if ([...settings.keys()].some((name) => name.startsWith("sso_"))) return identityCenter(raw, sections, t);
  if (has("login_session")) {
    return { ...plain("login"), accountId: arnAccount(settings.get("login_session")) };
  }
  return { ...plain("incomplete"), incomplete: nothingToSignInWith(raw, t) };
}

const plain = (kind: Profile["kind"]): Classified => ({
  kind,
  accountId: undefined,
  sso: undefined,
  incomplete: undefined,
});

const arnAccount = (arn: Setting | undefined): string | undefined => accountId(arn?.text.split(":")[4]);

export const accountId = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{12}$/u.test(text) ? text : undefined;

const credentialSources = new Set(["Environment", "Ec2InstanceMetadata", "EcsContainer"]);

function role(raw: RawProfile, sections: PairSections, t: Translate): Classified {
  const base = { ...plain("assume-role"), accountId: arnAccount(raw.settings.get("role_arn")) };
  const source = raw.settings.get("source_profile");
  const credentialSource = raw.settings.get("credential_source");
  if (source && credentialSource) {
    const message = t(
      "Profile {0} has both source_profile and credential_source; AWS takes one of them. Remove the other.",
      raw.name,
    );
    return { ...base, incomplete: failure("config/unreadable", message, raw, credentialSource) };
  }
  if (credentialSource && !credentialSources.has(credentialSource.text)) {
    const message = t(
      "Profile {0} has an unknown credential_source. AWS knows Environment, Ec2InstanceMetadata and EcsContainer.",
      raw.name,
    );
    return { ...base, incomplete: failure("config/unreadable", message, raw, credentialSource) };
  }
  if (source && !sections.profiles.has(source.text)) {
    const message = t(
      "Profile {0} takes its credentials from profile {1}, which does not exist. Correct source_profile, or add that profile.",
      raw.name,
      source.text,
    );
    return { ...base, incomplete: failure("config/unknown-profile", message, raw, source) };
  }
  return { ...base, incomplete: loop(raw, sections, t) };
}

/** A chain of source profiles must end at one with credentials; one that has keys of its own ends it. */
function loop(raw: RawProfile, sections: PairSections, t: Translate): Failure | undefined {
  const visited: string[] = [raw.name];
  for (let at = raw; ;) {
    const next = at.settings.has("role_arn") ? at.settings.get("source_profile") : undefined;
    const source = next && sections.profiles.get(next.text);
    if (!source || source.settings.has("aws_access_key_id")) return undefined;
    if (visited.includes(source.name)) {
      const message = t(
        "Profile {0} goes round in a circle: {1}. One of them needs credentials of its own.",
        raw.name,
        [...visited, source.name].join(" → "),
      );
      return failure("config/unreadable", message, raw, raw.settings.get("source_profile"));
    }
    visited.push(source.name);
    at = source;
  }
}

function identityCenter(raw: RawProfile, sections: PairSections, t: Translate): Classified {
  const value = (name: string): string | undefined => raw.settings.get(name)?.text;
  const sessionName = value("sso_session");
  const session = sessionName === undefined ? undefined : sections.sessions.get(sessionName);
  const base = { ...plain("sso"), accountId: accountId(value("sso_account_id")) };
  if (sessionName !== undefined && !session) {
    const message = t(
      "Profile {0} signs in through [sso-session {1}], which does not exist. Add that section, or correct sso_session.",
      raw.name,
      sessionName,
    );
    return {
      ...base,
      incomplete: failure("config/unreadable", message, raw, raw.settings.get("sso_session")),
    };
  }
  const from = (name: string): string | undefined => session?.settings.get(name)?.text ?? value(name);
  const startUrl = from("sso_start_url");
  const region = from("sso_region");
  const missing = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"].filter(
    (name) => from(name) === undefined,
  );
  if (startUrl === undefined || region === undefined || missing.length > 0) {
    const message = t(
      "Profile {0} is set up for IAM Identity Center by half: {1} missing. Add it, or run aws configure sso.",
      raw.name,
      missing.join(", "),
    );
    return { ...base, incomplete: failure("config/unreadable", message, raw) };
  }
  const scopes = (from("sso_registration_scopes") ?? "").split(/[\s,]+/u).filter((scope) => scope !== "");
  return { ...base, sso: { session: sessionName, startUrl, region, scopes } };
}

function nothingToSignInWith(raw: RawProfile, t: Translate): Failure {
  const half = ["aws_access_key_id", "aws_secret_access_key"].filter((name) => raw.settings.has(name));
  const message = half[0]
    ? t(
        "Profile {0} has {1} without its counterpart. Add the missing half of the access key.",
        raw.name,
        half[0],
      )
    : t(
        "Profile {0} has no credentials: no access key, IAM Identity Center sign-in, role or credential_process. Run aws configure --profile {0}.",
        raw.name,
      );
  return failure("aws/no-credentials", message, raw);
}

const failure = (
  code: "config/unreadable" | "config/unknown-profile" | "aws/no-credentials",
  message: string,
  raw: RawProfile,
  at?: Setting,
): Failure =>
  new Failure(code, message, { profile: raw.name, file: at?.file ?? raw.file, line: at?.line ?? raw.line });
