import type { JsonObject } from "../../core/base/json.js";
import type { Draft } from "./draft.js";
import { Random } from "./random.js";
import { newestFirst, storedDraft, storedRecord, type StoredEvent } from "./storedEvent.js";

export const dayMs = 86_400_000;
/** How far back event history reaches. */
export const historyDays = 90;

/** Writes down what happened on one day: see `stories/`. */
export type DayWriter = (dayNumber: number) => Iterable<Draft>;

/** How planted records are indexed, where that is not to be read from them. */
export interface PlantOptions {
  /** Replaces the row's CloudTrailEvent text, to serve what is no JSON. */
  readonly recordText?: (record: JsonObject) => string;
}

type Scope = `${string}/${string}`;

/**
 * All events of all accounts and Regions, written day by day when first asked for.
 * Nothing here knows what time it is: whoever asks leaves out what has not happened yet.
 */
export class History {
  readonly #write: DayWriter;
  readonly #seed: number;
  readonly #days = new Map<number, ReadonlyMap<Scope, readonly StoredEvent[]>>();
  readonly #planted = new Map<Scope, readonly StoredEvent[]>();

  constructor(seed: number, write: DayWriter) {
    this.#seed = seed;
    this.#write = write;
  }

  /** Events of an account and Region from `toMs` back to `fromMs` (both included), newest first. */
  *walk(accountId: string, region: string, fromMs: number, toMs: number): Generator<StoredEvent, void> {
    const planted = this.#planted.get(`${accountId}/${region}`);
    if (planted) {
      yield* between(planted, fromMs, toMs);
      return;
    }
    yield* this.walkGenerated(accountId, region, fromMs, toMs);
  }

  /** As `walk`, without regard to what was planted. */
  *walkGenerated(
    accountId: string,
    region: string,
    fromMs: number,
    toMs: number,
  ): Generator<StoredEvent, void> {
    for (let day = Math.floor(toMs / dayMs); day >= Math.floor(fromMs / dayMs); day -= 1) {
      yield* between(this.#day(day).get(`${accountId}/${region}`) ?? [], fromMs, toMs);
    }
  }

  /** Writes a day beforehand, so that nobody has to wait for it. */
  prepare(dayNumber: number): void {
    this.#day(dayNumber);
  }

  /** Replaces everything one account and Region has; the records are visible at once. */
  plant(accountId: string, region: string, records: readonly JsonObject[], options: PlantOptions = {}): void {
    const toText = options.recordText ?? JSON.stringify;
    const events = records.map((record) => storedRecord(record, toText(record)));
    this.#planted.set(`${accountId}/${region}`, events.sort(newestFirst));
  }

  /** Brings back the generated events of an account and Region. */
  unplant(accountId: string, region: string): void {
    this.#planted.delete(`${accountId}/${region}`);
  }

  #day(dayNumber: number): ReadonlyMap<Scope, readonly StoredEvent[]> {
    const known = this.#days.get(dayNumber);
    if (known) return known;
    const random = new Random(this.#seed, "records", dayNumber);
    const scopes = new Map<Scope, StoredEvent[]>();
    for (const draft of this.#write(dayNumber)) {
      if (Math.floor(draft.timeMs / dayMs) !== dayNumber) {
        throw new RangeError(
          `${draft.call.name} was written for another day: ${new Date(draft.timeMs).toISOString()}`,
        );
      }
      const region = draft.call.global === true ? "us-east-1" : draft.region;
      const scope: Scope = `${(draft.recipient ?? draft.actor.account).id}/${region}`;
      const list = scopes.get(scope) ?? [];
      list.push(storedDraft(draft, random.uuid()));
      scopes.set(scope, list);
    }
    for (const list of scopes.values()) list.sort(newestFirst);
    this.#days.set(dayNumber, scopes);
    return scopes;
  }
}

/** The slice of a newest-first list that lies in [fromMs, toMs]. */
function* between(
  events: readonly StoredEvent[],
  fromMs: number,
  toMs: number,
): Generator<StoredEvent, void> {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.timeMs ?? 0) > toMs) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < events.length; index += 1) {
    const event = events[index];
    if (!event || event.timeMs < fromMs) return;
    yield event;
  }
}
