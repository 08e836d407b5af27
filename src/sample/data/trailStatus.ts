import { digestDelayMs, digestEnds } from "./bucket/digests.js";
import { dayMs } from "./history.js";
import { loggingGap } from "./loggingGap.js";
import type { SampleTrail } from "./trails.js";

const minuteMs = 60_000;
const hourMs = 3_600_000;

export interface SampleTrailStatus {
  readonly logging: boolean;
  readonly deliveredMs: number;
  readonly startedMs: number;
  readonly stoppedMs: number | undefined;
  /** Undefined without log file validation. */
  readonly digestMs: number | undefined;
}

/** How a trail is doing at a moment. Log files come every five minutes, digests every hour. */
export function trailStatus(trail: SampleTrail, anchorMs: number, nowMs: number): SampleTrailStatus {
  const lastSlotMs = Math.floor((nowMs - 2 * minuteMs) / (5 * minuteMs)) * 5 * minuteMs;
  if (!trail.organization) {
    // Nothing was delivered since the bucket's policy changed.
    return {
      logging: true,
      deliveredMs: anchorMs - 31 * dayMs + 9 * hourMs,
      startedMs: anchorMs - 412 * dayMs,
      stoppedMs: undefined,
      digestMs: undefined,
    };
  }
  const gap = loggingGap(anchorMs);
  return {
    logging: true,
    deliveredMs: lastSlotMs,
    startedMs: gap.startedMs,
    stoppedMs: gap.stoppedMs,
    digestMs: latestDigest(trail, gap.startedMs, nowMs),
  };
}

/** When the newest digest of the home Region came; undefined in the first hour after a start. */
function latestDigest(
  { owner, homeRegion }: SampleTrail,
  startedMs: number,
  nowMs: number,
): number | undefined {
  const lastMs = digestEnds({ fromMs: startedMs, toMs: Infinity }, owner.id, homeRegion, nowMs).at(-1);
  return lastMs === undefined ? undefined : lastMs + digestDelayMs;
}
