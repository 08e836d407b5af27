import { throwIfAborted } from "../base/abort.js";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import { explain, type Explain } from "../events/explain.js";
import type { Archive, Batch } from "./archive.js";
import type { Interval, LookupPages, LookupScope, LookupStore, ScopeResolver } from "./lookup.js";
import { matcherOf } from "./matches.js";
import { planLookup } from "./plan.js";
import type { Query } from "./query.js";
import { SearchRun } from "./searchRun.js";
import { SeenNames } from "./seenNames.js";
import { pinWindow } from "./window.js";

export interface EventHistoryDeps {
  readonly pages: LookupPages;
  readonly scopes: ScopeResolver;
  readonly store: LookupStore;
  readonly clock: Clock;
  /**
   * How long after its time an event may still arrive; younger rows are not kept. CloudTrail delivers within about
   * 5 minutes on average and promises nothing; 20 minutes without this.
   */
  readonly settleMs?: number;
  readonly log?: Log;
  /** How events are understood that a query filters by, asked for once a search. */
  readonly explain?: () => Explain;
}

const defaultSettleMs = 20 * 60_000;

/**
 * CloudTrail's event history (LookupEvents) as an archive: management events of the last 90 days. Several accounts
 * and Regions are asked side by side; one that fails does not stop the others. A rejected account, aborting before
 * anything was asked, and bugs throw; all else is told by `asked`. When stopped, a last batch says how far it got.
 */
export class EventHistory implements Archive {
  /** Grows over all searches, so that later ones can ask for people and resources in the form the service uses. */
  readonly #seen = new SeenNames();

  constructor(private readonly deps: EventHistoryDeps) {}

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    const scopes = await this.deps.scopes.scopes(query, signal);
    throwIfAborted(signal);
    const run = this.#run(query);
    const ended = new AbortController();
    try {
      yield* this.#follow(query, scopes, run, AbortSignal.any([signal, ended.signal]));
    } finally {
      ended.abort();
      await run.close();
    }
    run.throwBug();
  }

  #run(query: Query): SearchRun {
    const { settleMs = defaultSettleMs, ...ports } = this.deps;
    const window = pinWindow(query.range, this.deps.clock.now());
    const task = {
      window,
      range: exactRange(query, window),
      matcher: matcherOf(query),
      seen: this.#seen,
      explain: this.deps.explain?.() ?? explain,
    };
    return new SearchRun({ ...ports, settleMs }, task);
  }

  async *#follow(
    query: Query,
    scopes: readonly LookupScope[],
    run: SearchRun,
    signal: AbortSignal,
  ): AsyncGenerator<Batch, void, undefined> {
    const plan = planLookup(query, this.#seen);
    run.start(scopes, plan, signal);
    yield* batches(run);
    const nothing = run.received === 0 && run.complete && !signal.aborted;
    if (!plan.fallback || !nothing || scopes.length === 0) return;
    run.start(scopes, plan.fallback, signal);
    yield* batches(run);
  }
}

async function* batches(run: SearchRun): AsyncGenerator<Batch, void, undefined> {
  for (let batch = await run.next(); batch; batch = await run.next()) yield batch;
}

/** Exact ends may lie inside the second the window begins or ends with. */
function exactRange(query: Query, window: Interval): Interval {
  const { range } = query;
  if (range.kind === "last") return window;
  return { fromMs: Math.max(window.fromMs, range.fromMs), toMs: Math.min(window.toMs, range.toMs) };
}
