import { isAborted, isFailure, type Failure } from "../base/failure.js";
import { throwIfAborted } from "../base/abort.js";
import type { Clock } from "../base/clock.js";
import { silentLog, type Log } from "../base/log.js";
import type { AskedScope } from "./asked.js";
import { clip, gaps, joinIntervals, reachedBack } from "./intervals.js";
import type {
  Interval,
  LookupAttribute,
  LookupPage,
  LookupPages,
  LookupRequest,
  LookupRow,
  LookupScope,
  LookupStore,
} from "./lookup.js";
import { SettledRows } from "./settledRows.js";

export interface WalkDeps {
  readonly pages: LookupPages;
  readonly store: LookupStore;
  readonly clock: Clock;
  /** How long after its time an event may still arrive in event history. */
  readonly settleMs: number;
  readonly log?: Log;
}

/** What one walk is about. */
export interface WalkTask {
  readonly scope: LookupScope;
  readonly attribute: LookupAttribute | undefined;
  readonly window: Interval;
  /** The newest events of each are asked for after the first page of a stretch that has more pages. */
  readonly ahead: readonly LookupAttribute[];
  /**
   * Takes rows as they come; a walk through the cache waits for it. Rows that were asked for `ahead` come again in
   * their place in time.
   */
  readonly deliver: (rows: readonly LookupRow[], order: "in turn" | "ahead") => Promise<void>;
}

const secondMs = 1000;

/**
 * Asks one scope for one attribute over a window: what the cache covers is read from it, only the rest is asked of
 * the service, newest first. What comes and can no longer change is given to the cache, as far as the walk got.
 */
export class LookupWalk {
  #state: AskedScope["state"] = "waiting";
  #failure: AskedScope["failure"];
  #pages = 0;
  #cachedPages = 0;
  #done: readonly Interval[] = [];
  readonly #saving: Promise<void>[] = [];

  constructor(
    private readonly deps: WalkDeps,
    private readonly task: WalkTask,
  ) {}

