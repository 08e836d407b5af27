import { firstAt, type TimeOrdered } from "../base/timeOrdered.js";
import type { ChangeClass } from "../events/insight.js";
import type { GroupSummary } from "../events/groups/group.js";
import type { Span } from "../events/groups/spans.js";
import { BandsInLanes } from "./bands.js";
import type {
  GroupBy,
  Lane,
  Series,
  TimelineAnswer,
  TimelineAsk,
  TimelineBand,
  TimelineMark,
} from "./timeline.js";

/** Events as columns of numbers; a place names one event in all of them. */
export interface TimelineColumns extends TimeOrdered {
  /** The texts that group numbers stand for. */
  readonly texts: readonly string[];
  /** Group numbers by place. */
  group(by: GroupBy): Uint32Array;
  /** Numbers of the text that lists an event's marks, empty when it has none. */
  readonly marks: Uint32Array;
  id(place: number): string;
  /** The deployment, run or stretch of work an event belongs to. */
  groupAt(place: number): Span | undefined;
  groupSummary(span: Span): GroupSummary;
  sessionSummary(places: readonly number[]): GroupSummary | undefined;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths a person reads easily; each divides a day or is whole days, so buckets align in UTC. */
const niceWidthsMs: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 30, 90, 365].map((count) => count * day),
];

export const maxSeries = 7;

/** What a person looks for first: a lane with one change stands above one with a thousand reads. */
const telling: ReadonlySet<string> = new Set<ChangeClass>(["changed", "denied", "failed"]);

/** The key of what is left beside the largest groups. */
export const otherKey = "other";

/** Narrowest width that cuts the window into at most `bins` buckets (the first and last may stick out). */
export function bucketWidthMs(fromMs: number, toMs: number, bins: number): number {
  const wanted = Math.max(1, bins);
  const fits = (width: number): boolean => Math.ceil(toMs / width) - Math.floor(fromMs / width) <= wanted;
  return niceWidthsMs.find(fits) ?? Math.ceil((toMs - fromMs) / wanted / day) * day;
}

/** Cuts the asked window into aligned buckets and counts. Counts cover whole buckets, `total` only the window. */
export function bucketTimeline(columns: TimelineColumns, ask: TimelineAsk): TimelineAnswer {
  const fromMs = Math.min(ask.fromMs, ask.toMs);
  const toMs = Math.max(ask.toMs, fromMs + 1);
  const bucketMs = bucketWidthMs(fromMs, toMs, ask.bins);
  const firstMs = Math.floor(fromMs / bucketMs) * bucketMs;
  const buckets = Math.ceil((toMs - firstMs) / bucketMs);
  const slice = new Slice(columns, firstMs, bucketMs, buckets);
  const total = slice.countBetween(fromMs, toMs);
  return {
    firstMs,
    bucketMs,
    buckets,
    series: slice.series(ask.groupBy),
    lanes: ask.laneBy === undefined ? [] : slice.lanes(ask.laneBy, ask.maxLanes, total <= ask.maxMarks),
    total,
  };
}

/** The events of whole buckets, as a stretch of the time order. */
class Slice {
  readonly #from: number;
  readonly #to: number;

  constructor(
    private readonly columns: TimelineColumns,
    private readonly firstMs: number,
    private readonly bucketMs: number,
    private readonly buckets: number,
  ) {
    this.#from = firstAt(columns, firstMs);
    this.#to = firstAt(columns, firstMs + buckets * bucketMs);
  }

  countBetween(fromMs: number, toMs: number): number {
    return firstAt(this.columns, toMs) - firstAt(this.columns, fromMs);
  }

  series(by: GroupBy): readonly Series[] {
    const codes = this.columns.group(by);
    const groups = this.#largest(codes);
    const named = groups.slice(0, maxSeries);
    const rest = groups.length > maxSeries;
    const slots = this.#slots(named, rest ? maxSeries : -1);
    const counts = this.#countInto(codes, slots, named.length + (rest ? 1 : 0));
    return counts.map((values, slot) => {
      const code = named[slot];
      const key = code === undefined ? otherKey : this.#text(code);
      return { key, total: values.reduce((sum, count) => sum + count, 0), counts: values };
    });
  }

