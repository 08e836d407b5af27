import type { CloudTrailEvent, RecordProblem } from "../events/event.js";
import type { Explain } from "../events/explain.js";
import { readLookupRow } from "../events/reader/lookupRow.js";
import type { Batch } from "./archive.js";
import type { Interval, LookupRow, LookupScope } from "./lookup.js";
import type { LookupPlan } from "./plan.js";
import { LookupWalk, type WalkDeps, type WalkTask } from "./lookupWalk.js";
import type { Matcher } from "./matches.js";
import type { SeenNames } from "./seenNames.js";
import { toRow } from "./toRow.js";

type Order = Parameters<WalkTask["deliver"]>[1];

/** Events that may wait for the consumer before walks through the cache pause. */
const maxWaiting = 5_000;

export interface RunTask {
  readonly window: Interval;
  /** Exact ends of the query, which may cut into the window's first and last second. */
  readonly range: Interval;
  readonly matcher: Matcher | undefined;
  readonly seen: SeenNames;
  readonly explain: Explain;
}

/** One search under way: its walks put in what they find, the consumer takes batches out. */
export class SearchRun {
  #walks: readonly LookupWalk[] = [];
  #filteredHere: readonly string[] = [];
  readonly #ids = new Set<string>();
  /** Ids of events that were asked for ahead and have not come in their turn yet. */
  readonly #ahead = new Set<string>();
  #events: CloudTrailEvent[] = [];
  #problems: RecordProblem[] = [];
  #received = 0;
  #duplicates = 0;
  #unreadable = 0;
  #changed = false;
  #running = 0;
  #bug: { readonly error: unknown } | undefined;
  #closed = false;
  #wakeConsumer: () => void = () => undefined;
  #wakeWalks: (() => void)[] = [];

  constructor(
    private readonly deps: WalkDeps,
    private readonly task: RunTask,
  ) {}

  get received(): number {
    return this.#received;
  }

  /** True when every walk so far got to its end. */
  get complete(): boolean {
    return this.#walks.every((walk) => walk.asked().state === "complete");
  }

  /** Starts a walk for each scope and attribute of the plan, beside those that ended. */
  start(scopes: readonly LookupScope[], plan: LookupPlan, signal: AbortSignal): void {
    this.#filteredHere = plan.filteredHere;
    const walks = scopes.flatMap((scope) =>
      plan.attributes.map((attribute) => {
        const deliver: WalkTask["deliver"] = (rows, order) => this.#take(scope, rows, order);
        return new LookupWalk(this.deps, {
          scope,
          attribute,
          window: this.task.window,
          ahead: plan.ahead,
          deliver,
        });
      }),
    );
    this.#walks = [...this.#walks, ...walks];
    this.#running += walks.length;
    // Without any scope there is nothing to wait for, and that is what the one batch states.
    if (walks.length === 0) this.#changed = true;
    for (const walk of walks) void this.#follow(walk, signal);
  }

  /** What came since the last time, as soon as there is something; undefined when all walks have ended. */
  async next(): Promise<Batch | undefined> {
    while (!this.#changed && this.#running > 0) {
      await new Promise<void>((resolve) => (this.#wakeConsumer = resolve));
    }
    return this.#changed ? this.#batch() : undefined;
  }

  /** Throws what a walk did not expect. */
  throwBug(): void {
    if (this.#bug) throw this.#bug.error;
  }

  /** Nobody takes batches any more. Resolves when what can be kept was written to the cache. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#releaseWalks();
    await Promise.all(this.#walks.map((walk) => walk.saved()));
  }

  async #follow(walk: LookupWalk, signal: AbortSignal): Promise<void> {
    try {
      await walk.run(signal);
    } catch (error) {
      this.#bug ??= { error };
    }
    this.#running--;
    this.#announce();
  }

  async #take(scope: LookupScope, rows: readonly LookupRow[], order: Order): Promise<void> {
    rows.forEach((row, index) => this.#takeRow(scope, row, index, order));
    this.#announce();
    if (this.#events.length <= maxWaiting || this.#closed) return;
    await new Promise<void>((resolve) => this.#wakeWalks.push(resolve));
  }

  #takeRow(scope: LookupScope, row: LookupRow, index: number, order: Order): void {
    const read = readLookupRow(row, index, scope);
    if ("problem" in read) {
      this.#unreadable++;
      this.#problems.push(read.problem);
      return;
    }
    const { event } = read;
    const timeMs = row.EventTimeMs ?? event.timeMs;
    if (timeMs < this.task.range.fromMs || timeMs >= this.task.range.toMs) return;
    if (this.#ids.has(event.id)) {
      // What was asked for ahead was bound to come again.
      if (order === "in turn" && !this.#ahead.delete(event.id)) this.#duplicates++;
      return;
    }
    this.#ids.add(event.id);
    if (order === "ahead") this.#ahead.add(event.id);
    this.#received++;
    this.task.seen.learn(row, event);
    if (this.#matches(event)) this.#events.push(event);
  }

  #matches(event: CloudTrailEvent): boolean {
    const { matcher, explain } = this.task;
    if (!matcher) return true;
    const insight = explain(event);
    return matcher(event, insight, toRow(event, insight));
  }

  #announce(): void {
    this.#changed = true;
    this.#wakeConsumer();
  }

  #releaseWalks(): void {
    for (const wake of this.#wakeWalks.splice(0)) wake();
  }

  #batch(): Batch {
    const { window } = this.task;
    const batch: Batch = {
      events: this.#events,
      problems: this.#problems,
      asked: {
        ...window,
        scopes: this.#walks.map((walk) => walk.asked()),
        filteredHere: this.#filteredHere,
        received: this.#received,
        duplicates: this.#duplicates,
        unreadable: this.#unreadable,
      },
    };
    this.#events = [];
    this.#problems = [];
    this.#changed = false;
    this.#releaseWalks();
    return batch;
  }
}
