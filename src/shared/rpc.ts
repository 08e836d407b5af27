/** The two ends of `postMessage`, so that both sides and the tests share this file. */
export interface Port {
  post(message: Envelope): void;
  listen(receive: (message: Envelope) => void): () => void;
}

export interface WireError {
  readonly code: string;
  readonly message: string;
}

export type Envelope =
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly arg: unknown }
  | { readonly kind: "cancel"; readonly id: number }
  | { readonly kind: "done"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly error: WireError }
  /** The host's only push: something the page shows is out of date, ask again. */
  | { readonly kind: "changed"; readonly what: Changed };

export type Changed = "answer" | "accounts" | "query";

type Method = (arg: never, signal: AbortSignal) => Promise<unknown>;
export type Methods<T> = { [K in keyof T]: Method };
type Arg<F> = F extends (arg: infer A, signal: AbortSignal) => Promise<unknown> ? A : never;
type Result<F> = F extends (...args: never[]) => Promise<infer R> ? R : never;

/** Answers calls until the returned function is called; calls that run are aborted then. */
export function serve<T extends Methods<T>>(
  port: Port,
  methods: T,
  describe: (error: unknown) => WireError,
): () => void {
  const running = new Map<number, AbortController>();
  const answer = async (id: number, name: string, arg: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      if (!Object.hasOwn(methods, name)) throw new Error(`no such method: ${name}`);
      const method = methods[name as keyof T];
      port.post({ kind: "done", id, value: await method(arg as never, abort.signal) });
    } catch (error) {
      port.post({ kind: "failed", id, error: describe(error) });
    } finally {
      running.delete(id);
    }
  };
  const stop = port.listen((message) => {
    if (message.kind === "cancel") running.get(message.id)?.abort();
    else if (message.kind === "call") void answer(message.id, message.name, message.arg);
  });
  return () => {
    stop();
    for (const abort of running.values()) abort.abort();
  };
}

/** A failure the other side described; `code` is its FailureCode, or `bug`. */
export class RemoteError extends Error {
  override readonly name = "RemoteError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The asking end. A call whose signal fires rejects at once and aborts the work on the other side. */
export class Client<T extends Methods<T>> {
  #lastId = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  constructor(
    private readonly port: Port,
    onChanged: (what: Changed) => void = () => undefined,
  ) {
    port.listen((message) => {
      if (message.kind === "changed") onChanged(message.what);
      else if (message.kind === "done") this.#take(message.id)?.resolve(message.value);
      else if (message.kind === "failed")
        this.#take(message.id)?.reject(new RemoteError(message.error.code, message.error.message));
    });
  }

  call<K extends keyof T & string>(name: K, arg: Arg<T[K]>, signal?: AbortSignal): Promise<Result<T[K]>> {
    const id = ++this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) {
        reject(new DOMException("aborted", "AbortError"));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      signal?.addEventListener("abort", () => this.#cancel(id), { once: true });
      this.port.post({ kind: "call", id, name, arg });
    }) as Promise<Result<T[K]>>;
  }

  #cancel(id: number): void {
    const waiter = this.#take(id);
    if (!waiter) return;
    this.port.post({ kind: "cancel", id });
    waiter.reject(new DOMException("aborted", "AbortError"));
  }

  #take(id: number): { resolve(value: unknown): void; reject(error: Error): void } | undefined {
    const waiter = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiter;
  }
}
