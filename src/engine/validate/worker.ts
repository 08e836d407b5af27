import { parentPort } from "node:worker_threads";
import { examineFile } from "./examineFile.js";

/** Takes lists of absolute paths and answers each with what was found, in the same order. */
parentPort?.on("message", (paths: readonly string[]) => {
  void (async () => {
    const found = [];
    for (const path of paths) found.push(await examineFile(path));
    parentPort?.postMessage(found);
  })();
});
