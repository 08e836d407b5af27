import type { Releasable } from "../base/disposables.js";
import type { Account, Identity, Profile, ProfileProblem, RegionInfo } from "./account.js";
import type { Channel, EventDataStore, Trail, TrailDetails } from "./trail.js";

/** All accounts that can be reached, and what is known of them. `src/aws` implements it over the shared AWS files. */
export interface AccountDirectory {
  /** What the files say now, with what earlier identifications told; no network. */
  snapshot(): AccountSnapshot;
  /** Fires when a file changed or an identification told something new. */
  readonly onDidChange: (listener: () => void) => Releasable;
  /** Reads the files again and forgets cached identities, credentials and Regions of `accountKey` (of all without it). */
  refresh(accountKey?: string): Promise<void>;
  /** Asks STS who we are; rejects with a Failure that says how to sign in. Remembered until refreshed. */
  identify(accountKey: string, signal: AbortSignal): Promise<Identity>;
  /** Regions of the account with their opt-in state; remembered until refreshed. */
  regions(accountKey: string, signal: AbortSignal): Promise<readonly RegionInfo[]>;
}

export interface AccountSnapshot {
  readonly accounts: readonly Account[];
  readonly problems: readonly ProfileProblem[];
}

/** What CloudTrail has in one account and Region. Each call rejects with a Failure naming the missing action. */
export interface TrailReader {
  trails(accountKey: string, region: string, signal: AbortSignal): Promise<readonly Trail[]>;
  trailDetails(
    accountKey: string,
    region: string,
    trailArn: string,
    signal: AbortSignal,
  ): Promise<TrailDetails>;
  eventDataStores(
    accountKey: string,
    region: string,
    signal: AbortSignal,
  ): Promise<readonly EventDataStore[]>;
  channels(accountKey: string, region: string, signal: AbortSignal): Promise<readonly Channel[]>;
}

/** What credentials may need from the person at the editor. */
export interface CredentialPrompts {
  /** The six digits of the MFA device; undefined when the person closes the prompt. */
  mfaCode(profile: Profile, serial: string): Promise<string | undefined>;
  /** False in an untrusted workspace: `credential_process` must not run there. */
  isTrusted(): boolean;
}
