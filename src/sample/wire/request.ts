import type { IncomingMessage } from "node:http";

import { ServiceError } from "./serviceError.js";

/** Where tests in other processes steer the sample; no AWS service has such a path. */
export const controlRoot = "/_sample/";
export const isControl = (path: string): boolean => path.startsWith(controlRoot);

/** No operation the sample knows takes more; a test may send it a hundred thousand events. */
const maxBodyBytes = (path: string): number => (isControl(path) ? 1_000_000_000 : 1_000_000);

/** A request with its body read. Header names are lower case, as node:http gives them. */
export interface WireRequest {
  readonly method: string;
  /** As sent, still percent-encoded. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes(message.url ?? ""))
      throw new ServiceError("RequestEntityTooLarge", "Request body is too large", 413);
    chunks.push(chunk);
  }
  const url = message.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(",") : (value ?? ""),
      ]),
    ),
    body: Buffer.concat(chunks),
  };
}
