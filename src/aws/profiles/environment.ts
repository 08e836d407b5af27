import { createHash } from "node:crypto";
import type { Translate } from "../../core/base/translate.js";
import { accountId } from "./classify.js";
import { checked, environmentEndpoints, noEndpoints } from "./endpoints.js";
import type { Env } from "./files.js";
import type { Endpoints, ProfileEntry } from "./profileEntry.js";

/** Variables that carry credentials, in the order the SDK looks at them. */
const sources = [
  ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
  ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
  ["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
] as const;

const watched = [
  ...sources.flat(),
  "AWS_SESSION_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_CLOUDTRAIL",
] as const;

/** The environment's own credentials as a profile; undefined when it has none. */
export function environmentEntry(
  env: Env,
  taken: ReadonlySet<string>,
  t: Translate,
): ProfileEntry | undefined {
  const set = (name: string): string | undefined => env[name]?.trim() || undefined;
  if (!sources.some((names) => names.every((name) => set(name) !== undefined))) return undefined;
  const endpoints = endpointsOf(env, t);
  const name = "environment";
  return {
    profile: {
      key: taken.has(name) ? "environment (variables)" : name,
      name,
      file: undefined,
      line: undefined,
      region: environmentRegion(env),
      kind: "environment",
      accountId: accountId(set("AWS_ACCOUNT_ID") ?? set("AWS_ROLE_ARN")?.split(":")[4]),
      endpoint: endpoints.services.get("cloudtrail") ?? endpoints.all,
    },
    files: undefined,
    settings: new Map(),
    hasKeys: set("AWS_ACCESS_KEY_ID") !== undefined && set("AWS_SECRET_ACCESS_KEY") !== undefined,
    sso: undefined,
    endpoints,
    fips: isTrue(env["AWS_USE_FIPS_ENDPOINT"]),
    dualStack: isTrue(env["AWS_USE_DUALSTACK_ENDPOINT"]),
    fingerprint: hash(watched.map((variable) => env[variable] ?? "").join("\n")),
    incomplete: undefined,
  };
}

function endpointsOf(env: Env, t: Translate): Endpoints {
  if (isTrue(env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"])) return noEndpoints;
  const place = environmentEndpoints(env);
  return checked((service) => place.services.get(service) ?? place.all, place.all, t);
}

export const environmentRegion = (env: Env): string | undefined =>
  env["AWS_REGION"]?.trim() || env["AWS_DEFAULT_REGION"]?.trim() || undefined;

/** The profile the user's shell is set to, which comes first everywhere. */
export const environmentProfile = (env: Env): string | undefined =>
  env["AWS_PROFILE"]?.trim() || env["AWS_DEFAULT_PROFILE"]?.trim() || undefined;

export const isTrue = (text: string | undefined): boolean => text?.trim().toLowerCase() === "true";

export const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
