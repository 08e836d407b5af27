import { statSync } from "node:fs";
import { join } from "node:path";
import { parsePublicKeys, type KeyRing } from "../../core/digest/publicKeys.js";
import type { Verdict } from "../../core/digest/verdict.js";
import { readKeysFile } from "./keysFile.js";
import type { ValidateAnswer, ValidateRequest } from "./protocol.js";
import { validateFolder } from "./validateFolder.js";

/** How many verdicts are sent at a time, and how long the first of them may wait for the others. */
const batch = 250;
const sendEveryMs = 100;
/** Progress is told at most so often. */
const progressEveryMs = 100;
const workerScript = join(__dirname, "validateWorker.js");

/** Sends and waits until it is on its way, so that a reader that is slow is not flooded. */
const send = (answer: ValidateAnswer): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(answer, undefined, undefined, () => resolve());
    else resolve();
  });

/** Validates one folder and ends. It is stopped by ending it: it writes nothing. */
async function run(request: ValidateRequest): Promise<void> {
  const { folder, keysFile, listedKeys, range } = request;
  const trouble = folderTrouble(folder);
  if (trouble !== undefined) return send({ kind: "failed", reason: "folder", detail: trouble });
  const keys =
    listedKeys === undefined ? readKeysFile(folder, keysFile) : parsePublicKeys(listedKeys, "given");
  if ("reason" in keys) return send({ kind: "failed", reason: "keys", detail: keys.detail });
  await send({ kind: "keys", keys: factsOf(keys), problems: keys.problems });
  const { signal } = new AbortController();
  let toldMs = 0;
  const onProgress = (files: number): void => {
    if (performance.now() - toldMs < progressEveryMs) return;
    toldMs = performance.now();
    void send({ kind: "reading", files });
  };
  let waiting: Verdict[] = [];
  let sentMs = 0;
  for await (const step of validateFolder(folder, { workerScript, keys, range, onProgress, signal })) {
    if (step === "startOver") {
      waiting = [];
      await send({ kind: "startOver" });
      continue;
    }
    waiting.push(...step);
    if (waiting.length === 0 || (waiting.length < batch && performance.now() - sentMs < sendEveryMs))
      continue;
    await send({ kind: "verdicts", verdicts: waiting });
    sentMs = performance.now();
    waiting = [];
  }
  await send({ kind: "verdicts", verdicts: waiting });
  await send({ kind: "done" });
}

const factsOf = ({ keys }: KeyRing): Extract<ValidateAnswer, { kind: "keys" }>["keys"] =>
  Array.from(keys.values(), ({ key: _key, ...facts }) => facts);

/** Why a folder cannot be read at all. */
function folderTrouble(folder: string): string | undefined {
  try {
    return statSync(folder).isDirectory() ? undefined : "ENOTDIR";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.once("message", (request: ValidateRequest) => {
  run(request)
    .catch((error: unknown) =>
      send({
        kind: "failed",
        reason: "bug",
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    .finally(() => process.exit());
});
process.once("disconnect", () => process.exit());
