import { dayMs } from "../data/history.js";
import { toDayWriter } from "../data/stories.js";

/** What a written folder holds. Whole UTC days, oldest first; the same plan writes the same bytes. */
export interface FolderPlan {
  readonly seed: number;
  /** Start of the day after the last one, epoch milliseconds. */
  readonly endMs: number;
  readonly days: readonly PlannedDay[];
  /** Multiplies the everyday events of every day. */
  readonly eventsScale: number;
}

export interface PlannedDay {
  /** Days since 1970. */
  readonly number: number;
  /** Events it holds in all accounts and Regions together. */
  readonly events: number;
}

/** As busy as a middle-sized organization, whose log files hold some 25 records: a million events are two weeks. */
const eventsPerDay = 70_000;
const fewestDays = 3;
const mostDays = 90;
/** What is made too much is left out again; what is too little could not be made up for. */
const surplus = 1.04;

/**
 * Spreads so many events over days that end before `endMs`, workdays busier than weekends.
 * Throws a RangeError when there is no event to write.
 */
export function planFolder(
  events: number,
  seed: number,
  endMs: number,
  days = usualDays(events),
): FolderPlan {
  if (!Number.isSafeInteger(events) || events < 1) throw new RangeError(`no folder of ${events} events`);
  const end = Math.floor(endMs / dayMs);
  const anchorMs = end * dayMs;
  const numbers = Array.from({ length: days }, (_, at) => end - days + at);
  const told = numbers.map((number) => countAt(number, seed, anchorMs, 0));
  const everyday = numbers.map((number, at) => countAt(number, seed, anchorMs, 1) - (told[at] ?? 0));
  const scale = Math.max(0, (events - sum(told)) / Math.max(1, sum(everyday)));
  const weights = numbers.map((_, at) => (told[at] ?? 0) + (everyday[at] ?? 0) * scale);
  return {
    seed,
    endMs: anchorMs,
    eventsScale: scale * surplus,
    days: shares(events, weights).map((share, at) => ({ number: numbers[at] ?? end, events: share })),
  };
}

const usualDays = (events: number): number =>
  Math.min(
    mostDays,
    Math.max(Math.min(fewestDays, Math.ceil(events / 200)), Math.round(events / eventsPerDay)),
  );

function countAt(number: number, seed: number, anchorMs: number, eventsScale: number): number {
  return [...toDayWriter({ seed, anchorMs, eventsScale })(number)].length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Whole numbers that add up to `total` and follow the weights. */
function shares(total: number, weights: readonly number[]): readonly number[] {
  const all = sum(weights) || 1;
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const share = Math.round((total * weighed) / all) - given;
    given += share;
    return share;
  });
}
