import { homedir } from "node:os";
import type { AwsServices } from "../aws/connect.js";
import { FileLookupStore } from "../aws/lookupStore.js";
import type { Account } from "../core/accounts/account.js";
import type { CredentialPrompts } from "../core/accounts/ports.js";
import type { Clock } from "../core/base/clock.js";
import type { Releasable } from "../core/base/disposables.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import type { Archive } from "../core/search/archive.js";
import { toConfigPair } from "./configPair.js";
import type { SampleAccount } from "./sample/sampleAccount.js";
import type { SearchServices } from "./search/ports.js";
import type { Settings } from "./settings.js";
import { shownDirectory } from "./shownDirectory.js";
import type { TreeSources } from "./tree/children.js";

export interface AwsConnectionOptions {
  readonly settings: Settings;
  readonly sample: SampleAccount;
  /** Folder of the event cache. */
  readonly cacheDirectory: string;
  readonly prompts: CredentialPrompts;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

/** The one way to AWS. Nothing of the AWS SDK is loaded until someone asks. */
export class AwsConnection implements Releasable {
  #services: Promise<AwsServices> | undefined;
  #connected: AwsServices | undefined;
  #archive: Archive | undefined;
  #store: FileLookupStore | undefined;
  #disposed = false;

  constructor(private readonly options: AwsConnectionOptions) {}

  /** Connects when first asked; what failed is tried again by the next who asks. */
  services(): Promise<AwsServices> {
    this.#services ??= this.#connect().catch((error: unknown) => {
      this.#services = undefined;
      throw error;
    });
    return this.#services;
  }

  /** For the tree, which shows accounts at once and the sample account when it has started. */
  async treeSources(): Promise<TreeSources> {
    void this.options.sample.ensure();
    const { directory, trails } = await this.services();
    const { log, t } = this.options;
    return { directory, trails, addedRegions: (account) => this.addedRegions(account), log, t };
  }

  /** For searches: the event history of every account that can be reached. A search may name the sample account. */
  async search(): Promise<SearchServices> {
    await this.options.sample.ensure();
    const { lookup, resolver, directory } = await this.services();
    const { clock, settings, log } = this.options;
    const { EventHistory, explainWith } = await import("./search/panelParts.js");
    this.#archive ??= new EventHistory({
      pages: lookup,
      scopes: resolver,
      store: this.store,
      clock,
      log,
      explain: () => explainWith({ deployRoles: settings.deployRoles }),
    });
    return { archive: this.#archive, directory: shownDirectory(directory, () => settings.profiles) };
  }

  /** The event cache on disk. */
  get store(): FileLookupStore {
    const { cacheDirectory, settings, log } = this.options;
    this.#store ??= new FileLookupStore(cacheDirectory, settings.cacheMaxSizeBytes, log);
    return this.#store;
  }

  /** Regions the user added, also those added while the account was known by a profile only. */
  addedRegions({ key, profiles }: Account): readonly string[] {
    const names = [key, ...profiles.map((profile) => profile.key)];
    return [...new Set(names.flatMap((name) => this.options.settings.regionsOf(name)))];
  }

  regionsOf(accountKey: string): readonly string[] {
    const account = this.#connected?.directory.snapshot().accounts.find(({ key }) => key === accountKey);
    return account === undefined ? this.options.settings.regionsOf(accountKey) : this.addedRegions(account);
  }

  /** Reads config files again, if anyone has asked for them. */
  async reload(): Promise<void> {
    await this.#connected?.directory.refresh();
  }

  dispose(): void {
    this.#disposed = true;
    this.#connected?.dispose();
  }

  async #connect(): Promise<AwsServices> {
    const { settings, sample, prompts, clock, log, t } = this.options;
    const { connectAws } = await import("../aws/connect.js");
    const services = connectAws({
      // Asked for whenever files are read. The sample's pair is always named, so that its coming is noticed.
      get configFiles() {
        return [...settings.configFiles.map(toConfigPair), sample.configFiles];
      },
      get proxy() {
        return settings.proxy;
      },
      get noProxy() {
        return settings.noProxy;
      },
      env: process.env,
      home: homedir(),
      extraRegions: (key) => this.regionsOf(key),
      prompts,
      clock,
      log,
      t,
    });
    this.#connected = services;
    if (this.#disposed) services.dispose();
    return services;
  }
}
