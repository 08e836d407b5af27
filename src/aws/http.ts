import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import type { NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpsProxyAgent } from "https-proxy-agent";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import type { Env } from "./profiles/files.js";
import type { ProxySettings } from "./proxy.js";
import { proxyFor } from "./proxy.js";

export interface HttpOptions extends ProxySettings {
  readonly env: Env;
  readonly log: Log;
  /** How long a connection may take, and how long it may stay silent; a proxy that hangs must not hang a search. */
  readonly connectMs?: number;
  readonly silenceMs?: number;
}

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Answer = ReturnType<NodeHttpHandler["handle"]>;
type SendOptions = Parameters<NodeHttpHandler["handle"]>[1];

const sockets = { keepAlive: true, maxSockets: 50 };

/**
 * One pool of sockets for all clients, direct or through the proxy that the address asks for.
 * SDK clients take it as their request handler; destroying one of them must not close the others' sockets,
 * so only `dispose` does.
 */
export class HttpPool {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #handlers = new Map<string, NodeHttpHandler>();
  #disposed = false;

  constructor(
    private readonly options: HttpOptions,
    private readonly t: Translate,
  ) {}

  async handle(request: Request, sendOptions?: SendOptions): Answer {
    if (this.#disposed) throw new DOMException("The connection to AWS was closed", "AbortError");
    const proxy = this.#proxy(request);
    return this.#handler(proxy).handle(request, sendOptions);
  }

  /** Clients hand their own defaults down; the pool keeps to its options. */
  updateHttpClientConfig(): void {
    // nothing to keep: see above
  }

  httpHandlerConfigs(): NodeHttpHandlerOptions {
    return {};
  }

  destroy(): void {
    // one client's end is not the pool's
  }

  dispose(): void {
    this.#disposed = true;
    for (const handler of this.#handlers.values()) handler.destroy();
    this.#handlers.clear();
  }

  #proxy({ protocol, hostname, port }: Request): string | undefined {
    const host = port === undefined ? hostname : `${hostname}:${port}`;
    return proxyFor(new URL(`${protocol}//${host}`), this.options, this.options.env);
  }

  #handler(proxy: string | undefined): NodeHttpHandler {
    const known = this.#handlers.get(proxy ?? "");
    if (known) return known;
    const { connectMs = 10_000, silenceMs = 30_000 } = this.options;
    const agents = proxy === undefined ? this.#direct() : this.#through(proxy);
    const handler = new NodeHttpHandler({
      connectionTimeout: connectMs,
      requestTimeout: connectMs + silenceMs,
      throwOnRequestTimeout: true,
      socketTimeout: silenceMs,
      ...agents,
    });
    this.#handlers.set(proxy ?? "", handler);
    return handler;
  }

  #direct() {
    return {
      httpAgent: new HttpAgent(sockets),
      httpsAgent: new HttpsAgent({ ...sockets, ...this.#trust() }),
    };
  }

  #through(proxy: string) {
    if (!URL.canParse(proxy) || !/^https?:$/u.test(new URL(proxy).protocol)) {
      throw new Failure(
        "aws/network",
        this.t(
          "The proxy's address is not an http or https address. Correct http.proxy, HTTPS_PROXY or HTTP_PROXY.",
        ),
      );
    }
    this.options.log.info(`requests go through the proxy ${new URL(proxy).host}`);
    const agent = new HttpsProxyAgent(proxy, { ...sockets, ...this.#trust() });
    return { httpAgent: agent, httpsAgent: agent };
  }

  /** AWS_CA_BUNDLE names certificates to trust beside the usual ones, as the AWS CLI reads it. */
  #trust(): { readonly ca?: string[] } {
    const file = this.options.env["AWS_CA_BUNDLE"]?.trim();
    if (file === undefined || file === "") return {};
    try {
      return { ca: [...rootCertificates, readFileSync(file, "utf8")] };
    } catch (error) {
      const message = this.t(
        "The certificates that AWS_CA_BUNDLE names cannot be read: {0}. Correct the path, or unset AWS_CA_BUNDLE.",
        file,
      );
      throw new Failure("config/unreadable", message, { file }, { cause: error });
    }
  }
}
