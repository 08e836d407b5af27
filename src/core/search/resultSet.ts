import type { SessionEvents } from "../events/actor/chains.js";
import type { CloudTrailEvent } from "../events/event.js";
import { explain, type Explain } from "../events/explain.js";
import type { ChangeClass } from "../events/insight.js";
import type { GroupSummary } from "../events/groups/group.js";
import { bucketTimeline, type TimelineColumns } from "../timeline/buckets.js";
import type { GroupBy, TimelineAnswer, TimelineAsk } from "../timeline/timeline.js";
import type { Interval } from "./lookup.js";
import type { FilterField } from "./query.js";
import { RecordBlocks } from "./recordBlocks.js";
import type { RowsView } from "./listRows.js";
import { ResultGroups } from "./resultGroups.js";
import { ResultRetries } from "./resultRetries.js";
import type { Column, Row, Sort } from "./row.js";
import { RowList } from "./rowList.js";
import { requestId, RowColumns, type CodedColumn } from "./rowColumns.js";
import { seenMarks, seenTexts, type SeenValue } from "./seenValues.js";
import { SessionIndex } from "./sessionIndex.js";
import { sortPlaces } from "./sortedPlaces.js";
import { fieldColumns } from "./fieldColumns.js";
import { TimeOrder } from "./timeOrder.js";

const groupColumns: Readonly<Record<GroupBy, CodedColumn>> = {
  outcome: "outcome",
  actor: "actor",
  service: "service",
  event: "eventName",
  region: "region",
  via: "via",
  session: "session",
};

/** Where an event stands among the calls of its session that are here. */
export interface SessionPlace {
  /** 1 for the first. */
  readonly position: number;
  readonly session: GroupSummary;
}

/**
 * The events of one search, in whatever order they arrive: rows by any sort, the timeline, and the whole events.
 * Holds 100,000 and more in little memory: rows as columns of numbers, records deflated.
 */
export class ResultSet {
  readonly #columns = new RowColumns();
  readonly #records = new RecordBlocks();
  readonly #groups = new ResultGroups(this.#columns);
  readonly #retries = new ResultRetries(this.#columns);
  readonly #sessionIndex = new SessionIndex(this.#records);
  readonly #timeOrder = new TimeOrder();
  readonly #sorted = new Map<string, Uint32Array>();
  #sortedRevision = 0;
  #revision = 0;
  #list: { readonly key: string; readonly list: RowList } | undefined;

  constructor(private readonly understand: Explain = explain) {}

  /** Grows with every change; the same number means the same rows in the same order. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#columns.size;
  }

  /** The events that handed out keys and began sessions. */
  get sessions(): SessionEvents {
    return this.#sessionIndex;
  }

  /** Adds what is not here yet; events are told apart by their id. */
  add(events: readonly CloudTrailEvent[]): void {
    const before = this.size;
    for (const event of events) {
      if (this.#columns.place(event.id) === undefined) this.#add(event);
    }
    if (this.size > before) this.#revision++;
  }

  #add(event: CloudTrailEvent): void {
    const insight = this.understand(event);
    const placing = this.#groups.placing(event, insight);
    const place = this.size;
    this.#columns.add(event, insight, placing);
    this.#sessionIndex.add(event, place);
    this.#records.add(event);
    placing.join(place);
    this.#retries.add(place, insight, event.errorCode);
  }

  counts(): Readonly<Record<ChangeClass, number>> {
    const count = (outcome: ChangeClass): number => this.#columns.countText("outcome", outcome);
    return {
      changed: count("changed"),
      read: count("read"),
      denied: count("denied"),
      failed: count("failed"),
      noise: count("noise"),
    };
  }

