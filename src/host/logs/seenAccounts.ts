import type { Account, RegionInfo } from "../../core/accounts/account.js";
import type { AccountDirectory } from "../../core/accounts/ports.js";
import { Failure } from "../../core/base/failure.js";
import { Signal } from "../../core/base/signal.js";
import type { Translate } from "../../core/base/translate.js";
import type { CloudTrailEvent } from "../../core/events/event.js";

/** The accounts and Regions that the events of a file are from, as far as it was read. */
export class SeenAccounts implements AccountDirectory {
  readonly #regions = new Map<string, Set<string>>();
  readonly #changed = new Signal();
  readonly onDidChange = (listener: () => void): { dispose(): void } => this.#changed.on(listener);

  constructor(private readonly t: Translate) {}

  see(events: readonly CloudTrailEvent[]): void {
    const before = this.#regions.size;
    for (const { accountId, region } of events) {
      if (accountId === "") continue;
      const regions = this.#regions.get(accountId) ?? new Set();
      if (region !== "") regions.add(region);
      this.#regions.set(accountId, regions);
    }
    if (this.#regions.size > before) this.#changed.fire();
  }

  snapshot(): { readonly accounts: readonly Account[]; readonly problems: readonly never[] } {
    const accounts = [...this.#regions.keys()].sort().map((id) => ({
      key: id,
      accountId: id,
      name: id,
      profiles: [],
    }));
    return { accounts, problems: [] };
  }

  async refresh(): Promise<void> {
    // a file tells all it knows by itself
  }

  async identify(): Promise<never> {
    throw new Failure("aws/no-credentials", this.t("A file is read without credentials."));
  }

  async regions(accountKey: string): Promise<readonly RegionInfo[]> {
    return [...(this.#regions.get(accountKey) ?? [])].sort().map((code) => ({ code, optIn: "default" }));
  }
}
