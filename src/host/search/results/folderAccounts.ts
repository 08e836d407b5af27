import type { Account, RegionInfo } from "../../../core/accounts/account.js";
import type { AccountDirectory } from "../../../core/accounts/ports.js";
import { Failure } from "../../../core/base/failure.js";
import { Signal } from "../../../core/base/signal.js";
import type { Releasable } from "../../../core/base/disposables.js";
import type { Translate } from "../../../core/base/translate.js";
import type { LogStore } from "../../../core/logs/logStore.js";
import { everything } from "./folderQueries.js";

/** More accounts than any organization has (AWS Organizations quotas: 10,000 by default, 50,000 on request). */
const mostAccounts = 50_000;
const mostRegions = 100;

/** The accounts and Regions that the events of a log folder are from, as far as it is read. */
export class FolderAccounts implements AccountDirectory, Releasable {
  readonly #changed = new Signal();
  readonly onDidChange = this.#changed.on;
  readonly #listening: Releasable;
  readonly #lifetime = new AbortController();
  #ids: readonly string[] = [];
  #phase: string;

  constructor(
    private readonly store: LogStore,
    private readonly t: Translate,
  ) {
    this.#phase = store.state.phase;
    this.#listening = store.changed(() => {
      const { phase } = store.state;
      if (phase === this.#phase) return;
      this.#phase = phase;
      // While it is read, accounts come with every file; they are counted when that has ended.
      this.refresh().catch(() => undefined);
    });
  }

  snapshot(): { readonly accounts: readonly Account[]; readonly problems: readonly never[] } {
    const accounts = this.#ids.map((id) => ({ key: id, accountId: id, name: id, profiles: [] }));
    return { accounts, problems: [] };
  }

  async refresh(): Promise<void> {
    const top = await this.store.top(everything, "recipient", mostAccounts, this.#lifetime.signal);
    this.#ids = top
      .map(({ value }) => value)
      .filter((id) => id !== "")
      .sort();
    this.#changed.fire();
  }

  async identify(): Promise<never> {
    throw new Failure("aws/no-credentials", this.t("A log folder is read without credentials."));
  }

  /** Of all accounts when the key is empty. */
  async regions(accountKey: string, signal: AbortSignal): Promise<readonly RegionInfo[]> {
    const query = { ...everything, accounts: accountKey === "" ? [] : [accountKey] };
    const top = await this.store.top(query, "region", mostRegions, signal);
    return top
      .map(({ value }) => value)
      .filter((code) => code !== "")
      .sort()
      .map((code) => ({ code, optIn: "default" }));
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#listening.dispose();
  }
}