  /** From the oldest event to just after the newest; undefined when there is none. */
  spanMs(): Interval | undefined {
    const order = this.#byTime();
    const [first] = order;
    const last = order.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return { fromMs: this.#columns.timeMs(first), toMs: this.#columns.timeMs(last) + 1 };
  }

  /** The rows from `start` on, at most `count`; fewer at the end. */
  rows(sort: Sort, start: number, count: number): readonly Row[] {
    const { order, reversed } = this.#order(sort);
    const rows: Row[] = [];
    const end = Math.min(start + count, order.length);
    for (let at = Math.max(0, start); at < end; at++) {
      rows.push(this.#columns.row(order[reversed ? order.length - 1 - at : at] ?? 0));
    }
    return rows;
  }

  row(id: string): Row | undefined {
    const place = this.#columns.place(id);
    return place === undefined ? undefined : this.#columns.row(place);
  }

  /** How many failed calls were retried, and how many deployments and runs of tools changed something. */
  stories(): { readonly retries: number; readonly deployments: number } {
    return { retries: this.#retries.all(this.#byTime()).size, deployments: this.#groups.deployments() };
  }

  /** The rows as a list of their own lines, folded or not; it holds what is here now. */
  list(sort: Sort, view: RowsView): RowList {
    const key = JSON.stringify([sort, view, this.#revision]);
    if (this.#list?.key === key) return this.#list.list;
    const { order, reversed } = this.#order(sort);
    const list = new RowList(
      {
        columns: this.#columns,
        groups: this.#groups,
        retries: this.#retries.all(this.#byTime()),
        places: reversed ? order.slice().reverse() : order,
      },
      view,
    );
    this.#list = { key, list };
    return list;
  }

  /** Undefined when the event is not here or belongs to no session. */
  session(id: string): SessionPlace | undefined {
    const place = this.#columns.place(id);
    if (place === undefined) return undefined;
    const members = this.#groups.session(place, this.#byTime());
    const session = this.#groups.sessionSummary(members);
    return session && { position: members.indexOf(place) + 1, session };
  }

  /** Where an event stands in a sort order; undefined when it is not here. */
  indexOf(id: string, sort: Sort): number | undefined {
    const place = this.#columns.place(id);
    if (place === undefined) return undefined;
    if (sort.column !== "time") return this.#sortedBy(sort.column, sort.descending).indexOf(place);
    const index = this.#indexByTime(place);
    return sort.descending ? this.size - 1 - index : index;
  }

  event(id: string): CloudTrailEvent | undefined {
    const place = this.#columns.place(id);
    return place === undefined ? undefined : this.#records.event(place);
  }

  /** The next older or newer successful change of the resource an event is about. */
  neighbour(id: string, direction: "previous" | "next"): string | undefined {
    const place = this.#columns.place(id);
    if (place === undefined || this.#columns.text("resource", place) === "") return undefined;
    const order = this.#byTime();
    const step = direction === "previous" ? -1 : 1;
    for (let at = this.#indexByTime(place) + step; at >= 0 && at < order.length; at += step) {
      const other = order[at] ?? 0;
      if (this.#isChangeOfSame(place, other)) return this.#columns.id(other);
    }
    return undefined;
  }

  /** Older successful changes of the resource an event is about, newest first. */
  *changesBefore(id: string): Generator<CloudTrailEvent, void, undefined> {
    for (let older = this.neighbour(id, "previous"); older !== undefined;) {
      const event = this.event(older);
      if (event) yield event;
      older = this.neighbour(older, "previous");
    }
  }

  timeline(ask: TimelineAsk): TimelineAnswer {
    const columns: TimelineColumns = {
      order: this.#byTime(),
      times: this.#columns.times,
      texts: this.#columns.texts,
      group: (by) => this.#columns.codes(groupColumns[by]),
      marks: this.#columns.codes("marks"),
      id: (place) => this.#columns.id(place),
      groupAt: (place) => this.#groups.at(place),
      groupSummary: (span) => this.#groups.summary(span),
      sessionSummary: (places) => this.#groups.sessionSummary(places),
    };
    return bucketTimeline(columns, ask);
  }

  /** The values a field has among the results, most frequent first; none for fields that rows do not hold. */
  values(field: FilterField): readonly SeenValue[] {
    const column = fieldColumns[field];
    if (column === undefined) return [];
    const counts = this.#columns.countTexts(column);
    return field === "mark" ? seenMarks(this.#columns.texts, counts) : seenTexts(this.#columns.texts, counts);
  }

  /** How many of the results have exactly this value; fields that rows do not hold count none. */
  count(field: FilterField, value: string): number {
    if (field === "request") return this.#withRequest(value);
    const column = fieldColumns[field];
    return column === undefined ? 0 : this.#columns.countText(column, value);
  }

  /**
   * Whole events in a sort order, as they stand now: what arrives while they are taken is left out. Reads ahead in
   * portions, so that each block is inflated seldom.
   */
  *all(sort: Sort): Generator<CloudTrailEvent, void, undefined> {
    const { order, reversed } = this.#order(sort);
    const portion = sort.column === "time" ? 512 : 4096;
    for (let start = 0; start < order.length; start += portion) {
      const end = Math.min(start + portion, order.length);
      const places = reversed
        ? order.slice(order.length - end, order.length - start).reverse()
        : order.slice(start, end);
      yield* this.#records.events(places);
    }
  }

  #withRequest(id: string): number {
    const places = this.#columns.mayHaveRequest(id);
    return places.filter((place) => {
      const event = this.#records.event(place);
      return event !== undefined && requestId(event) === id;
    }).length;
  }

  /** Rows name a resource the way people do, so the service tells apart a bucket and a role of one name. */
  #isChangeOfSame(place: number, other: number): boolean {
    const columns = this.#columns;
    return (
      (["resource", "service", "accountId"] as const).every(
        (column) => columns.codes(column)[place] === columns.codes(column)[other],
      ) && columns.text("outcome", other) === "changed"
    );
  }

  #byTime(): Uint32Array {
    return this.#timeOrder.order(this.#columns.times, this.size);
  }

  /** Arrays of places are never changed, only replaced. Newest first is oldest first read from its end. */
  #order({ column, descending }: Sort): { readonly order: Uint32Array; readonly reversed: boolean } {
    if (column === "time") return { order: this.#byTime(), reversed: descending };
    return { order: this.#sortedBy(column, descending), reversed: false };
  }

  #sortedBy(column: Exclude<Column, "time">, descending: boolean): Uint32Array {
    if (this.#sortedRevision !== this.#revision) this.#sorted.clear();
    this.#sortedRevision = this.#revision;
    const key = `${column} ${String(descending)}`;
    const known = this.#sorted.get(key);
    if (known) return known;
    const sorted = sortPlaces(this.#columns, this.#byTime(), column, descending);
    this.#sorted.set(key, sorted);
    return sorted;
  }

  #indexByTime(place: number): number {
    const order = this.#byTime();
    const timeMs = this.#columns.timeMs(place);
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#columns.timeMs(order[middle] ?? 0) < timeMs) low = middle + 1;
      else high = middle;
    }
    return order.indexOf(place, low);
  }
}
