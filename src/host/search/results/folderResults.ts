import type { Clock } from "../../../core/base/clock.js";
import type { Releasable } from "../../../core/base/disposables.js";
import { roleChain } from "../../../core/events/actor/chains.js";
import type { CloudTrailEvent } from "../../../core/events/event.js";
import type { ChangeClass } from "../../../core/events/insight.js";
import { readRecord } from "../../../core/events/reader/record.js";
import type { LogStore, QuerySummary, TopField } from "../../../core/logs/logStore.js";
import type { Asked } from "../../../core/search/asked.js";
import type { RowsView } from "../../../core/search/listRows.js";
import type { FilterField, Query } from "../../../core/search/query.js";
import { openEndMs, openStartMs } from "../../../core/search/queryTime.js";
import type { SessionPlace } from "../../../core/search/resultSet.js";
import type { Sort } from "../../../core/search/row.js";
import type { SeenValue } from "../../../core/search/seenValues.js";
import type { TimelineAnswer, TimelineAsk } from "../../../core/timeline/timeline.js";
import type { RowsAnswer, RowsAsk } from "../../../shared/searchPanel.js";
import type { SearchSession } from "../searchSession.js";
import type { FolderReading } from "./folderReading.js";
import { issuersQuery, everything } from "./folderQueries.js";
import { FolderSessions } from "./folderSessions.js";
import { maxRows, windowStart, type PanelResults, type Totals } from "./panelResults.js";

const mostValues = 200;
/** Sessions on top of each other that are looked up for one event. */
const mostHops = 5;
const noCounts: Readonly<Record<ChangeClass, number>> = {
  changed: 0,
  read: 0,
  denied: 0,
  failed: 0,
  noise: 0,
};

/** The results of a question to a log folder: its index answers, windows of rows and buckets at a time. */
export class FolderResults implements PanelResults, Releasable {
  readonly #sessions: FolderSessions;
  readonly #stop: Releasable;
  #span: Totals["span"];
  #changes = 0;
  #seen = 0;
  readonly #values = new Map<string, readonly SeenValue[]>();
  #totals: { readonly key: string; readonly totals: Promise<Totals> } | undefined;

