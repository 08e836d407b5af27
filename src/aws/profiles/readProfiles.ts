import type { Profile, ProfileProblem } from "../../core/accounts/account.js";
import type { Failure } from "../../core/base/failure.js";
import type { Translate } from "../../core/base/translate.js";
import { classify } from "./classify.js";
import { findEndpoints } from "./endpoints.js";
import { environmentEntry, environmentProfile, environmentRegion, hash, isTrue } from "./environment.js";
import type { Env, FilePair, FileText } from "./files.js";
import type { ProfileEntry } from "./profileEntry.js";
import { isSecret } from "./secrets.js";
import type { PairSections, RawProfile } from "./sections.js";
import { readPair } from "./sections.js";

export interface ProfileSet {
  /** The shell's profile first, then the environment's own credentials, `default`, and the files' order. */
  readonly entries: readonly ProfileEntry[];
  readonly problems: readonly ProfileProblem[];
}

/** Makes profiles of what the files and the environment say; whatever is wrong becomes a problem beside them. */
export function readProfiles(
  pairs: readonly FilePair[],
  env: Env,
  read: (path: string) => FileText,
  t: Translate,
): ProfileSet {
  const sections = pairs.map((pair) => readPair(pair, read, t));
  const filed = sections
    .flatMap((each) => [...each.profiles.values()].map((raw) => toEntry(raw, each, env, t)))
    .filter((entry) => !isSettingsOnly(entry));
  const environment = environmentEntry(env, new Set(filed.map(({ profile }) => profile.key)), t);
  const problems = sections.flatMap((each) => each.problems);
  for (const { incomplete, endpoints } of [...filed, ...(environment ? [environment] : [])]) {
    // shown at the profile itself
    if (incomplete && incomplete.code !== "aws/no-credentials") problems.push(toProblem(incomplete));
    if (endpoints.broken) problems.push(toProblem(endpoints.broken));
  }
  const wanted = environmentProfile(env);
  const first = filed.find(({ profile, files }) => profile.name === wanted && files?.label === undefined);
  if (wanted !== undefined && !first) problems.push(unknownProfile(wanted, t));
  const standard = filed.find(({ profile }) => profile.key === "default");
  const leading = [first, environment, standard].filter((entry) => entry !== undefined);
  return { entries: [...new Set([...leading, ...filed])], problems: unique(problems) };
}

/** `[default]` with nothing but a Region or an output format is a common way to set these, and no way to sign in. */
const isSettingsOnly = ({ profile, incomplete, settings }: ProfileEntry): boolean =>
  profile.name === "default" &&
  incomplete?.code === "aws/no-credentials" &&
  [...settings.keys()].every(
    (name) => !/^(aws_|role_|source_|credential_|sso_|login_|web_identity)/u.test(name),
  );

function toEntry(raw: RawProfile, sections: PairSections, env: Env, t: Translate): ProfileEntry {
  const { pair } = sections;
  const { kind, accountId, sso, incomplete } = classify(raw, sections, t);
  const endpoints = findEndpoints(raw.name, raw.settings, sections, env, t);
  const value = (name: string): string | undefined => raw.settings.get(name)?.text;
  const profile: Profile = {
    key: pair.label === undefined ? raw.name : `${raw.name} (${pair.label})`,
    name: raw.name,
    file: raw.file,
    line: raw.line,
    region: value("region") ?? environmentRegion(env),
    kind: incomplete ? "incomplete" : kind,
    accountId,
    endpoint: endpoints.services.get("cloudtrail") ?? endpoints.all,
  };
  return {
    profile,
    files: pair,
    settings: new Map([...raw.settings].filter(([name]) => !isSecret(name))),
    hasKeys: raw.settings.has("aws_access_key_id") && raw.settings.has("aws_secret_access_key"),
    sso,
    endpoints,
    fips: isTrue(value("use_fips_endpoint") ?? env["AWS_USE_FIPS_ENDPOINT"]),
    dualStack: isTrue(value("use_dualstack_endpoint") ?? env["AWS_USE_DUALSTACK_ENDPOINT"]),
    fingerprint: fingerprint(raw, profile, sso),
    incomplete,
  };
}

const fingerprint = (raw: RawProfile, profile: Profile, sso: ProfileEntry["sso"]): string =>
  hash(
    JSON.stringify([
      profile.endpoint,
      profile.region,
      sso,
      [...raw.settings].map(([name, { text }]) => [name, text]),
    ]),
  );

const toProblem = ({ code, message, detail }: Failure): ProfileProblem => ({ code, message, detail });

const unknownProfile = (name: string, t: Translate): ProfileProblem => ({
  code: "config/unknown-profile",
  message: t(
    "AWS_PROFILE is set to {0}, but no such profile exists. Add it to the config file, or unset AWS_PROFILE.",
    name,
  ),
  detail: { profile: name },
});

/** One wrong AWS_ENDPOINT_URL would otherwise be told once per profile. */
function unique(problems: readonly ProfileProblem[]): readonly ProfileProblem[] {
  return [
    ...new Map(
      problems.map((problem) => [`${problem.detail.line ?? ""} ${problem.message}`, problem]),
    ).values(),
  ];
}
