import { Failure } from "../../../src/core/base/failure.js";
import { clip, joinIntervals } from "../../../src/core/search/intervals.js";
import type {
  Interval,
  LookupAttribute,
  LookupPage,
  LookupPages,
  LookupRequest,
  LookupRow,
  LookupScope,
  LookupStore,
  ScopeResolver,
} from "../../../src/core/search/lookup.js";

/** LookupEvents as the user guide tells of it: newest first, 50 a page, one exact attribute, a token bound to its window. */
export class FakeHistory implements LookupPages {
  readonly requests: LookupRequest[] = [];
  /** Runs before a page is answered; may throw or wait. `count` is the number of the request, from 1. */
  before: (request: LookupRequest, count: number, signal: AbortSignal) => Promise<void> | void = () =>
    undefined;

  constructor(
    private readonly rows: Readonly<Record<string, readonly LookupRow[]>>,
    private readonly pageSize = 50,
  ) {}

  async fetch(request: LookupRequest, signal: AbortSignal): Promise<LookupPage> {
    signal.throwIfAborted();
    this.requests.push(request);
    await this.before(request, this.requests.length, signal);
    const { fromMs, toMs, attribute, token } = request;
    const bound = JSON.stringify([fromMs, toMs, attribute ?? null]);
    const [offset = "0", tokenBound = bound] = token?.split("|") ?? [];
    if (tokenBound !== bound) throw new Failure("archive/page-token", "The token belongs to another search.");
    const found = (this.rows[request.scope.region] ?? [])
      .filter(
        (row) => row.EventTimeMs === undefined || (row.EventTimeMs >= fromMs && row.EventTimeMs <= toMs),
      )
      .filter((row) => !attribute || hasAttribute(row, attribute))
      .sort((a, b) => (b.EventTimeMs ?? 0) - (a.EventTimeMs ?? 0));
    const start = Number(offset);
    const end = start + this.pageSize;
    return {
      rows: found.slice(start, end),
      next: end < found.length ? `${String(end)}|${bound}` : undefined,
    };
  }
}

function hasAttribute(row: LookupRow, { key, value }: LookupAttribute): boolean {
  if (key === "ResourceName") return row.Resources?.some((one) => one.ResourceName === value) ?? false;
  if (key === "ResourceType") return row.Resources?.some((one) => one.ResourceType === value) ?? false;
  return row[key] === value;
}

interface Entry {
  intervals: readonly Interval[];
  rows: readonly LookupRow[];
}

/** A cache that forgets nothing until told to fail. */
export class MemoryStore implements LookupStore {
  readonly entries = new Map<string, Entry>();
  readonly writes: { readonly interval: Interval; readonly rows: number }[] = [];
  failing: "covered" | "read" | "write" | undefined;

  async covered(scope: LookupScope, attribute: LookupAttribute | undefined): Promise<readonly Interval[]> {
    this.#failIf("covered");
    return this.#entry(scope, attribute).intervals;
  }

  async *read(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LookupRow[]> {
    this.#failIf("read");
    const rows = this.#entry(scope, attribute).rows.filter((row) => isIn(row, interval));
    for (let start = 0; start < rows.length; start += 100) {
      signal.throwIfAborted();
      yield rows.slice(start, start + 100);
    }
  }

  async write(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    rows: readonly LookupRow[],
  ): Promise<void> {
    this.#failIf("write");
    this.writes.push({ interval, rows: rows.length });
    const entry = this.#entry(scope, attribute);
    entry.rows = [...entry.rows.filter((row) => !isIn(row, interval)), ...rows];
    entry.intervals = joinIntervals([...entry.intervals, interval]);
  }

  #entry(scope: LookupScope, attribute: LookupAttribute | undefined): Entry {
    const key = `${scope.storeKey} ${attribute ? `${attribute.key}=${attribute.value}` : ""}`;
    const entry = this.entries.get(key) ?? { intervals: [], rows: [] };
    this.entries.set(key, entry);
    return entry;
  }

  #failIf(what: "covered" | "read" | "write"): void {
    if (this.failing === what) throw new Failure("cache/unreadable", "The cache is broken.");
  }
}

const isIn = (row: LookupRow, interval: Interval): boolean =>
  clip([{ fromMs: row.EventTimeMs ?? 0, toMs: (row.EventTimeMs ?? 0) + 1 }], interval).length > 0;

export const aScope = (region: string, accountId = "111122223333"): LookupScope => ({
  account: accountId,
  accountId,
  accountName: "acme-prod",
  region,
  storeKey: `${accountId}/${region}/test`,
});

/** Answers the Regions of the query, or these. */
export const fixedScopes = (...regions: readonly string[]): ScopeResolver => ({
  scopes: async (query) =>
    (query.regions.length > 0 ? query.regions : regions).map((region) => aScope(region)),
});
