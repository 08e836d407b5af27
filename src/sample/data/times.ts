import type { Day } from "./day.js";
import type { Random } from "./random.js";

const hourMs = 3_600_000;

/** So many random times of a day between two hours, in order; scaled with the everyday events. */
function times(
  day: Day,
  random: Random,
  perDay: number,
  fromHour: number,
  toHour: number,
): readonly number[] {
  const wanted = perDay * day.eventsScale;
  const count = Math.floor(wanted) + (random.chance(wanted % 1) ? 1 : 0);
  const spanMs = (toHour - fromHour) * hourMs;
  return Array.from(
    { length: count },
    () => day.startMs + fromHour * hourMs + Math.floor(random.next() * spanMs),
  ).sort((a, b) => a - b);
}

/** The last quarter of an hour stays free for what follows an event. */
const lastHour = 23.75;

/** All around the clock. */
export const aroundTheClock = (day: Day, random: Random, perDay: number): readonly number[] =>
  times(day, random, perDay, 0, lastHour);

/** Between 07:00 and 17:00 UTC. */
export const officeHours = (day: Day, random: Random, perDay: number): readonly number[] =>
  times(day, random, perDay, 7, 17);

/** Every so many hours, some minutes into each, as a scheduler would; more often where there is more of everything. */
export function scheduled(day: Day, everyHours: number, minute: number): readonly number[] {
  const all: number[] = [];
  const everyMs = (everyHours * hourMs) / day.eventsScale;
  const endMs = day.startMs + lastHour * hourMs;
  for (let timeMs = day.startMs + minute * 60_000; timeMs < endMs; timeMs += everyMs) all.push(timeMs);
  return all;
}

/** A clock that is moved on by some seconds with every call, for events that follow one another. */
export class Stopwatch {
  #timeMs: number;
  readonly #random: Random;

  constructor(startMs: number, random: Random) {
    this.#timeMs = startMs;
    this.#random = random;
  }

  /** The time some seconds after the last one asked for. */
  after(lowSeconds: number, highSeconds = lowSeconds): number {
    this.#timeMs += this.#random.int(lowSeconds, highSeconds) * 1000;
    return this.#timeMs;
  }
}
