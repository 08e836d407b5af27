import type { AccountDirectory, CredentialPrompts, TrailReader } from "../core/accounts/ports.js";
import type { StackReader } from "../core/accounts/stack.js";
import type { Clock } from "../core/base/clock.js";
import { DisposableStore } from "../core/base/disposables.js";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import { english } from "../core/base/translate.js";
import type { PublicKeyReader } from "../core/digest/publicKeys.js";
import type { LookupPages, ScopeResolver } from "../core/search/lookup.js";
import { SdkAccountCalls } from "./accountCalls.js";
import { Clients } from "./clients.js";
import { CloudTrailCalls } from "./cloudTrailCalls.js";
import { Credentials } from "./credentials.js";
import { Directory } from "./directory.js";
import { HttpPool } from "./http.js";
import { SdkLookupPages } from "./lookupPages.js";
import { ProfileStore } from "./profiles.js";
import type { ConfigFiles, Env } from "./profiles/files.js";
import type { ProfileEntry, SsoSettings } from "./profiles/profileEntry.js";
import { sourceChain } from "./profiles/profileEntry.js";
import type { ProxySettings } from "./proxy.js";
import { SdkPublicKeyReader } from "./publicKeys.js";
import { configuredRegions } from "./regions.js";
import { AccountScopes } from "./resolver.js";
import type { SignInUi } from "./ssoSignIn.js";
import { signInWithSso } from "./ssoSignIn.js";
import { SdkStackReader } from "./stackReader.js";
import { SdkTrailReader } from "./trailReader.js";

export type { SignInUi } from "./ssoSignIn.js";

export interface AwsOptions extends ProxySettings {
  /** Config files beside the user's own pair, which always counts. Read anew whenever the files are. */
  readonly configFiles: readonly ConfigFiles[];
  readonly env: Env;
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly prompts: CredentialPrompts;
  /** Regions the user added to an account. */
  extraRegions(accountKey: string): readonly string[];
  /** Between two LookupEvents of one account and Region; the service allows two a second. */
  readonly requestGapMs?: number;
  /** How long a connection may take to come up, and how long it may stay silent. */
  readonly connectMs?: number;
  readonly silenceMs?: number;
  readonly t?: Translate;
}

export interface AwsServices {
  readonly directory: AccountDirectory;
  readonly trails: TrailReader;
  readonly stacks: StackReader;
  readonly publicKeys: PublicKeyReader;
  readonly lookup: LookupPages;
  readonly resolver: ScopeResolver;
  /** The account's own Regions: its profiles', the one of global services, and those the user added. */
  configuredRegions(accountKey: string): readonly string[];
  /** Signs in with IAM Identity Center, for the account's first profile that uses it. */
  signIn(accountKey: string, ui: SignInUi, signal: AbortSignal): Promise<void>;
  dispose(): void;
}

/** A gap of exactly half a second slips below it now and then; ten more milliseconds never do. */
const defaultGapMs = 510;

/** Wires everything that reaches AWS. Makes no request by itself. */
export function connectAws(options: AwsOptions): AwsServices {
  const { env, home, clock, log, prompts, t = english } = options;
  const owned = new DisposableStore();
  const profiles = owned.add(new ProfileStore(options));
  const pool = owned.add(new HttpPool(options, t));
  const clients = new Clients(pool);
  const credentials = new Credentials({ profiles, pool, env, clock, prompts, log, t });
  const accountCalls = new SdkAccountCalls({ credentials, clients, clock, log, t });
  const directory = owned.add(new Directory({ profiles, calls: accountCalls, env, clock, t }));
  const lookupGapMs = options.requestGapMs ?? defaultGapMs;
  const calls = new CloudTrailCalls({ directory, credentials, clients, clock, log, t, lookupGapMs });
  const extraRegions = (key: string): readonly string[] => options.extraRegions(key);
  return {
    directory,
    trails: new SdkTrailReader(calls, t),
    stacks: new SdkStackReader({ directory, credentials, clients, clock, log, t }),
    publicKeys: new SdkPublicKeyReader(calls, t),
    lookup: new SdkLookupPages(calls, t),
    resolver: new AccountScopes({ directory, extraRegions, log, t }),
    configuredRegions: (key) => {
      const { account } = directory.find(key);
      return configuredRegions(account, extraRegions(account.key));
    },
    signIn: async (key, ui, signal) => {
      const { entry, sso } = identityCenterProfile(directory, profiles, key, t);
      await signInWithSso(entry, sso, ui, { pool, home, clock, log, t }, signal);
      await directory.refresh(key);
    },
    dispose: () => owned.dispose(),
  };
}

/** The first of the account's profiles that signs in through Identity Center, itself or through its source. */
function identityCenterProfile(
  directory: Directory,
  profiles: ProfileStore,
  accountKey: string,
  t: Translate,
): { readonly entry: ProfileEntry; readonly sso: SsoSettings } {
  const { account, entries } = directory.find(accountKey);
  for (const entry of entries.flatMap((each) => sourceChain(each, profiles.entries))) {
    if (entry.sso && !entry.incomplete) return { entry, sso: entry.sso };
  }
  const message = t(
    "No profile of {0} uses IAM Identity Center, so there is nothing to sign in to. Renew its credentials the way they were made.",
    account.name,
  );
  throw new Failure("aws/sign-in-needed", message, { profile: entries[0]?.profile.key ?? accountKey });
}
