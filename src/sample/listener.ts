import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { answerControl } from "./control.js";
import { handle, type Handler } from "./handle.js";
import { restJsonError } from "./wire/protocols.js";
import { readRequest } from "./wire/request.js";
import { send } from "./wire/send.js";
import { ServiceError } from "./wire/serviceError.js";

/** An open port on loopback. */
export interface Listener {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Ends connections that are still open, too. */
  readonly close: () => Promise<void>;
}

/** Serves on 127.0.0.1 alone; the handler is made once the address is known. Rejects when the port is taken. */
export async function listen(port: number, toHandler: (endpoint: string) => Handler): Promise<Listener> {
  const server = createServer();
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const handler = toHandler(endpoint);
  server.on("request", (message, response) => void serve(message, response, handler));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint, close };
}

async function serve(message: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  try {
    const request = await readRequest(message);
    const control = answerControl(request, handler);
    const handled = control ? { answer: control, fault: undefined } : handle(request, handler);
    await send(response, handled.answer, handled.fault, request.method === "HEAD");
  } catch (error) {
    // A client that went away, or one that got half an answer, cannot be told anything more.
    if (response.destroyed || response.headersSent) {
      response.destroy();
      return;
    }
    const shown =
      error instanceof ServiceError ? error : new ServiceError("InternalFailure", String(error), 500);
    await send(response, restJsonError(shown), undefined, false);
  }
}
