import type { Clock } from "../../base/clock.js";
import type { Releasable } from "../../base/disposables.js";
import { isAborted, isFailure, type Failure } from "../../base/failure.js";
import { Pacer } from "../../base/pacer.js";
import { Signal } from "../../base/signal.js";
import type { Explain } from "../../events/explain.js";
import type { LookupPages, LookupScope } from "../../search/lookup.js";
import { ArchiveStates } from "./archiveStates.js";
import { askLookup } from "./askLookup.js";
import type { HistoryArchive, HistoryCache } from "./historyAnswer.js";
import type { HistorySubject } from "./historySubject.js";
import { lookupsOf } from "./historySubject.js";
import { isDue, LookupStates, type LookupState } from "./lookupStates.js";
import type { ResourceHistory } from "./resourceHistory.js";
import { historyFrom } from "./subjectHistory.js";

export interface LensQueueDeps {
  /** Waits for its turn among all who ask the account and Region, the search panel included. */
  readonly pages: LookupPages;
  readonly cache: HistoryCache;
  readonly clock: Clock;
  readonly explain?: () => Explain;
  /** Bugs end here rather than in an unhandled rejection; failures are part of the history. */
  readonly onBug: (error: unknown) => void;
}

/** LookupEvents takes two requests a second per account and Region (API reference); a little less is sure. */
const gapMs = 510;
/** After the service has throttled in spite of pacing, lenses leave it alone. */
const throttledRestMs = 5 * 60_000;
/** After any other failure, which would meet every lookup of the account and Region alike. */
const failedRestMs = 60_000;
/** The service answers within a second; more at once would only queue up where they cannot be called back. */
const mostAtOnce = 2;

/** Why lenses leave an account and Region alone, and until when (epoch milliseconds). */
export interface LaneTrouble {
  readonly failure: Failure;
  readonly untilMs: number;
}

/** One account and Region. */
interface Lane {
  readonly pacer: Pacer;
  isRunning: boolean;
  asking: number;
  /** Why the lane rests and until when. */
  trouble: LaneTrouble | undefined;
}

/**
 * Histories of the resources that are in sight. What is known answers at once; what is missing or old is asked for, top
 * resource first, one lookup at a time when its turn has come, so that nothing is asked for that has left the sight.
 * Names that resources share are asked once.
 */
export class LensQueue implements Releasable {
  /** Keys of the subjects whose history changed. */
  readonly changed = new Signal<readonly string[]>();
  readonly #lanes = new Map<string, Lane>();
  readonly #ended = new AbortController();
  readonly #lookups: LookupStates;
  readonly #archives: ArchiveStates;
  #visible: readonly HistorySubject[] = [];

  constructor(private readonly deps: LensQueueDeps) {
    this.#lookups = new LookupStates(deps.cache, (state) => this.#settled(state));
    this.#archives = new ArchiveStates((key) => this.changed.fire([key]));
  }

