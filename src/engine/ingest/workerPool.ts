import { fork, type ChildProcess } from "node:child_process";
import type { FromWorker, ToWorker } from "./messages.js";

/** One ingest worker process, as its engine sees it. */
export interface WorkerLink {
  send(message: ToWorker): void;
  stop(): void;
  readonly pid: number | undefined;
}

export interface WorkerEvents {
  message(message: FromWorker): void;
  /** It has ended without being asked to. */
  ended(): void;
}

export type StartWorker = (events: WorkerEvents) => WorkerLink;

/** Workers run the engine's own script with one word more, so that a crash of native code ends nothing else. */
export function workerStarter(script: string, args: readonly string[]): StartWorker {
  return (events) => {
    const child: ChildProcess = fork(script, [...args, "worker"], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: ["--max-old-space-size=512", "--max-semi-space-size=16"],
    });
    let stopped = false;
    child.on("message", (message) => events.message(message as FromWorker));
    child.once("exit", () => {
      if (!stopped) events.ended();
    });
    child.once("error", () => {
      if (child.pid === undefined && !stopped) events.ended();
    });
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected) child.send(message, () => undefined); // when it is gone `exit` tells
      },
      stop: () => {
        stopped = true;
        child.kill("SIGKILL");
      },
    };
  };
}