  lanes(by: GroupBy, maxLanes: number, withMarks: boolean): readonly Lane[] {
    const codes = this.columns.group(by);
    const named = this.#mostTelling(codes).slice(0, Math.max(0, maxLanes));
    const slots = this.#slots(named, -1);
    const counts = this.#countInto(codes, slots, named.length);
    const marks = withMarks ? this.#marks(codes, slots, named.length) : undefined;
    const bands = this.#bands(by, codes, slots, named.length);
    return named.map((code, slot) => {
      const values = counts[slot] ?? [];
      return {
        key: this.#text(code),
        total: values.reduce((sum, count) => sum + count, 0),
        counts: values,
        marks: marks?.[slot],
        bands: bands[slot] ?? [],
        session: by === "session" ? this.#sessionOf(codes, code) : undefined,
      };
    });
  }

  #bands(by: GroupBy, codes: Uint32Array, slots: Int32Array, lists: number): readonly TimelineBand[][] {
    const { order } = this.columns;
    const bands = new BandsInLanes(this.columns, by === "session", lists);
    for (let at = this.#from; at < this.#to; at++) {
      const place = order[at] ?? 0;
      const slot = slots[codes[place] ?? 0] ?? -1;
      if (slot >= 0) bands.add(slot, place);
    }
    return bands.all();
  }

  /** The session of a lane, also what of it lies outside of the asked window. */
  #sessionOf(codes: Uint32Array, code: number): GroupSummary | undefined {
    const { columns } = this;
    if (this.#text(code) === "") return undefined;
    const members = columns.order.filter((place) => codes[place] === code);
    return columns.sessionSummary(Array.from(members));
  }

  #text(code: number): string {
    return this.columns.texts[code] ?? "";
  }

  /** Group numbers by how many events they have here; equal ones by name, so that colours do not jump. */
  #largest(codes: Uint32Array): readonly number[] {
    const totals = this.#totals(codes, () => true);
    const used: number[] = [];
    for (const [code, total] of totals.entries()) if (total > 0) used.push(code);
    return used.sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || this.#byName(a, b));
  }

  /** Group numbers by how many changes, denied and failed calls they have here, then as `#largest`. */
  #mostTelling(codes: Uint32Array): readonly number[] {
    const outcomes = this.columns.group("outcome");
    const tells = this.columns.texts.map((text) => telling.has(text));
    const told = this.#totals(codes, (place) => tells[outcomes[place] ?? 0] ?? false);
    return [...this.#largest(codes)].sort((a, b) => (told[b] ?? 0) - (told[a] ?? 0));
  }

  /** By group number: how many of the events here count. */
  #totals(codes: Uint32Array, counts: (place: number) => boolean): Uint32Array {
    const { order, texts } = this.columns;
    const totals = new Uint32Array(texts.length);
    for (let at = this.#from; at < this.#to; at++) {
      const place = order[at] ?? 0;
      const code = codes[place] ?? 0;
      if (counts(place)) totals[code] = (totals[code] ?? 0) + 1;
    }
    return totals;
  }

  readonly #byName = (a: number, b: number): number => (this.#text(a) < this.#text(b) ? -1 : 1);

  /** Slot by group number; `other` where the group has none of its own. */
  #slots(named: readonly number[], other: number): Int32Array {
    const slots = new Int32Array(this.columns.texts.length).fill(other);
    named.forEach((code, slot) => {
      slots[code] = slot;
    });
    return slots;
  }

  #countInto(codes: Uint32Array, slots: Int32Array, lists: number): readonly number[][] {
    const counts = Array.from({ length: lists }, () => new Array<number>(this.buckets).fill(0));
    const { order, times } = this.columns;
    for (let at = this.#from; at < this.#to; at++) {
      const place = order[at] ?? 0;
      const list = counts[slots[codes[place] ?? 0] ?? -1];
      if (!list) continue;
      const bucket = Math.floor(((times[place] ?? 0) - this.firstMs) / this.bucketMs);
      list[bucket] = (list[bucket] ?? 0) + 1;
    }
    return counts;
  }

  #marks(codes: Uint32Array, slots: Int32Array, lists: number): readonly TimelineMark[][] {
    const marks = Array.from({ length: lists }, (): TimelineMark[] => []);
    const { order, times } = this.columns;
    const outcomes = this.columns.group("outcome");
    for (let at = this.#from; at < this.#to; at++) {
      const place = order[at] ?? 0;
      marks[slots[codes[place] ?? 0] ?? -1]?.push({
        id: this.columns.id(place),
        timeMs: times[place] ?? 0,
        outcome: this.#text(outcomes[place] ?? 0) as ChangeClass,
        marked: this.#text(this.columns.marks[place] ?? 0) !== "",
      });
    }
    return marks;
  }
}
