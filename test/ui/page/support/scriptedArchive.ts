import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { explain } from "../../../../src/core/events/explain.js";
import type { Archive, Batch } from "../../../../src/core/search/archive.js";
import type { Asked, AskedScope } from "../../../../src/core/search/asked.js";
import { matcherOf } from "../../../../src/core/search/matches.js";
import type { Query } from "../../../../src/core/search/query.js";
import { toRow } from "../../../../src/core/search/toRow.js";

export const nowMs = Date.UTC(2026, 10, 23, 15, 30);

const pageSize = 50;

type ScopeFailure = NonNullable<AskedScope["failure"]>;

/** Events of made-up Regions that come in pages, newest first, one Region after the other, as fast as a test lets them. */
export class ScriptedArchive implements Archive {
  /** Pages that may still leave; Infinity lets the search run through. */
  allowed = Infinity;
  /** Wait before each page. */
  pageMs = 0;
  pageSize = pageSize;
  /** Region code -> why nothing can be had from it. */
  readonly failures = new Map<string, ScopeFailure>();
  /** Thrown instead of any answer. */
  failure: Error | undefined;
  searches = 0;
  #wake: () => void = () => undefined;

  constructor(
    public events: readonly CloudTrailEvent[],
    private readonly regions: readonly string[] = ["eu-west-1", "us-east-1"],
  ) {}

  /** Lets so many more pages leave. */
  allow(pages: number): void {
    this.allowed += pages;
    this.#wake();
  }

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch> {
    this.searches += 1;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
    if (this.failure) throw this.failure;
    const { range } = query;
    const span = range.kind === "exact" ? range : { fromMs: nowMs - range.ms, toMs: nowMs };
    const regions = query.regions.length > 0 ? query.regions : this.regions;
    const walks = regions.map(
      (region) => new Walk(region, this.#of(region, span), span.fromMs, this.pageSize, query),
    );
    for (const walk of walks) walk.fail(this.failures.get(walk.region));
    const received = { count: 0 };
    yield { events: [], problems: [], asked: askedOf(walks, query, span, received.count) };
    while (walks.some((walk) => walk.isOpen)) {
      for (const walk of walks.filter(({ isOpen }) => isOpen)) {
        await this.#turn(signal);
        const page = walk.next();
        received.count += page.length;
        const matches = matcherOf(query);
        const events = matches ? page.filter((event) => passes(event, matches)) : page;
        yield { events, problems: [], asked: askedOf(walks, query, span, received.count) };
      }
    }
  }

  #of(region: string, span: { fromMs: number; toMs: number }): readonly CloudTrailEvent[] {
    return this.events.filter(
      (event) => event.region === region && event.timeMs >= span.fromMs && event.timeMs < span.toMs,
    );
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (this.allowed <= 0 && !signal.aborted) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.pageMs > 0) await new Promise((resolve) => setTimeout(resolve, this.pageMs));
    signal.throwIfAborted();
    this.allowed -= 1;
  }
}

function passes(event: CloudTrailEvent, matches: NonNullable<ReturnType<typeof matcherOf>>): boolean {
  const insight = explain(event);
  return matches(event, insight, toRow(event, insight));
}

/** One Region of a search and how far it was read. */
class Walk {
  #at = 0;
  #state: AskedScope["state"] = "running";
  #failure: ScopeFailure | undefined;

  constructor(
    readonly region: string,
    private readonly events: readonly CloudTrailEvent[],
    private readonly fromMs: number,
    private readonly pageSize: number,
    private readonly query: Query,
  ) {}

  get isOpen(): boolean {
    return this.#state === "running";
  }

  fail(failure: ScopeFailure | undefined): void {
    if (!failure) return;
    this.#failure = failure;
    this.#state = "failed";
  }

  next(): readonly CloudTrailEvent[] {
    const page = this.events.slice(this.#at, this.#at + this.pageSize);
    this.#at += page.length;
    if (this.#at >= this.events.length) this.#state = "complete";
    return page;
  }

  toScope(toMs: number): AskedScope {
    const user = this.query.filters.find(({ field, negated }) => field === "user" && !negated);
    const last = this.events[this.#at - 1];
    return {
      account: "111122223333",
      accountId: "111122223333",
      region: this.region,
      attribute: user ? `Username=${user.value}` : undefined,
      pages: Math.ceil(this.#at / this.pageSize),
      cachedPages: 0,
      reachedMs: this.#state === "complete" ? this.fromMs : (last?.timeMs ?? toMs),
      state: this.#state,
      ...(this.#failure ? { failure: this.#failure } : {}),
    };
  }
}

const askedOf = (
  walks: readonly Walk[],
  query: Query,
  span: { fromMs: number; toMs: number },
  received: number,
): Asked => ({
  fromMs: span.fromMs,
  toMs: span.toMs,
  scopes: walks.map((walk) => walk.toScope(span.toMs)),
  filteredHere: query.filters
    .filter(({ field, negated }) => field !== "user" || negated)
    .map(({ field, value, negated }) => `${negated ? "-" : ""}${field}:${value}`),
  received,
  duplicates: 0,
  unreadable: 0,
});
