/** Time as the core sees it. Epoch milliseconds; `sleep` rejects with an AbortError when the signal fires. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
