import type { Account, Identity, Profile, RegionInfo } from "../../src/core/accounts/account.js";
import type { AccountDirectory, TrailReader } from "../../src/core/accounts/ports.js";
import type { EventDataStore, Trail, TrailStatus } from "../../src/core/accounts/trail.js";
import { silentLog } from "../../src/core/base/log.js";
import { Signal } from "../../src/core/base/signal.js";
import { english } from "../../src/core/base/translate.js";
import type { Wording } from "../../src/host/details/wording.js";
import type { TreeSources } from "../../src/host/tree/children.js";

export const wording: Wording = {
  t: english,
  locale: "en-US",
  nowMs: Date.parse("2026-11-23T10:00:00Z"),
  utc: true,
};

export const aProfile = (name: string, fields: Partial<Profile> = {}): Profile => ({
  key: name,
  name,
  file: "/home/me/.aws/config",
  line: 1,
  region: "eu-west-1",
  kind: "sso",
  accountId: undefined,
  endpoint: undefined,
  ...fields,
});

export const anAccount = (name: string, fields: Partial<Account> = {}): Account => ({
  key: name,
  accountId: undefined,
  name,
  profiles: [aProfile(name)],
  ...fields,
});

export const aStatus = (fields: Partial<TrailStatus> = {}): TrailStatus => ({
  logging: true,
  latestDeliveryMs: wording.nowMs - 240_000,
  latestDeliveryError: undefined,
  latestDigestMs: undefined,
  latestDigestError: undefined,
  latestLogGroupMs: undefined,
  latestLogGroupError: undefined,
  latestNotificationError: undefined,
  startedMs: undefined,
  stoppedMs: undefined,
  ...fields,
});

export const aTrail = (name: string, fields: Partial<Trail> = {}): Trail => ({
  arn: `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`,
  name,
  homeRegion: "eu-west-1",
  shadow: false,
  multiRegion: true,
  organization: false,
  globalServiceEvents: true,
  validation: true,
  bucket: "acme-logs",
  prefix: undefined,
  kmsKeyId: undefined,
  snsTopicArn: undefined,
  logGroupArn: undefined,
  status: { ok: true, value: aStatus() },
  ...fields,
});

export const aStore = (name: string, fields: Partial<EventDataStore> = {}): EventDataStore => ({
  arn: `arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/${name}`,
  name,
  status: "ENABLED",
  retentionDays: 2557,
  billing: "EXTENDABLE_RETENTION_PRICING",
  organization: false,
  multiRegion: true,
  terminationProtection: true,
  kmsKeyId: undefined,
  federation: undefined,
  createdMs: undefined,
  updatedMs: undefined,
  selectors: [],
  ...fields,
});

/** A directory whose accounts a test sets; identification answers what `identify` says. */
export class FakeDirectory implements AccountDirectory {
  readonly changed = new Signal();
  readonly onDidChange = this.changed.on;
  accounts: readonly Account[] = [];
  problems: ReturnType<AccountDirectory["snapshot"]>["problems"] = [];
  readonly refreshed: (string | undefined)[] = [];
  identify: AccountDirectory["identify"] = async (): Promise<Identity> => ({
    accountId: "111122223333",
    arn: "arn:aws:iam::111122223333:user/alice",
    accountName: undefined,
  });
  regions = async (): Promise<readonly RegionInfo[]> => [];

  snapshot(): ReturnType<AccountDirectory["snapshot"]> {
    return { accounts: this.accounts, problems: this.problems };
  }

  async refresh(account?: string): Promise<void> {
    this.refreshed.push(account);
    this.changed.fire();
  }
}

export const noTrails: TrailReader = {
  trails: async () => [],
  trailDetails: async () => Promise.reject(new Error("not asked for")),
  eventDataStores: async () => [],
  channels: async () => [],
};

export const treeSources = (directory: FakeDirectory, fields: Partial<TreeSources> = {}): TreeSources => ({
  directory,
  trails: noTrails,
  addedRegions: () => [],
  log: silentLog,
  t: english,
  ...fields,
});
