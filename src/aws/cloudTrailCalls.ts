import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { Clock } from "../core/base/clock.js";
import type { Log } from "../core/base/log.js";
import { Pacer } from "../core/base/pacer.js";
import type { Translate } from "../core/base/translate.js";
import { attempt } from "./attempts.js";
import type { Clients } from "./clients.js";
import type { Credentials } from "./credentials.js";
import type { Directory } from "./directory.js";
import { endpointFor } from "./profiles/profileEntry.js";
import { scopeKey } from "./scope.js";

interface Options {
  readonly directory: Directory;
  readonly credentials: Credentials;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
  /** Between two LookupEvents of one account and Region. */
  readonly lookupGapMs: number;
}

export interface Call<T> {
  readonly account: string;
  readonly region: string;
  /** Name of the operation, as in the IAM action. */
  readonly operation: string;
  readonly run: (client: CloudTrailClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>;
}

/** All other calls may come ten times a second; nine leaves room for other tools. */
const otherGapMs = 110;

/** The one way to CloudTrail: finds the profile that works, keeps the pace, tries again, explains what fails. */
export class CloudTrailCalls {
  readonly #pacers = new Map<string, Pacer>();

  constructor(private readonly options: Options) {}

  async send<T>({ account, region, operation, run }: Call<T>, signal: AbortSignal): Promise<T> {
    const { directory, credentials, clients, clock, log, t } = this.options;
    const { entry, identity } = await directory.reach(account, signal);
    const endpoint = endpointFor(entry, "cloudtrail");
    const action = `cloudtrail:${operation}`;
    const options = {
      context: { action, region, profile: entry.profile.key, endpoint, known: true },
      clock,
      log,
      t,
      signal,
      pacer: this.#pacer(operation, scopeKey(identity.accountId, region, endpoint)),
      onExpired: () => credentials.forget([entry]),
    };
    await credentials.get(entry, signal); // a prompt must not use up a turn
    return attempt(options, async () => {
      const client = clients.cloudTrail(entry, await credentials.get(entry, signal), region);
      log.trace(`${action} in ${region}`);
      return run(client, { abortSignal: signal });
    });
  }

  /** Shared by everything that asks the same account and Region, as the service's limit is. */
  #pacer(operation: string, key: string): Pacer {
    const isLookup = operation === "LookupEvents";
    const name = `${isLookup ? "lookup" : "other"} ${key}`;
    const known = this.#pacers.get(name);
    if (known) return known;
    const pacer = new Pacer(isLookup ? this.options.lookupGapMs : otherGapMs, this.options.clock);
    this.#pacers.set(name, pacer);
    return pacer;
  }
}
