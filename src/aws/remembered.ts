import type { Clock } from "../core/base/clock.js";
import { isAborted } from "../core/base/failure.js";

/** A failure is kept this long, so that ten requests at once do not ask ten times, and a retry asks again. */
const failureMs = 3000;

interface Slot<T> {
  readonly version: string;
  readonly work: Promise<T>;
  state:
    | { readonly done: "no" }
    | { readonly done: "value"; readonly value: T }
    | { readonly done: "failed"; readonly atMs: number };
}

/** Answers by key, each asked for once at a time; an answer counts as long as its version does. */
export class Remembered<T> {
  readonly #slots = new Map<string, Slot<T>>();

  constructor(
    private readonly clock: Clock,
    /** Says when a kept answer has to be asked for anew. */
    private readonly isStale: (value: T) => boolean = () => false,
  ) {}

  get(key: string, version: string): T | undefined {
    const slot = this.#slots.get(key);
    return slot?.version === version && slot.state.done === "value" && !this.isStale(slot.state.value)
      ? slot.state.value
      : undefined;
  }

  take(key: string, version: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#slots.get(key);
    if (known && this.#counts(known, version)) return known.work;
    const slot: Slot<T> = { version, work: ask(), state: { done: "no" } };
    this.#slots.set(key, slot);
    slot.work.then(
      (value) => (slot.state = { done: "value", value }),
      (error: unknown) => {
        slot.state = { done: "failed", atMs: this.clock.now() };
        if (isAborted(error) && this.#slots.get(key) === slot) this.#slots.delete(key);
      },
    );
    return slot.work;
  }

  forget(key: string): void {
    this.#slots.delete(key);
  }

  forgetFailures(): void {
    for (const [key, { state }] of this.#slots) if (state.done === "failed") this.#slots.delete(key);
  }

  clear(): void {
    this.#slots.clear();
  }

  #counts({ version, state }: Slot<T>, wanted: string): boolean {
    if (version !== wanted) return false;
    switch (state.done) {
      case "no":
        return true;
      case "value":
        return !this.isStale(state.value);
      case "failed":
        return this.clock.now() - state.atMs < failureMs;
    }
  }
}
