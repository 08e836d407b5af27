import type { Clock } from "../core/base/clock.js";

/** The machine's clock. `sleep` never holds the process open. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(aborted());
        return;
      }
      const cancel = (): void => {
        clearTimeout(timer);
        reject(aborted());
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", cancel);
        resolve();
      }, ms);
      timer.unref();
      signal?.addEventListener("abort", cancel, { once: true });
    }),
};

const aborted = (): DOMException => new DOMException("aborted", "AbortError");
