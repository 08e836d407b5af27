import type { Clock } from "../../../src/core/base/clock.js";

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/**
 * Time that passes only while somebody sleeps: it jumps to the earliest sleeper's end, so nobody waits
 * and what is measured is exact.
 */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #nowMs: number;
  #sleepers: Sleeper[] = [];

  constructor(nowMs = 0) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const stop = () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", stop, { once: true });
      setImmediate(() => this.#wakeFirst());
    });
  }

  #wakeFirst(): void {
    const first = this.#sleepers.reduce<Sleeper | undefined>(
      (best, each) => (best === undefined || each.atMs < best.atMs ? each : best),
      undefined,
    );
    if (!first) return;
    this.#sleepers = this.#sleepers.filter((each) => each !== first);
    this.#nowMs = Math.max(this.#nowMs, first.atMs);
    first.wake();
  }
}
