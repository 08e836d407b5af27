import { runWorker } from "./ingest/worker.js";
import { workerStarter } from "./ingest/workerPool.js";
import type { FromEngine, ToEngine } from "./process/messages.js";
import { EngineServer } from "./process/server.js";

declare const EVENT_MODEL: string | undefined;

/** `engine.js STORAGE` answers questions over IPC; `engine.js worker` reads log files for one that does. */
function main(): void {
  const [storage = ""] = process.argv.slice(2);
  if (storage === "worker") {
    runWorker();
    return;
  }
  const server = new EngineServer(
    {
      storage,
      model: typeof EVENT_MODEL === "string" ? EVENT_MODEL : "unbundled",
      memoryMb: 450,
      threads: 2,
      workers: 2,
    },
    workerStarter(process.argv[1] ?? "", []),
    (message: FromEngine) => process.send?.(message, undefined, undefined, () => undefined),
  );
  process.on("message", (message: ToEngine) => server.heard(message));
  // Workers end with the channel to their parent; a lock left behind is known by its dead process.
  process.on("disconnect", () => {
    void server.dispose().finally(() => process.exit(0));
    setTimeout(() => process.exit(0), 2_000).unref();
  });
}

main();
