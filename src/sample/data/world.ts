import { SigningKeys } from "./bucket/signingKeys.js";
import { TrailBucket } from "./bucket/trailBucket.js";
import { History, dayMs } from "./history.js";
import { toDayWriter } from "./stories.js";

/** Everything the sample's services tell of. */
export interface World {
  /** Start of the UTC day the sample was started on: stories are placed relative to it. */
  readonly anchorMs: number;
  readonly history: History;
  readonly signingKeys: SigningKeys;
  readonly bucket: TrailBucket;
}

export interface WorldOptions {
  readonly seed: number;
  /** When the sample starts, epoch milliseconds. */
  readonly startMs: number;
  /** Multiplies the everyday events; stories stay as they are. */
  readonly eventsScale: number;
}

export function createWorld({ seed, startMs, eventsScale }: WorldOptions): World {
  const anchorMs = Math.floor(startMs / dayMs) * dayMs;
  const history = new History(seed, toDayWriter({ seed, anchorMs, eventsScale }));
  const signingKeys = new SigningKeys(seed, anchorMs);
  return { anchorMs, history, signingKeys, bucket: new TrailBucket(history, signingKeys, anchorMs) };
}