  asked(): AskedScope {
    const { scope, attribute, window } = this.task;
    return {
      account: scope.account,
      accountId: scope.accountId,
      region: scope.region,
      attribute: attribute && `${attribute.key}=${attribute.value}`,
      pages: this.#pages,
      cachedPages: this.#cachedPages,
      reachedMs: reachedBack(window, this.#done),
      state: this.#state,
      ...(this.#failure ? { failure: this.#failure } : {}),
    };
  }

  /** Resolves when the walk has ended, whether complete, stopped or failed; rejects only for a bug. */
  async run(signal: AbortSignal): Promise<void> {
    this.#state = "running";
    try {
      await this.#walk(signal);
      this.#state = "complete";
    } catch (error) {
      if (signal.aborted || isAborted(error)) this.#state = "stopped";
      else if (isFailure(error)) this.#fail(error);
      else {
        this.#state = "failed";
        throw error;
      }
    }
  }

  /** Resolves when everything that can be kept was written. */
  async saved(): Promise<void> {
    await Promise.all(this.#saving);
  }

  #fail({ code, message, detail }: Failure): void {
    this.#state = "failed";
    this.#failure = { code, message, detail };
  }

  async #walk(signal: AbortSignal): Promise<void> {
    const { attribute, window } = this.task;
    const own = await this.#covered(attribute);
    const others = attribute
      ? (await this.#covered(undefined)).flatMap((interval) => gaps(interval, own))
      : [];
    const missing = gaps(window, [...own, ...others]);
    const unreadable: Interval[] = [];
    const [cached, fresh] = await Promise.allSettled([
      this.#readCached(own, attribute, others, unreadable, signal),
      this.#askAll(missing, signal),
    ]);
    for (const result of [fresh, cached]) if (result.status === "rejected") throw result.reason;
    await this.#askAll(unreadable, signal);
  }

  async #covered(attribute: LookupAttribute | undefined): Promise<readonly Interval[]> {
    try {
      return clip(await this.deps.store.covered(this.task.scope, attribute), this.task.window);
    } catch (error) {
      this.#warn("The cache of event history could not be read; the service is asked instead.", error);
      return [];
    }
  }

  /** What the cache fails to give is listed in `unreadable`. */
  async #readCached(
    own: readonly Interval[],
    attribute: LookupAttribute | undefined,
    others: readonly Interval[],
    unreadable: Interval[],
    signal: AbortSignal,
  ): Promise<void> {
    const parts = [
      ...own.map((interval) => ({ interval, attribute, keep: (): boolean => true })),
      ...others.map((interval) => ({ interval, attribute: undefined, keep: attributeTest(attribute) })),
    ].sort((a, b) => b.interval.toMs - a.interval.toMs);
    for (const { interval, attribute: stored, keep } of parts) {
      try {
        for await (const rows of this.deps.store.read(this.task.scope, stored, interval, signal)) {
          throwIfAborted(signal);
          this.#cachedPages++;
          await this.task.deliver(rows.filter(keep), "in turn");
        }
        this.#reached(interval);
      } catch (error) {
        if (signal.aborted || isAborted(error)) throw error;
        this.#warn(
          "A part of the cache of event history could not be read; the service is asked instead.",
          error,
        );
        unreadable.push(interval);
      }
    }
  }

  async #askAll(intervals: readonly Interval[], signal: AbortSignal): Promise<void> {
    for (const interval of [...intervals].reverse()) await this.#ask(interval, signal);
  }

  /** One interval page by page. A token the service no longer takes starts the rest anew from where it got to. */
  async #ask(interval: Interval, signal: AbortSignal): Promise<void> {
    const settledMs = Math.floor((this.deps.clock.now() - this.deps.settleMs) / secondMs) * secondMs;
    const kept = new SettledRows(Math.min(interval.toMs, settledMs), (part, rows) => this.#write(part, rows));
    try {
      let rest: Interval | undefined = interval;
      while (rest) rest = await this.#askPages(interval, rest, kept, signal);
    } finally {
      this.#saving.push(kept.finish());
    }
  }

  /** Undefined when the interval is complete, else what is left after a refused token. */
  async #askPages(
    interval: Interval,
    part: Interval,
    kept: SettledRows,
    signal: AbortSignal,
  ): Promise<Interval | undefined> {
    const { scope, attribute } = this.task;
    let token: string | undefined;
    let oldestMs = part.toMs;
    let isFirst = part === interval;
    do {
      let page: LookupPage;
      try {
        page = await this.#fetch({ scope, attribute, ...part, token }, signal);
      } catch (error) {
        const refused = isFailure(error) && error.code === "archive/page-token" && token !== undefined;
        if (refused && oldestMs + secondMs < part.toMs)
          return { fromMs: part.fromMs, toMs: oldestMs + secondMs };
        throw error;
      }
      token = page.next;
      oldestMs = page.rows.reduce((oldest, row) => Math.min(oldest, row.EventTimeMs ?? oldest), oldestMs);
      const completeMs =
        token === undefined ? part.fromMs : Math.floor(oldestMs / secondMs) * secondMs + secondMs;
      this.#reached({ fromMs: completeMs, toMs: interval.toMs });
      await this.task.deliver(page.rows, "in turn");
      await kept.take(page.rows, completeMs);
      if (isFirst && token !== undefined) await this.#lookAhead(interval, signal);
      isFirst = false;
    } while (token !== undefined);
    return undefined;
  }

  async #lookAhead(interval: Interval, signal: AbortSignal): Promise<void> {
    const { scope, ahead, deliver } = this.task;
    for (const attribute of ahead) {
      const page = await this.#fetch({ scope, attribute, ...interval, token: undefined }, signal);
      await deliver(page.rows, "ahead");
    }
  }

  #reached(interval: Interval): void {
    this.#done = joinIntervals([...this.#done, interval]);
  }

  async #fetch(request: LookupRequest, signal: AbortSignal): Promise<LookupPage> {
    throwIfAborted(signal);
    const page = await this.deps.pages.fetch(request, signal);
    this.#pages++;
    return page;
  }

  async #write(interval: Interval, rows: readonly LookupRow[]): Promise<void> {
    try {
      await this.deps.store.write(this.task.scope, this.task.attribute, interval, rows);
    } catch (error) {
      this.#warn("Search results could not be kept on disk; the next search asks for them again.", error);
    }
  }

  #warn(what: string, error: unknown): void {
    (this.deps.log ?? silentLog).warn(`${what} ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What the service would have answered with for an attribute: exact comparison, no wildcards. */
function attributeTest(attribute: LookupAttribute | undefined): (row: LookupRow) => boolean {
  if (!attribute) return () => true;
  const { key, value } = attribute;
  if (key === "ResourceName")
    return (row) => (row.Resources ?? []).some((resource) => resource.ResourceName === value);
  if (key === "ResourceType")
    return (row) => (row.Resources ?? []).some((resource) => resource.ResourceType === value);
  return (row) => row[key] === value;
}