  /** The resources in sight, uppermost first; those that were in sight before and are not listed are let go. */
  show(subjects: readonly HistorySubject[]): void {
    if (this.#ended.signal.aborted) return;
    this.#visible = subjects;
    for (const subject of subjects) {
      this.#archives.need(subject, this.#ended.signal);
      for (const attribute of lookupsOf(subject).first) this.#lookups.need(subject.scope, attribute);
    }
    this.#pump();
  }

  /** What is known now, without asking. */
  historyOf(subject: HistorySubject): ResourceHistory {
    const failure = this.troubleOf(subject.scope)?.failure;
    return historyFrom(subject, this.#lookups, this.#archives.of(subject), failure);
  }

  /** Asks again for what a subject's answer rests on, as soon as it is in sight. */
  refresh(subject: HistorySubject): void {
    const { first, fallback } = lookupsOf(subject);
    this.#lookups.expire(subject.scope, [...first, ...fallback]);
    this.#lane(subject.scope).trouble = undefined;
    this.#pump();
  }

  /** Loaded folders and files; they answer before any request is made. */
  useArchives(archives: readonly HistoryArchive[]): void {
    this.#archives.use(archives);
    for (const subject of this.#visible) this.#archives.need(subject, this.#ended.signal);
    this.changed.fire(this.#visible.map(({ key }) => key));
  }

  /** Undefined when lookups of the account and Region go their way. */
  troubleOf({ storeKey }: LookupScope): LaneTrouble | undefined {
    const trouble = this.#lanes.get(storeKey)?.trouble;
    return trouble && trouble.untilMs > this.deps.clock.now() ? trouble : undefined;
  }

  /** Answers in memory go; the cache's own stay until it is cleared. */
  forget(): void {
    this.#lookups.forget();
    this.show(this.#visible);
  }

  dispose(): void {
    this.#visible = [];
    this.#ended.abort();
  }

  #settled(state: LookupState): void {
    if (state.answer || state.failure) this.changed.fire(this.#subjectsOf(state));
    this.#pump();
  }

  #subjectsOf({ scope, attribute }: LookupState): readonly string[] {
    return this.#visible
      .filter((subject) => {
        if (subject.scope.storeKey !== scope.storeKey) return false;
        const { first, fallback } = lookupsOf(subject);
        return [...first, ...fallback].some(
          ({ key, value }) => key === attribute.key && value === attribute.value,
        );
      })
      .map(({ key }) => key);
  }

  #pump(): void {
    for (const { scope } of this.#visible) {
      const lane = this.#lane(scope);
      if (!lane.isRunning && this.#next(scope.storeKey)) void this.#run(scope.storeKey, lane);
    }
  }

  #lane({ storeKey }: LookupScope): Lane {
    const known = this.#lanes.get(storeKey);
    if (known) return known;
    const lane: Lane = {
      pacer: new Pacer(gapMs, this.deps.clock),
      isRunning: false,
      asking: 0,
      trouble: undefined,
    };
    this.#lanes.set(storeKey, lane);
    return lane;
  }

  /** Takes turns as long as something in sight is due; what is asked is decided when the turn has come. */
  async #run(storeKey: string, lane: Lane): Promise<void> {
    lane.isRunning = true;
    try {
      while (this.#next(storeKey)) {
        await lane.pacer.turn(this.#ended.signal);
        const state = this.#next(storeKey);
        if (state) void this.#ask(state, lane);
      }
    } catch (error) {
      if (!isAborted(error)) this.deps.onBug(error);
    } finally {
      lane.isRunning = false;
    }
  }

  /** The lookup that is due first: the first names of all that is in sight, then the second ones, and so on. */
  #next(storeKey: string): LookupState | undefined {
    const nowMs = this.deps.clock.now();
    const lane = this.#lanes.get(storeKey);
    if (!lane || lane.asking >= mostAtOnce || (lane.trouble?.untilMs ?? -Infinity) > nowMs) return undefined;
    const mine = this.#visible.filter(({ scope }) => scope.storeKey === storeKey);
    const lists = mine.map((subject) => this.#wanted(subject));
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    for (let rank = 0; rank < longest; rank++)
      for (const list of lists) {
        const state = list[rank];
        if (state && isDue(state, nowMs)) return state;
      }
    return undefined;
  }

  #wanted(subject: HistorySubject): readonly LookupState[] {
    const { first, fallback } = lookupsOf(subject);
    const need = (attribute: LookupState["attribute"]): LookupState =>
      this.#lookups.need(subject.scope, attribute);
    const states = first.map(need);
    if (fallback.length === 0 || !states.every(({ answer }) => answer)) return states;
    return this.historyOf(subject).changes.length > 0 ? states : [...states, ...fallback.map(need)];
  }

  async #ask(state: LookupState, lane: Lane): Promise<void> {
    const { pages, cache, clock, explain } = this.deps;
    const { signal } = this.#ended;
    state.isAsking = true;
    lane.asking++;
    try {
      const nextTurn = (): Promise<void> => lane.pacer.turn(signal);
      const options = { pages, nowMs: clock.now(), nextTurn, ...(explain && { explain: explain() }) };
      state.answer = await askLookup(state, options, signal);
      state.failure = undefined;
      state.isStale = false;
      lane.trouble = undefined;
      await cache.write(state.scope, state.attribute, state.answer);
    } catch (error) {
      if (isFailure(error)) {
        state.failure = error;
        const forMs = error.code === "aws/throttled" ? throttledRestMs : failedRestMs;
        lane.trouble = { failure: error, untilMs: clock.now() + forMs };
      } else if (!isAborted(error)) this.deps.onBug(error);
    } finally {
      state.isAsking = false;
      lane.asking--;
      if (!signal.aborted) this.#settled(state);
    }
  }
}
