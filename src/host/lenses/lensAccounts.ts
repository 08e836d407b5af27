import type { AwsServices } from "../../aws/connect.js";
import { isAborted, isFailure, type Failure } from "../../core/base/failure.js";
import { isObject } from "../../core/base/json.js";
import { Signal } from "../../core/base/signal.js";
import type { LookupScope } from "../../core/search/lookup.js";
import type { Memory } from "./choices.js";

const storeKey = "lens.accounts";

/** Kept of an account that may be asked: its scopes, so that titles are there before anyone was asked who we are. */
interface Allowed {
  readonly scopes: readonly LookupScope[];
}

export interface LensAccountsDeps {
  readonly memory: Memory;
  readonly services: () => Promise<Pick<AwsServices, "resolver" | "configuredRegions">>;
  readonly onBug: (error: unknown) => void;
}

/**
 * The accounts whose event history lenses may ask, each allowed by the user once, and their scopes. Scopes are known
 * from an earlier session at once and looked up again in this one.
 */
export class LensAccounts {
  readonly changed = new Signal();
  readonly #fresh = new Map<string, Promise<void>>();
  readonly #troubles = new Map<string, Failure>();

  constructor(private readonly deps: LensAccountsDeps) {}

  get keys(): readonly string[] {
    return Object.keys(this.#all());
  }

  isAllowed(account: string): boolean {
    return this.#allowed(account) !== undefined;
  }

  /** The account's name as far as it is known. */
  nameOf(account: string): string {
    return this.#allowed(account)?.scopes[0]?.accountName ?? account;
  }

  async allow(account: string): Promise<void> {
    if (this.isAllowed(account)) return;
    await this.#write(account, { scopes: [] });
    this.changed.fire();
  }

  /** Forgets the answer "yes": nothing is asked of the account until it is given again. */
  async disallow(account: string): Promise<void> {
    const others = Object.entries(this.#all()).filter(([key]) => key !== account);
    await this.deps.memory.update(storeKey, Object.fromEntries(others));
    this.changed.fire();
  }

  /** The allowed account with this id. */
  withId(accountId: string): string | undefined {
    return this.keys.find(
      (key) => key === accountId || this.#allowed(key)?.scopes.some((scope) => scope.accountId === accountId),
    );
  }

  /** What is known now; a scope that is not known yet is looked for, and `changed` fires when it is there. */
  scope(account: string, region: string): LookupScope | undefined {
    const allowed = this.#allowed(account);
    if (!allowed) return undefined;
    this.#refresh(account, region);
    return allowed.scopes.find((scope) => scope.region === region);
  }

  /** Why an account's scope is not known. */
  troubleOf(account: string, region: string): Failure | undefined {
    return this.#troubles.get(`${account} ${region}`);
  }

  /** Asks anew for what failed. */
  retry(): void {
    this.#troubles.clear();
    this.#fresh.clear();
    this.changed.fire();
  }

  #refresh(account: string, region: string): void {
    const key = `${account} ${region}`;
    if (this.#fresh.has(key)) return;
    const looking = this.#look(account, region).catch((error: unknown) => {
      if (isFailure(error)) this.#troubles.set(key, error);
      else if (!isAborted(error)) this.deps.onBug(error);
      this.changed.fire();
    });
    this.#fresh.set(key, looking);
  }

  async #look(account: string, region: string): Promise<void> {
    const { resolver } = await this.deps.services();
    const query = { accounts: [account], regions: [region] };
    const [found] = await resolver.scopes(query, new AbortController().signal);
    const before = this.#allowed(account);
    if (!found || !before) return;
    if (before.scopes.some((scope) => JSON.stringify(scope) === JSON.stringify(found))) return;
    const others = before.scopes.filter((scope) => scope.region !== region);
    await this.#write(account, { scopes: [...others, found] });
    this.changed.fire();
  }

  #all(): Readonly<Record<string, unknown>> {
    const all = this.deps.memory.get(storeKey);
    return isObject(all) ? all : {};
  }

  #allowed(account: string): Allowed | undefined {
    const all = this.#all();
    const own = Object.hasOwn(all, account) ? all[account] : undefined;
    const scopes = isObject(own) ? own["scopes"] : undefined;
    return isScopes(scopes) ? { scopes } : undefined;
  }

  async #write(account: string, allowed: Allowed): Promise<void> {
    await this.deps.memory.update(storeKey, { ...this.#all(), [account]: allowed });
  }
}

const isScopes = (value: unknown): value is readonly LookupScope[] =>
  Array.isArray(value) && value.every(isScope);

const isScope = (value: unknown): value is LookupScope =>
  isObject(value) &&
  ["account", "accountId", "accountName", "region", "storeKey"].every(
    (key) => typeof value[key] === "string",
  );
