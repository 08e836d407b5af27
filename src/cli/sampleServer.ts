import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { throwIfAborted } from "../core/base/abort.js";
import type { Releasable } from "../core/base/disposables.js";
import { Failure } from "../core/base/failure.js";
import { at, text } from "../core/base/json.js";
import type { CliIo } from "./io.js";

/** A sample account that runs for one command. */
export interface SampleForCli extends Releasable {
  /** The environment in which the AWS files are the sample's. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the sample server as a child process; it ends with this one whatever happens. */
export async function startSampleServer(io: CliIo): Promise<SampleForCli> {
  const directory = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-sample-"));
  const child = fork(io.sampleScript, ["--dir", directory], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  try {
    const ready = await firstMessage(child, io.signal);
    const config = text(at(ready, "configFile"));
    const credentials = text(at(ready, "credentialsFile"));
    if (config === undefined || credentials === undefined)
      throw notStarted("it did not say where its files are");
    return {
      env: { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials },
      dispose: () => {
        child.kill();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    child.kill();
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function firstMessage(child: ChildProcess, signal: AbortSignal): Promise<unknown> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => (said = `${said}${part}`.slice(-2000)));
  const ready = await new Promise<unknown>((resolve, reject) => {
    signal.addEventListener("abort", () => child.kill(), { once: true });
    child.once("message", resolve);
    child.once("error", (error) => reject(notStarted(error.message)));
    child.once("exit", (code) => reject(notStarted(said.trim() || `it ended with code ${String(code)}`)));
  }).catch((error: unknown) => {
    throwIfAborted(signal);
    throw error;
  });
  return ready;
}

const notStarted = (why: string): Failure =>
  new Failure(
    "sample/not-started",
    `The sample account could not be started: ${why}. Build first: npm run build.`,
  );
