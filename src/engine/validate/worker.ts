import { parentPort, workerData } from "node:worker_threads";
import type { VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { examineFiles } from "./examineFiles.js";
import { pack } from "./packed.js";

const { root, keys } = workerData as { readonly root: string; readonly keys: VerifyingKeys };

/** Takes lists of paths below the folder and answers each with what was found, in the same order. */
parentPort?.on("message", (paths: readonly string[]) => {
  void (async () => parentPort?.postMessage(pack(await examineFiles(root, paths, keys))))();
});
