import type { Account, Identity } from "../core/accounts/account.js";
import { environmentProfile } from "./profiles/environment.js";
import type { Env } from "./profiles/files.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import { setting, sourceChain } from "./profiles/profileEntry.js";

/** An account with the ways to reach it, the most useful first. */
export interface AccountGroup {
  readonly account: Account;
  readonly entries: readonly ProfileEntry[];
}

/**
 * One account per account id and endpoint (a stand-in may use the id of a real account), as far as ids are known;
 * a profile whose account nobody knows yet is an account of its own.
 */
export function groupAccounts(
  entries: readonly ProfileEntry[],
  identities: ReadonlyMap<string, Identity>,
  env: Env,
): readonly AccountGroup[] {
  const groups = new Map<string, ProfileEntry[]>();
  for (const entry of entries) {
    const { key, endpoint } = entry.profile;
    const id = accountIdOf(entry, identities);
    const group = id === undefined ? `profile ${key}` : `${id} ${endpoint ?? ""}`;
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  const keys = new Set<string>();
  return [...groups.values()].map((members) =>
    toGroup(byUsefulness(members, entries, env), identities, keys),
  );
}

function toGroup(
  entries: readonly ProfileEntry[],
  identities: ReadonlyMap<string, Identity>,
  keys: Set<string>,
): AccountGroup {
  const [first] = entries;
  if (!first) throw new Error("a group has at least the entry it was made for");
  const accountId = accountIdOf(first, identities);
  const plainKey = accountId ?? first.profile.key;
  const key = keys.has(plainKey) ? `${plainKey} (${first.profile.key})` : plainKey;
  keys.add(key);
  const told = entries
    .map(({ profile }) => identities.get(profile.key)?.accountName)
    .find((name) => name !== undefined);
  const profiles = entries.map(({ profile }) => profile);
  return { account: { key, accountId, name: told ?? first.profile.name, profiles }, entries };
}

const accountIdOf = (
  { profile }: ProfileEntry,
  identities: ReadonlyMap<string, Identity>,
): string | undefined => identities.get(profile.key)?.accountId ?? profile.accountId;

/**
 * The order in which an account's profiles are tried: the shell's profile, then those that need no further step
 * (keys, Identity Center, process, web identity, the environment), then roles, then roles that ask for an MFA code,
 * and incomplete ones last. Among equals the files' order decides.
 */
function byUsefulness(
  members: readonly ProfileEntry[],
  all: readonly ProfileEntry[],
  env: Env,
): readonly ProfileEntry[] {
  const rank = (entry: ProfileEntry): number => {
    const { kind, name } = entry.profile;
    if (kind === "incomplete") return 4;
    if (name === environmentProfile(env) && entry.files?.label === undefined) return 0;
    if (sourceChain(entry, all).some((each) => setting(each, "mfa_serial") !== undefined)) return 3;
    return kind === "assume-role" ? 2 : 1;
  };
  return members
    .map((entry) => ({ entry, order: rank(entry) }))
    .sort((a, b) => a.order - b.order)
    .map(({ entry }) => entry);
}

/**
 * Finds an account by its key, its id, one of its profiles' keys, its name, or one of its profiles' names.
 * Naming a profile means that profile alone.
 */
export function findAccount(groups: readonly AccountGroup[], wanted: string): AccountGroup | undefined {
  const byProfile = (test: (entry: ProfileEntry) => boolean): AccountGroup | undefined => {
    for (const group of groups) {
      const entry = group.entries.find(test);
      if (entry) return { account: group.account, entries: [entry] };
    }
    return undefined;
  };
  return (
    groups.find(({ account }) => account.key === wanted) ??
    groups.find(({ account }) => account.accountId === wanted) ??
    byProfile(({ profile }) => profile.key === wanted) ??
    groups.find(({ account }) => account.name === wanted) ??
    byProfile(({ profile }) => profile.name === wanted)
  );
}
