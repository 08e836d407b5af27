import type { Draft } from "./draft.js";
import { dayMs } from "./history.js";
import { Random } from "./random.js";

/** A calendar day in UTC as a story sees it. */
export interface Day {
  readonly seed: number;
  readonly number: number;
  readonly startMs: number;
  /** 0 on the day the sample was started, -1 the day before. */
  readonly offset: number;
  readonly workday: boolean;
  readonly eventsScale: number;
  /** A stream of numbers of this day and this label alone, so that no story disturbs another. */
  readonly random: (label: string) => Random;
  /** Epoch milliseconds of a time of this day, as `13:12` or `13:12:07`. */
  readonly at: (clock: string) => number;
}

/** Writes what it knows of one day. Times must lie in that day. */
export type Story = (day: Day) => Iterable<Draft>;

export function toDay(number: number, options: { seed: number; anchorMs: number; eventsScale: number }): Day {
  const startMs = number * dayMs;
  const weekday = new Date(startMs).getUTCDay();
  return {
    seed: options.seed,
    number,
    startMs,
    offset: number - Math.floor(options.anchorMs / dayMs),
    workday: weekday !== 0 && weekday !== 6,
    eventsScale: options.eventsScale,
    random: (label) => new Random(options.seed, label, number),
    at: (clock) => {
      const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
      return startMs + ((hours * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}
