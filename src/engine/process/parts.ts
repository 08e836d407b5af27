/** Parts of an answer as they come; leaving the loop early stops the work. */
export async function* asParts<T>(
  ask: (signal: AbortSignal, part: (value: T) => void) => Promise<unknown>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const waiting: T[] = [];
  let wake: (() => void) | undefined;
  const state = { ended: false };
  const work = ask(AbortSignal.any([signal, stop.signal]), (value) => {
    waiting.push(value);
    wake?.();
  }).finally(() => {
    state.ended = true;
    wake?.();
  });
  work.catch(() => undefined); // awaited below
  try {
    for (;;) {
      const part = waiting.shift();
      if (part !== undefined) yield part;
      else if (state.ended) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    await work;
  } finally {
    stop.abort();
  }
}
