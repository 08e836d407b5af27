import type { Account } from "../../core/accounts/account.js";
import type { AccountDirectory } from "../../core/accounts/ports.js";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { Query } from "../../core/search/query.js";
import type { Choice } from "../../shared/searchPanel.js";

/** The account that was searched last in any panel; where the next panel starts. */
export interface RecentAccount {
  /** As a query names it. */
  name: string | undefined;
}

/** How a query names every account there is. */
const allAccounts = "*";

/** The accounts as one panel sees them, and the one it means when a query names none. */
export class PanelAccounts implements Releasable {
  readonly #owned = new DisposableStore();
  #directory: Promise<AccountDirectory> | undefined;
  #known: readonly Account[] = [];
  #current: string | undefined;

  constructor(
    private readonly directory: () => Promise<AccountDirectory>,
    private readonly recent: RecentAccount,
    /** The list changed, also when it was read for the first time. */
    private readonly onChanged: () => void,
    /** What a query means that names no account: one account, or everything that is searched here. */
    private readonly unnamed: "account" | "everything" = "account",
  ) {}

  /** As far as they are known by now; nothing is loaded for it. */
  get known(): readonly Account[] {
    return this.#known;
  }

  /** Reads the accounts; what failed is tried again at the next call. */
  async load(): Promise<AccountDirectory> {
    this.#directory ??= this.#open();
    try {
      return await this.#directory;
    } catch (error) {
      this.#directory = undefined;
      throw error;
    }
  }

  /** The query with this panel's account when it names none; as it is when there is no account at all. */
  fill(query: Query): Query {
    const { current } = this;
    return query.accounts.length > 0 || current === undefined ? query : { ...query, accounts: [current] };
  }

  /** From here on the panel, and the next one that opens, mean the account this query asks. */
  remember(query: Query): void {
    this.#current = query.accounts[0] ?? this.current;
    this.recent.name = this.#current ?? this.recent.name;
  }

  /**
   * Key of the account a query without one means: this panel's last, the last of any panel, the first there is.
   * Looked up anew each time: an account's key changes once its account id is known.
   */
  get current(): string | undefined {
    if (this.unnamed === "everything") return undefined;
    const found = [this.#current, this.recent.name].map((name) =>
      name === undefined ? undefined : this.find(name),
    );
    const first = this.#known.find(isUsable) ?? this.#known[0];
    return (found.find((account) => account !== undefined) ?? first)?.key;
  }

  choices(query: Query): readonly Choice[] {
    const names = query.accounts;
    const selected = names.length > 0 ? names.map((name) => this.keyOf(name)) : [this.current];
    return this.#known.map((account) => ({
      value: account.key,
      label: account.name,
      description: descriptionOf(account),
      selected: names.includes(allAccounts) || selected.includes(account.key),
    }));
  }

  /** The account's key by any name a query may use for it; the name itself when nobody is called so. */
  keyOf(name: string): string {
    return this.find(name)?.key ?? name;
  }

  /** The more telling a kind of name is, the earlier it decides, as when a search resolves it. */
  find(name: string): Account | undefined {
    for (const names of kindsOfName) {
      const found = this.#known.find((account) => names(account).includes(name));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #open(): Promise<AccountDirectory> {
    const directory = await this.directory();
    this.#owned.add(directory.onDidChange(() => this.#take(directory)));
    this.#take(directory);
    return directory;
  }

  #take(directory: AccountDirectory): void {
    if (this.#owned.isDisposed) return;
    this.#known = directory.snapshot().accounts;
    this.onChanged();
  }
}

const kindsOfName: readonly ((account: Account) => readonly (string | undefined)[])[] = [
  ({ key }) => [key],
  ({ accountId }) => [accountId],
  ({ profiles }) => profiles.map(({ key }) => key),
  ({ name }) => [name],
  ({ profiles }) => profiles.map(({ name }) => name),
];

const isUsable = ({ profiles }: Account): boolean => profiles.some(({ kind }) => kind !== "incomplete");

/** Account id and profiles, without what the label says already. */
const descriptionOf = (account: Account): string =>
  [...new Set([account.accountId ?? "", ...account.profiles.map(({ key }) => key)])]
    .filter((part) => part !== "" && part !== account.name)
    .join(" · ");
