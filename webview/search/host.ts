import { Client, RemoteError } from "../../src/shared/rpc.js";
import type { Changed, Envelope, Port } from "../../src/shared/rpc.js";
import type { PanelSetup, PanelState, SearchPanelMethods } from "../../src/shared/searchPanel.js";

export type HostClient = Pick<Client<SearchPanelMethods>, "call">;

/** What VS Code gives a webview's script, once in its life. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Opening again waits so long for what is under way. */
const settleMs = 1_000;

/** The page's end of the wire. */
export class Host implements HostClient {
  readonly #client: Client<SearchPanelMethods>;
  readonly #open = new Map<AbortController, Promise<unknown>>();

  constructor(api: Pick<VsCodeApi, "postMessage">, onChanged: (what: Changed) => void) {
    this.#client = new Client<SearchPanelMethods>(toPort(api), onChanged);
  }

  readonly call: HostClient["call"] = (name, arg, signal) => {
    const abort = new AbortController();
    const both = signal ? AbortSignal.any([signal, abort.signal]) : abort.signal;
    const call = this.#client.call(name, arg, both).finally(() => this.#open.delete(abort));
    this.#open.set(abort, call);
    return call;
  };

  /**
   * Asks how things stand as if the page had just begun. The host then drops what it was asked before, so that is
   * waited for, and what takes too long is called off here too: nothing may wait for an answer that never comes.
   */
  async reopen(state: PanelState): Promise<PanelSetup> {
    const endMs = performance.now() + settleMs;
    while (this.#open.size > 0 && performance.now() < endMs) {
      const rest = new Promise((resolve) => setTimeout(resolve, endMs - performance.now()));
      await Promise.race([Promise.allSettled(this.#open.values()), rest]);
    }
    for (const abort of this.#open.keys()) abort.abort();
    return this.call("open", { state });
  }
}

const toPort = (api: Pick<VsCodeApi, "postMessage">): Port => ({
  post: (message) => api.postMessage(message),
  listen: (receive) => {
    const heard = ({ data }: MessageEvent<unknown>): void => {
      if (isEnvelope(data)) receive(data);
    };
    window.addEventListener("message", heard);
    return () => window.removeEventListener("message", heard);
  },
});

const isEnvelope = (data: unknown): data is Envelope =>
  typeof data === "object" && data !== null && "kind" in data && typeof data.kind === "string";

/** What to tell a person about a call that failed; undefined when it was called off on purpose. */
export function explained(error: unknown): string | undefined {
  if (error instanceof Error && error.name === "AbortError") return undefined;
  if (error instanceof RemoteError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
