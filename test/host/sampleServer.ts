import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import * as vscode from "vscode";
import { isObject } from "../../src/core/base/json.js";
import { extensionId } from "./explorer.js";

/** A sample account's server beside the extension's own, with the profiles made for tests. */
export async function startServer(directory: string): Promise<{ endpoint: string; child: ChildProcess }> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension);
  const script = join(extension.extensionPath, "dist", "sample.js");
  const child = fork(script, ["--dir", directory, "--extra-profiles", "--scale", "0.05"], { execArgv: [] });
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${String(code)}`)));
    child.once("message", (message) => {
      if (isObject(message) && typeof message.endpoint === "string") resolve(message.endpoint);
    });
  });
  return { endpoint, child };
}

/** The server's control path. */
export async function control(
  endpoint: string,
  method: string,
  name: string,
  body: object = {},
): Promise<void> {
  const answer = await fetch(`${endpoint}/_sample/${name}`, {
    method,
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  assert.equal(answer.status, 200, await answer.text());
}