  constructor(
    private readonly store: LogStore,
    private readonly searches: SearchSession,
    private readonly reading: FolderReading,
    private readonly clock: Clock,
    onChanged: () => void,
  ) {
    this.#sessions = new FolderSessions(store);
    this.#seen = store.state.revision;
    this.#stop = store.changed(() => {
      if (store.state.revision !== this.#seen) this.#changes += 1;
      this.#seen = store.state.revision;
      onChanged();
    });
  }

  get revision(): number {
    return this.searches.revision + this.#changes;
  }

  get #query(): Query | undefined {
    return this.searches.run?.query;
  }

  /** Where the question leaves an end open, the folder's events are the end. */
  asked(): Asked | undefined {
    if (this.#query === undefined) return undefined;
    const asked = this.reading.asked(this.#query, this.clock.now());
    const span = this.#span ?? { fromMs: asked.fromMs, toMs: asked.toMs };
    return {
      ...asked,
      fromMs: asked.fromMs > openStartMs ? asked.fromMs : span.fromMs,
      toMs: asked.toMs < openEndMs ? asked.toMs : span.toMs,
    };
  }

  totals(signal: AbortSignal): Promise<Totals> {
    const key = String(this.revision);
    if (this.#totals?.key !== key) {
      const totals = this.#count(signal);
      this.#totals = { key, totals };
      totals.catch(() => (this.#totals = undefined));
    }
    return this.#totals.totals;
  }

  async #count(signal: AbortSignal): Promise<Totals> {
    const query = this.#query;
    const none = { shown: 0, counts: noCounts, retries: 0, deployments: 0, span: undefined };
    if (query === undefined) return none;
    const [summary, outcomes] = await Promise.all([
      this.store.summary(query, signal),
      this.store.top(query, "outcome", Object.keys(noCounts).length, signal),
    ]);
    this.#span = spanOf(summary);
    const counts = Object.fromEntries(outcomes.map(({ value, count }) => [value, count]));
    return { ...none, shown: summary.count, counts: { ...noCounts, ...counts }, span: this.#span };
  }

  async rows(ask: RowsAsk, signal: AbortSignal): Promise<RowsAnswer> {
    const query = this.#query;
    const { revision } = this;
    const { shown: total } = await this.totals(signal);
    if (query === undefined || total === 0) return { revision, total, start: 0, rows: [] };
    const { sort, anchorId } = ask;
    const anchor = anchorId === undefined ? undefined : await this.indexOf(anchorId, sort, undefined, signal);
    const start = windowStart(ask, anchor, total);
    const rows = await this.store.rows({ query, sort, start, count: Math.min(ask.count, maxRows) }, signal);
    return { revision, total, start, rows };
  }

  async indexOf(
    id: string,
    sort: Sort,
    _: RowsView | undefined,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    return this.#query && this.store.place(this.#query, sort, id, signal);
  }

  async timeline(ask: TimelineAsk, signal: AbortSignal): Promise<TimelineAnswer> {
    return this.store.timeline(this.#query ?? everything, ask, signal);
  }

  async neighbour(
    id: string,
    direction: "previous" | "next",
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (this.#query === undefined) return undefined;
    const step = direction === "previous" ? -1 : 1;
    const sort: Sort = { column: "time", descending: false };
    return this.store.neighbour({ query: this.#query, sort, id, step, which: "change" }, signal);
  }

  /** Looks up along with it the calls that handed out the keys behind it: the index has them at hand. */
  async event(id: string, signal: AbortSignal): Promise<CloudTrailEvent | undefined> {
    const { beside } = this.searches;
    const known = beside.event(id);
    if (known) return known;
    const stored = await this.store.event(id, signal);
    const read = stored && readRecord(stored.record, stored.index);
    if (!read || !("event" in read)) return undefined;
    beside.add([read.event]);
    await this.#addIssuers(read.event, signal);
    return read.event;
  }

  async #addIssuers(event: CloudTrailEvent, signal: AbortSignal): Promise<void> {
    const { beside } = this.searches;
    for (let hop = 0; hop < mostHops; hop++) {
      const { missing } = roleChain(event, beside.sessions);
      if (missing === undefined) return;
      const before = beside.size;
      const query = issuersQuery(missing);
      const ask = { query, sort: { column: "time", descending: true } as const, limit: 10 };
      for await (const records of this.store.records(ask, signal))
        beside.add(
          records.flatMap((record, index) => {
            const read = readRecord(record, index);
            return "event" in read ? [read.event] : [];
          }),
        );
      if (beside.size === before) return;
    }
  }

  session(event: CloudTrailEvent, signal: AbortSignal): Promise<SessionPlace | undefined> {
    return this.#sessions.place(event, this.searches.understand(event), signal);
  }

  async values(field: FilterField, signal: AbortSignal): Promise<readonly SeenValue[]> {
    const top = topFields[field];
    if (top === undefined) return [];
    const key = `${String(this.revision)} ${field}`;
    const values =
      this.#values.get(key) ?? (await this.store.top(this.#query ?? everything, top, mostValues, signal));
    if (this.#values.size >= Object.keys(topFields).length) this.#values.clear();
    this.#values.set(key, values);
    return values;
  }

  async count(field: FilterField, value: string, signal: AbortSignal): Promise<number> {
    const query = this.#query ?? everything;
    const filters = [...query.filters, { field, value, negated: false }];
    return (await this.store.summary({ ...query, filters }, signal)).count;
  }

  all(sort: Sort): ReturnType<PanelResults["all"]> {
    const query = this.#query ?? everything;
    const count = this.#seenCount;
    return { count, portions: portions(this.store, query, sort) };
  }

  get #seenCount(): number {
    return this.store.state.events;
  }

  dispose(): void {
    this.#stop.dispose();
  }
}

async function* portions(
  store: LogStore,
  query: Query,
  sort: Sort,
): AsyncGenerator<readonly CloudTrailEvent[], void, undefined> {
  const signal = new AbortController();
  try {
    for await (const records of store.records({ query, sort, limit: undefined }, signal.signal))
      yield records.flatMap((record, index) => {
        const read = readRecord(record, index);
        return "event" in read ? [read.event] : [];
      });
  } finally {
    signal.abort();
  }
}

const spanOf = ({ firstMs, lastMs }: QuerySummary): Totals["span"] =>
  firstMs === undefined || lastMs === undefined ? undefined : { fromMs: firstMs, toMs: lastMs + 1 };

/** Fields whose values the index counts. */
const topFields: Readonly<Partial<Record<FilterField, TopField>>> = {
  user: "user",
  event: "event",
  service: "service",
  resource: "resource",
  type: "type",
  key: "key",
  error: "error",
  ip: "ip",
  via: "via",
  outcome: "outcome",
  mark: "mark",
  recipient: "recipient",
};
