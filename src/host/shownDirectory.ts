import type { Account } from "../core/accounts/account.js";
import type { AccountDirectory } from "../core/accounts/ports.js";

/** Accounts reached through at least one of the named profiles; all of them when none is named. */
export function shownAccounts(accounts: readonly Account[], profiles: readonly string[]): readonly Account[] {
  if (profiles.length === 0) return accounts;
  const wanted = new Set(profiles);
  return accounts.filter((account) =>
    account.profiles.some(({ key, name }) => wanted.has(key) || wanted.has(name)),
  );
}

/** The directory with the accounts the user wants to see; the others can still be asked by name. */
export const shownDirectory = (
  directory: AccountDirectory,
  profiles: () => readonly string[],
): AccountDirectory => ({
  snapshot: () => {
    const { accounts, problems } = directory.snapshot();
    return { accounts: shownAccounts(accounts, profiles()), problems };
  },
  onDidChange: (listener) => directory.onDidChange(listener),
  refresh: (account) => directory.refresh(account),
  identify: (account, signal) => directory.identify(account, signal),
  regions: (account, signal) => directory.regions(account, signal),
});
