import { parentPort, workerData } from "node:worker_threads";
import type { VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { examineFiles } from "./examineFiles.js";

const { root, keys } = workerData as { readonly root: string; readonly keys: VerifyingKeys };

/** Takes lists of paths below the folder and answers each with what was found as JSON, in the same order. */
parentPort?.on("message", (paths: readonly string[]) => {
  void (async () => {
    const found = await examineFiles(root, paths, keys);
    // one text is cheaper to hand over than many objects
    parentPort?.postMessage(JSON.stringify(found));
  })();
});
