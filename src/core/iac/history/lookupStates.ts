import { isFailure, type Failure } from "../../base/failure.js";
import type { LookupAttribute, LookupScope } from "../../search/lookup.js";
import { freshUntilMs, type HistoryCache, type LookupAnswer } from "./historyAnswer.js";
import { lookupKey } from "./historySubject.js";

/** What is known of one lookup; several resources may need the same. */
export interface LookupState {
  readonly key: string;
  readonly scope: LookupScope;
  readonly attribute: LookupAttribute;
  answer: LookupAnswer | undefined;
  /** The cache has been asked, whether it knew anything or not. */
  isLoaded: boolean;
  isAsking: boolean;
  failure: Failure | undefined;
  /** Somebody wants to know anew, whatever the answer's age. */
  isStale: boolean;
}

/** Lookups by their key, each loaded from the cache when it is first needed. */
export class LookupStates {
  readonly #states = new Map<string, LookupState>();

  constructor(
    private readonly cache: HistoryCache,
    private readonly loaded: (state: LookupState) => void,
  ) {}

  get(scope: LookupScope, attribute: LookupAttribute): LookupState | undefined {
    return this.#states.get(lookupKey(scope, attribute));
  }

  need(scope: LookupScope, attribute: LookupAttribute): LookupState {
    const key = lookupKey(scope, attribute);
    const known = this.#states.get(key);
    if (known) return known;
    const state: LookupState = {
      key,
      scope,
      attribute,
      answer: undefined,
      isLoaded: false,
      isAsking: false,
      failure: undefined,
      isStale: false,
    };
    this.#states.set(key, state);
    void this.#load(state);
    return state;
  }

  /** Answers are asked for again, whatever their age; what they say stays until then. */
  expire(scope: LookupScope, attributes: readonly LookupAttribute[]): void {
    for (const attribute of attributes) {
      const state = this.get(scope, attribute);
      if (state) state.isStale = true;
    }
  }

  forget(): void {
    this.#states.clear();
  }

  async #load(state: LookupState): Promise<void> {
    try {
      state.answer ??= await this.cache.read(state.scope, state.attribute);
    } catch (error) {
      if (!isFailure(error)) throw error;
      state.failure = error; // told in the tooltip; the service is asked as if nothing had been kept
    } finally {
      state.isLoaded = true;
      this.loaded(state);
    }
  }
}

/** Whether the service should be asked at this moment. */
export function isDue({ isLoaded, isAsking, isStale, answer }: LookupState, nowMs: number): boolean {
  if (!isLoaded || isAsking) return false;
  return isStale || !answer || nowMs >= freshUntilMs(answer);
}
