import { GetAccountInformationCommand, ListRegionsCommand } from "@aws-sdk/client-account";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Identity, RegionInfo } from "../core/accounts/account.js";
import type { Clock } from "../core/base/clock.js";
import { isFailure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import type { AttemptOptions } from "./attempts.js";
import { attempt } from "./attempts.js";
import type { AwsCredentials } from "./clientConfig.js";
import type { Clients } from "./clients.js";
import type { Credentials } from "./credentials.js";
import type { AccountCalls } from "./directory.js";
import type { ProfileEntry, ServiceName } from "./profiles/profileEntry.js";
import { endpointFor } from "./profiles/profileEntry.js";
import { globalRegion } from "./regions.js";

interface Options {
  readonly credentials: Credentials;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

/** The account's name is a nicety: nobody waits longer for it. */
const nameMs = 5000;

export class SdkAccountCalls implements AccountCalls {
  constructor(private readonly options: Options) {}

  async identify(entry: ProfileEntry, signal: AbortSignal): Promise<Identity> {
    const credentials = await this.options.credentials.get(entry, signal);
    const own = entry.profile.region ?? globalRegion(undefined);
    const name = this.#accountName(entry, credentials, signal);
    const caller = await this.#caller(entry, credentials, own, signal).catch((error: unknown) => {
      if (!isFailure(error)) throw error;
      if (error.code === "aws/expired-credentials") this.forget([entry]);
      // a Region that is off knows no account's keys, while the global one does
      const other = globalRegion(own);
      if (error.code !== "aws/no-credentials" || other === own) throw error;
      return this.#caller(entry, credentials, other, signal);
    });
    return { ...caller, accountName: await name };
  }

  async regions(entry: ProfileEntry, signal: AbortSignal): Promise<readonly RegionInfo[]> {
    const credentials = await this.options.credentials.get(entry, signal);
    const region = globalRegion(entry.profile.region);
    const client = this.options.clients.account(entry, credentials, region);
    const regions: RegionInfo[] = [];
    let token: string | undefined;
    do {
      const command = new ListRegionsCommand({
        MaxResults: 50,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const options = this.#attempt(entry, "account", "account:ListRegions", region, signal);
      const page = await attempt(options, () => client.send(command, { abortSignal: signal }));
      for (const { RegionName, RegionOptStatus } of page.Regions ?? []) {
        if (RegionName !== undefined) regions.push({ code: RegionName, optIn: toOptIn(RegionOptStatus) });
      }
      token = page.NextToken;
    } while (token !== undefined && token !== "");
    return regions.sort((a, b) => a.code.localeCompare(b.code, "en"));
  }

  forget(entries: readonly ProfileEntry[]): void {
    this.options.credentials.forget(entries);
  }

  forgetFailures(): void {
    this.options.credentials.forgetFailures();
  }

  async #caller(
    entry: ProfileEntry,
    credentials: AwsCredentials,
    region: string,
    signal: AbortSignal,
  ): Promise<Omit<Identity, "accountName">> {
    const client = this.options.clients.sts(entry, credentials, region);
    const options = this.#attempt(entry, "sts", "sts:GetCallerIdentity", region, signal);
    return attempt(options, async () => {
      const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
      if (Account === undefined || Arn === undefined)
        throw new SyntaxError("GetCallerIdentity named no account");
      return { accountId: Account, arn: Arn };
    });
  }

  async #accountName(
    entry: ProfileEntry,
    credentials: AwsCredentials,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const client = this.options.clients.account(entry, credentials, globalRegion(entry.profile.region));
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(nameMs)]);
    try {
      const { AccountName } = await client.send(new GetAccountInformationCommand({}), { abortSignal });
      return AccountName;
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown";
      this.options.log.debug(`no account name through profile ${entry.profile.key}: ${reason}`);
      return undefined;
    }
  }

  #attempt(
    entry: ProfileEntry,
    service: ServiceName,
    action: string,
    region: string,
    signal: AbortSignal,
  ): AttemptOptions {
    const { clock, log, t } = this.options;
    const endpoint = endpointFor(entry, service);
    return {
      context: { action, region, profile: entry.profile.key, endpoint, known: false },
      clock,
      log,
      t,
      signal,
    };
  }
}

function toOptIn(status: string | undefined): RegionInfo["optIn"] {
  switch (status) {
    case "ENABLED":
      return "enabled";
    case "ENABLED_BY_DEFAULT":
      return "default";
    case "DISABLED":
    case "DISABLING":
    case "ENABLING": // not usable yet
      return "disabled";
    default:
      return "unknown";
  }
}
