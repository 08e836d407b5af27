import type { Clock } from "../../core/base/clock.js";
import type { Releasable } from "../../core/base/disposables.js";

/**
 * Passes on that something changed: the first time at once, then at most once a gap, and always
 * once more after the last change, so that whoever listens ends up with the final state.
 */
export class ChangeNotifier implements Releasable {
  readonly #abort = new AbortController();
  #freeAtMs = 0;
  #waiting = false;

  constructor(
    private readonly clock: Clock,
    private readonly gapMs: number,
    private readonly notify: () => void,
  ) {}

  touch(): void {
    if (this.#waiting || this.#abort.signal.aborted) return;
    const waitMs = this.#freeAtMs - this.clock.now();
    if (waitMs <= 0) this.#send();
    else void this.#sendAfter(waitMs);
  }

  dispose(): void {
    this.#abort.abort();
  }

  async #sendAfter(waitMs: number): Promise<void> {
    this.#waiting = true;
    try {
      await this.clock.sleep(waitMs, this.#abort.signal);
    } catch {
      // Only disposal wakes the sleep early, and then nobody wants to hear of it.
      return;
    }
    this.#waiting = false;
    this.#send();
  }

  #send(): void {
    if (this.#abort.signal.aborted) return;
    this.#freeAtMs = this.clock.now() + this.gapMs;
    this.notify();
  }
}
