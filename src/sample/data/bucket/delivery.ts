import { dayMs, type History } from "../history.js";
import { Random } from "../random.js";
import type { StoredEvent } from "../storedEvent.js";
import { loggingGap } from "../loggingGap.js";

const minuteMs = 60_000;
const slotMs = 5 * minuteMs;

/** A time during which the trail logged, and so one chain of digests. */
export interface LoggingPeriod {
  readonly fromMs: number;
  /** Infinity while it goes on. */
  readonly toMs: number;
}

/** The trail began to deliver to this bucket nine days before the first day, and was stopped for a while since. */
export function loggingPeriods(anchorMs: number): readonly [LoggingPeriod, LoggingPeriod] {
  const { stoppedMs, startedMs } = loggingGap(anchorMs);
  return [
    { fromMs: anchorMs - 9 * dayMs + 10 * 60 * minuteMs, toMs: stoppedMs },
    { fromMs: startedMs, toMs: Infinity },
  ];
}

/** What goes into one log file. */
export interface Delivery {
  readonly deliveredMs: number;
  readonly events: readonly StoredEvent[];
  /** Which of several files of the same moment; 0 when there is one only. */
  readonly part?: number;
}

/**
 * The log files of an account and Region, oldest first. Each Region delivers every five minutes, some minutes
 * into the hour of its own; what is under way when logging stops is delivered at that moment.
 */
export function deliveries(
  history: History,
  anchorMs: number,
  accountId: string,
  region: string,
  nowMs: number,
): readonly Delivery[] {
  const periods = loggingPeriods(anchorMs);
  const phaseMs = new Random("delivery", accountId, region).int(0, 4) * minuteMs;
  const files = new Map<number, StoredEvent[]>();
  for (const event of history.walkGenerated(accountId, region, periods[0].fromMs, nowMs)) {
    const period = periods.find(({ fromMs, toMs }) => event.timeMs >= fromMs && event.timeMs <= toMs);
    if (!period || event.category === "Insight") continue;
    const slot = Math.ceil((event.visibleMs - phaseMs) / slotMs) * slotMs + phaseMs;
    const deliveredMs = Math.min(slot, period.toMs);
    if (deliveredMs > nowMs) continue;
    const file = files.get(deliveredMs) ?? [];
    file.push(event);
    files.set(deliveredMs, file);
  }
  return Array.from(files, ([deliveredMs, events]) => ({ deliveredMs, events: unordered(events) })).sort(
    (a, b) => a.deliveredMs - b.deliveredMs,
  );
}

/** Records stand in no order in a log file: here in that of their ids. */
const unordered = (events: StoredEvent[]): readonly StoredEvent[] =>
  events.sort((a, b) => (a.id < b.id ? -1 : 1));
