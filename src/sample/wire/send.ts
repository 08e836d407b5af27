import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { Fault } from "../faults.js";
import type { Answer } from "./answer.js";

/** Writes an answer, or what a fault leaves of it. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
  headOnly: boolean,
): Promise<void> {
  if (fault?.kind === "slow") await sleep(fault.delayMs, undefined, { ref: false });
  if (response.destroyed) return;
  if (fault?.kind === "drop") {
    response.destroy();
    return;
  }
  const half = answer.body.subarray(0, Math.ceil(answer.body.length / 2));
  const body = fault?.kind === "malformed" ? half : answer.body;
  // A HEAD answer states the length of the body it leaves out.
  response.writeHead(answer.status, { "content-length": String(body.length), ...answer.headers });
  if (fault?.kind === "cut") {
    response.write(half, () => response.destroy());
    return;
  }
  response.end(headOnly ? undefined : body);
}
