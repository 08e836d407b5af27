import type { Profile } from "../../core/accounts/account.js";
import type { Failure } from "../../core/base/failure.js";
import type { FilePair } from "./files.js";
import type { IniValue } from "./ini.js";

/** The AWS services this product calls, by the name the shared files use for them in `services` sections. */
export type ServiceName = "cloudtrail" | "cloudformation" | "sts" | "sso" | "sso_oidc" | "account";

/** A value and the file it stands in, for "open the file". */
export interface Setting extends IniValue {
  readonly file: string;
}

export interface SsoSettings {
  /** Name of the `sso-session` section; undefined in the older form that has everything in the profile. */
  readonly session: string | undefined;
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
}

/** Where requests go when not to AWS's own endpoints. `broken` says why requests must not be sent at all. */
export interface Endpoints {
  readonly all: string | undefined;
  readonly services: ReadonlyMap<ServiceName, string>;
  readonly broken: Failure | undefined;
}

/** A profile with everything needed to sign in through it; the public `Profile` is what views see. */
export interface ProfileEntry {
  readonly profile: Profile;
  /** The files it was read from; undefined for the environment's own credentials. */
  readonly files: FilePair | undefined;
  /** All settings but the secret ones. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly hasKeys: boolean;
  readonly sso: SsoSettings | undefined;
  readonly endpoints: Endpoints;
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** Changes when anything about the profile changes, its keys included; a hash, so it tells nothing. */
  readonly fingerprint: string;
  /** Why it cannot be used, when the files alone show it. */
  readonly incomplete: Failure | undefined;
}

export const endpointFor = (entry: ProfileEntry, service: ServiceName): string | undefined =>
  entry.endpoints.services.get(service) ?? entry.endpoints.all;

export const setting = (entry: ProfileEntry, name: string): string | undefined =>
  entry.settings.get(name)?.text;

/**
 * The profile, the one its `source_profile` names, and so on. A profile may name itself when it has keys of its
 * own; a loop ends where it closes.
 */
export function sourceChain(entry: ProfileEntry, all: readonly ProfileEntry[]): readonly ProfileEntry[] {
  const chain: ProfileEntry[] = [];
  for (let at: ProfileEntry | undefined = entry; at && !chain.includes(at); at = sourceOf(at, all)) {
    chain.push(at);
    if (chain.length > 1 && at.hasKeys) break; // keys of a source profile win over its own role
  }
  return chain;
}

export function sourceOf(entry: ProfileEntry, all: readonly ProfileEntry[]): ProfileEntry | undefined {
  const name = setting(entry, "source_profile");
  if (name === undefined || setting(entry, "role_arn") === undefined) return undefined;
  return all.find((each) => each.files === entry.files && each.profile.name === name);
}
