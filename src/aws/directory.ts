import type { Account, Identity, RegionInfo } from "../core/accounts/account.js";
import type { AccountDirectory, AccountSnapshot } from "../core/accounts/ports.js";
import { abortable } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";
import type { Releasable } from "../core/base/disposables.js";
import { DisposableStore } from "../core/base/disposables.js";
import { Failure, isAborted, isFailure } from "../core/base/failure.js";
import { Signal } from "../core/base/signal.js";
import type { Translate } from "../core/base/translate.js";
import type { AccountGroup } from "./accounts.js";
import { findAccount, groupAccounts } from "./accounts.js";
import type { ProfileStore } from "./profiles.js";
import type { Env } from "./profiles/files.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import { Remembered } from "./remembered.js";

/** What the directory needs from the AWS SDK. */
export interface AccountCalls {
  identify(entry: ProfileEntry, signal: AbortSignal): Promise<Identity>;
  regions(entry: ProfileEntry, signal: AbortSignal): Promise<readonly RegionInfo[]>;
  /** Drops cached credentials of these profiles. */
  forget(entries: readonly ProfileEntry[]): void;
  forgetFailures(): void;
}

/** An account through the profile that works. */
export interface Reached {
  readonly account: Account;
  readonly entry: ProfileEntry;
  readonly identity: Identity;
}

interface DirectoryOptions {
  readonly profiles: ProfileStore;
  readonly calls: AccountCalls;
  readonly env: Env;
  readonly clock: Clock;
  readonly t: Translate;
}

export class Directory implements AccountDirectory, Releasable {
  readonly #changed = new Signal();
  readonly #owned = new DisposableStore();
  readonly #disposed = new AbortController();
  readonly #identities: Remembered<Identity>;
  readonly #regions: Remembered<readonly RegionInfo[]>;

  constructor(private readonly options: DirectoryOptions) {
    this.#identities = new Remembered(options.clock);
    this.#regions = new Remembered(options.clock);
    this.#owned.add(options.profiles.onDidChange(() => this.#filesChanged()));
  }

  readonly onDidChange = (listener: () => void): Releasable => this.#changed.on(listener);

  snapshot(): AccountSnapshot {
    return {
      accounts: this.groups().map(({ account }) => account),
      problems: this.options.profiles.problems,
    };
  }

  groups(): readonly AccountGroup[] {
    const { profiles, env } = this.options;
    const known = new Map<string, Identity>();
    for (const entry of profiles.entries) {
      const identity = this.#identities.get(entry.profile.key, entry.fingerprint);
      if (identity) known.set(entry.profile.key, identity);
    }
    return groupAccounts(profiles.entries, known, env);
  }

  /** The account of that key, id, name or profile; a Failure when there is none. */
  find(wanted: string): AccountGroup {
    const group = findAccount(this.groups(), wanted);
    if (group) return group;
    const { t } = this.options;
    throw new Failure(
      "config/unknown-profile",
      t(
        "No account, account id or profile is called {0}. Check the name, or add a profile for it to the AWS config file.",
        wanted,
      ),
      { profile: wanted },
    );
  }

  async refresh(accountKey?: string): Promise<void> {
    const { profiles, calls } = this.options;
    const group = accountKey === undefined ? undefined : findAccount(this.groups(), accountKey);
    const before = group?.entries ?? profiles.entries;
    for (const { profile } of before) {
      this.#identities.forget(profile.key);
      this.#regions.forget(profile.key);
    }
    calls.forget(before);
    profiles.reload();
    this.#changed.fire();
  }

  async identify(accountKey: string, signal: AbortSignal): Promise<Identity> {
    return (await this.reach(accountKey, signal)).identity;
  }

  /** The account through the first of its profiles that works; the most helpful of their failures when none does. */
  async reach(accountKey: string, signal: AbortSignal): Promise<Reached> {
    const { account, entries } = this.find(accountKey);
    for (const entry of entries) {
      const identity = this.#identities.get(entry.profile.key, entry.fingerprint);
      if (identity) return { account, entry, identity };
    }
    const failures: Failure[] = [];
    for (const entry of entries) {
      try {
        const identity = await this.#identify(entry, signal);
        // whose account it is may have been news
        return { account: this.find(entry.profile.key).account, entry, identity };
      } catch (error) {
        if (isAborted(error) || !isFailure(error)) throw error;
        failures.push(error);
        if (error.code === "aws/mfa-cancelled") break; // whoever closed one prompt wants no second one
      }
    }
    throw mostHelpful(failures);
  }

  async regions(accountKey: string, signal: AbortSignal): Promise<readonly RegionInfo[]> {
    const { entry } = await this.reach(accountKey, signal);
    const { calls } = this.options;
    const { key } = entry.profile;
    return abortable(
      this.#regions.take(key, entry.fingerprint, () => calls.regions(entry, this.#disposed.signal)),
      signal,
    );
  }

  dispose(): void {
    this.#disposed.abort();
    this.#owned.dispose();
  }

  /** Others may ask for the same profile at the same time: they share one request, and each may leave on its own. */
  async #identify(entry: ProfileEntry, signal: AbortSignal): Promise<Identity> {
    const { calls } = this.options;
    const work = this.#identities.take(entry.profile.key, entry.fingerprint, () => {
      const asked = calls.identify(entry, this.#disposed.signal);
      // listeners that ask back must find it remembered; a failure tells nothing new
      asked.then(
        () => setImmediate(() => this.#changed.fire()),
        () => undefined,
      );
      return asked;
    });
    return abortable(work, signal);
  }

  #filesChanged(): void {
    this.#identities.forgetFailures();
    this.#regions.forgetFailures();
    this.options.calls.forgetFailures();
    this.#changed.fire();
  }
}

/** One that a person can put right with one click comes before one that needs an editor. */
function mostHelpful(failures: readonly Failure[]): Failure {
  const signIn = failures.find(({ code }) => code === "aws/sign-in-needed");
  const cancelled = failures.find(({ code }) => code === "aws/mfa-cancelled");
  const best = cancelled ?? signIn ?? failures[0];
  if (!best) throw new Error("an account has at least one profile");
  return best;
}
