import type { TrailReader } from "../core/accounts/ports.js";
import type { Channel, EventDataStore, Trail, TrailDetails } from "../core/accounts/trail.js";
import type { Translate } from "../core/base/translate.js";
import { listChannels } from "./channels.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { listEventDataStores } from "./eventDataStores.js";
import { listTrails, readTrail } from "./trails.js";

/** What CloudTrail has in an account and Region, each question through the paced calls. */
export class SdkTrailReader implements TrailReader {
  constructor(
    private readonly calls: CloudTrailCalls,
    private readonly t: Translate,
  ) {}

  trails(account: string, region: string, signal: AbortSignal): Promise<readonly Trail[]> {
    return listTrails(this.calls, { account, region }, signal);
  }

  trailDetails(
    account: string,
    region: string,
    trailArn: string,
    signal: AbortSignal,
  ): Promise<TrailDetails> {
    return readTrail(this.calls, { account, region }, trailArn, signal, this.t);
  }

  eventDataStores(account: string, region: string, signal: AbortSignal): Promise<readonly EventDataStore[]> {
    return listEventDataStores(this.calls, { account, region }, signal, this.t);
  }

  channels(account: string, region: string, signal: AbortSignal): Promise<readonly Channel[]> {
    return listChannels(this.calls, { account, region }, signal);
  }
}
