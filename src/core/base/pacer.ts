import { abortable, throwIfAborted } from "./abort.js";
import type { Clock } from "./clock.js";

/** The widest gap is this many times the usual one: 8 s between requests where 510 ms are usual. */
const widest = 16;

/**
 * Hands out turns at least a gap apart, in the order they were asked for. The gap doubles when the service
 * throttles and comes back step by step while it answers.
 */
export class Pacer {
  #gapMs: number;
  #nextMs = -Infinity;
  #tail: Promise<void> = Promise.resolve();

  constructor(
    readonly usualGapMs: number,
    private readonly clock: Clock,
  ) {
    this.#gapMs = usualGapMs;
  }

  get gapMs(): number {
    return this.#gapMs;
  }

  /** Resolves when it is the caller's turn. A caller that aborts leaves at once and takes no turn away. */
  turn(signal: AbortSignal): Promise<void> {
    const mine = this.#tail.then(() => this.#wait(signal));
    this.#tail = mine.catch(() => undefined); // whoever asked hears of it; the next in line only needs the end
    return abortable(mine, signal);
  }

  /** The service said "too many": everyone waits longer, also those who are in line already. */
  throttled(): void {
    this.#gapMs = Math.min(this.#gapMs * 2, this.usualGapMs * widest);
    this.#nextMs = Math.max(this.#nextMs, this.clock.now() + this.#gapMs);
  }

  answered(): void {
    this.#gapMs = Math.max(this.usualGapMs, this.#gapMs * 0.8);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    for (let left = this.#nextMs - this.clock.now(); left > 0; left = this.#nextMs - this.clock.now()) {
      await this.clock.sleep(left, signal);
    }
    this.#nextMs = this.clock.now() + this.#gapMs;
  }
}
