import { abortError } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";

/** The machine's clock. A sleeper keeps the process alive: there is nothing else that would. */
export const processClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancel = (): void => {
        clearTimeout(timer);
        reject(signal ? abortError(signal) : new DOMException("aborted", "AbortError"));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", cancel);
        resolve();
      }, ms);
      if (signal?.aborted) cancel();
      else signal?.addEventListener("abort", cancel, { once: true });
    }),
};
