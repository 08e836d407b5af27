import type { Releasable } from "../../core/base/disposables.js";
import { isObject } from "../../core/base/json.js";
import {
  serve,
  type Changed,
  type Envelope,
  type Methods,
  type Port,
  type WireError,
} from "../../shared/rpc.js";
import { badRequest } from "./requestCheck.js";

/** What is needed of a `vscode.Webview`. */
export interface PageChannel {
  postMessage(message: unknown): Thenable<boolean>;
  onDidReceiveMessage(listener: (message: unknown) => void): Releasable;
}

/** The host's end of one panel: answers its page, and tells it what to ask for again. */
export interface PageServer extends Releasable {
  changed(what: Changed): void;
}

/** Longest method name looked at; longer ones are no method anyway. */
const maxNameLength = 100;

/**
 * Serves one webview for as long as it lives. A hidden page is destroyed and later starts anew in the same
 * webview, counting its calls from 1 again. Its first call is always `open`: there the calls of its earlier
 * life are aborted, and what they still answer is dropped, so that it cannot be taken for an answer to a new call.
 */
export function servePage<T extends Methods<T> & { open: unknown }>(
  channel: PageChannel,
  methods: T,
  describe: (error: unknown) => WireError,
): PageServer {
  let life = new Life(channel, methods, describe);
  let over = false;
  const listening = channel.onDidReceiveMessage((raw) => {
    const message = readEnvelope(raw);
    if (over || message === undefined) return;
    if (message.kind === "call" && message.name === "open") {
      life.end();
      life = new Life(channel, methods, describe);
    }
    life.take(message);
  });
  return {
    changed: (what) => life.post({ kind: "changed", what }),
    dispose: () => {
      over = true;
      listening.dispose();
      life.end();
    },
  };
}

/** From one `open` to the next. */
class Life<T extends Methods<T>> implements Port {
  #receive: ((message: Envelope) => void) | undefined;
  #lastCall = 0;
  #over = false;
  readonly #stop: () => void;

  constructor(
    private readonly channel: PageChannel,
    private readonly methods: T,
    private readonly describe: (error: unknown) => WireError,
  ) {
    this.#stop = serve(this, methods, describe);
  }

  /** Call ids only ever grow; one that does not is refused to be served, since its answer could not be told apart. */
  take(message: Envelope): void {
    if (message.kind === "call") {
      if (message.id <= this.#lastCall) return;
      this.#lastCall = message.id;
      if (!Object.hasOwn(this.methods, message.name)) {
        this.#refuse(message.id, message.name);
        return;
      }
    }
    this.#receive?.(message);
  }

  post(message: Envelope): void {
    if (!this.#over) void this.channel.postMessage(message);
  }

  listen(receive: (message: Envelope) => void): () => void {
    this.#receive = receive;
    return () => {
      this.#receive = undefined;
    };
  }

  #refuse(id: number, name: string): void {
    this.post({ kind: "failed", id, error: this.describe(badRequest(name)) });
  }

  end(): void {
    this.#over = true;
    this.#stop();
  }
}

/** A page only calls and cancels; anything else in any shape is not for us and has nobody waiting for it. */
function readEnvelope(raw: unknown): Envelope | undefined {
  if (!isObject(raw) || !Number.isSafeInteger(raw.id)) return undefined;
  const id = Number(raw.id);
  if (raw.kind === "cancel") return { kind: "cancel", id };
  if (raw.kind !== "call" || typeof raw.name !== "string" || raw.name.length > maxNameLength)
    return undefined;
  return { kind: "call", id, name: raw.name, arg: raw.arg };
}
