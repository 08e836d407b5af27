import { Failure, isFailure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import type { LookupScope, ScopeResolver } from "../core/search/lookup.js";
import type { AccountGroup } from "./accounts.js";
import type { Directory, Reached } from "./directory.js";
import { inParallel } from "./inParallel.js";
import { endpointFor } from "./profiles/profileEntry.js";
import { configuredRegions, defaultRegions, isRegionCode } from "./regions.js";
import { scopeKey } from "./scope.js";

interface Options {
  readonly directory: Directory;
  readonly extraRegions: (accountKey: string) => readonly string[];
  readonly log: Log;
  readonly t: Translate;
}

interface Wanted {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** How many accounts are signed in to at a time. */
const width = 4;

/**
 * Makes accounts and Regions of what a query says: `*` is all accounts, or all enabled Regions of each; no account is
 * the first one, and no Region the account's configured ones.
 */
export class AccountScopes implements ScopeResolver {
  constructor(private readonly options: Options) {}

  async scopes({ accounts, regions }: Wanted, signal: AbortSignal): Promise<readonly LookupScope[]> {
    for (const region of regions) this.#checkForm(region);
    const groups = this.#groups(accounts);
    const failures: Failure[] = [];
    const scopes = await inParallel(groups, width, async ({ name, group }) => {
      try {
        return await this.#ofAccount(name, group, regions, signal);
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(error);
        return this.#unreached(name, group, regions);
      }
    });
    // with several accounts, one that cannot be reached fails in its own part of the answer
    const [first] = failures;
    if (first && failures.length === groups.length) throw first;
    // two names may mean one account; its events must not be asked for twice
    return [...new Map(scopes.flat().map((scope) => [scope.storeKey, scope])).values()];
  }

  #groups(accounts: readonly string[]): readonly { readonly name: string; readonly group: AccountGroup }[] {
    const { directory } = this.options;
    const all = directory.groups();
    const usable = all.filter(({ account }) => account.profiles.some(({ kind }) => kind !== "incomplete"));
    const wanted = accounts.includes("*") ? usable.map(({ account }) => account.key) : accounts;
    const [first] = usable.length > 0 ? usable : all;
    if (wanted.length === 0 && first) return [{ name: first.account.key, group: first }];
    if (wanted.length === 0) throw this.#noAccounts();
    return wanted.map((name) => ({ name, group: directory.find(name) }));
  }

  async #ofAccount(
    name: string,
    group: AccountGroup,
    regions: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly LookupScope[]> {
    const reached = await this.options.directory.reach(name, signal);
    const codes = await this.#regions(reached, regions, signal);
    const { identity, entry, account } = reached;
    // whoever named one of several profiles wants the requests to go through that one
    const isOneOfSeveral = group.entries.length < group.account.profiles.length;
    return codes.map((region) => ({
      account: isOneOfSeveral ? entry.profile.key : account.key,
      accountId: identity.accountId,
      accountName: identity.accountName ?? account.name,
      region,
      storeKey: scopeKey(identity.accountId, region, endpointFor(entry, "cloudtrail")),
    }));
  }

  async #regions(
    { account, entry }: Reached,
    regions: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { directory, extraRegions, log } = this.options;
    const configured = configuredRegions(account, extraRegions(account.key));
    if (regions.length === 0) return configured;
    if (!regions.includes("*")) return [...new Set(regions)];
    try {
      const all = await directory.regions(entry.profile.key, signal);
      return all.filter(({ optIn }) => optIn === "enabled" || optIn === "default").map(({ code }) => code);
    } catch (error) {
      if (!isFailure(error)) throw error;
      // each Region then says for itself whether it is enabled
      log.warn(`Regions of an account are not known, taking the ones every account has: ${error.message}`);
      return [...new Set([...configured, ...defaultRegions(entry.profile.region)])];
    }
  }

  /** The same question asked later fails with the account's own Failure, which then stands in the answer. */
  #unreached(name: string, { account }: AccountGroup, regions: readonly string[]): readonly LookupScope[] {
    const configured = configuredRegions(account, this.options.extraRegions(account.key));
    const named = regions.filter((region) => region !== "*");
    const accountId = account.accountId ?? "";
    return (named.length > 0 ? named : configured).map((region) => ({
      account: name,
      accountId,
      accountName: account.name,
      region,
      storeKey: scopeKey(accountId === "" ? account.key : accountId, region, account.profiles[0]?.endpoint),
    }));
  }

  #checkForm(region: string): void {
    if (region === "*" || isRegionCode(region)) return;
    const message = this.options.t(
      "{0} is not the name of a Region. Names look like eu-west-1; * stands for all Regions of the account.",
      region,
    );
    throw new Failure("query/syntax", message, { region });
  }

  #noAccounts(): Failure {
    return new Failure(
      "aws/no-credentials",
      this.options.t(
        "There is no AWS account to search. Add a profile to the AWS config file (aws configure), or explore the sample account.",
      ),
    );
  }
}
