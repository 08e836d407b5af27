import { parentPort } from "node:worker_threads";
import { examineFile } from "./examineFile.js";

/** Takes lists of absolute paths and answers each with what was found as JSON, in the same order. */
parentPort?.on("message", (paths: readonly string[]) => {
  void (async () => {
    const found = [];
    for (const path of paths) found.push(await examineFile(path));
    // one text is cheaper to hand over than many objects
    parentPort?.postMessage(JSON.stringify(found));
  })();
});
