import { fork } from "node:child_process";
import type { ValidateAnswer, ValidateRequest } from "../../engine/validate/protocol.js";
import { Failure } from "../../core/base/failure.js";
import { isObject } from "../../core/base/json.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";

export interface ProcessOptions {
  /** The built `src/engine/validate/main.ts`. */
  readonly script: string;
  readonly log: Log;
  readonly t: Translate;
}

/**
 * Validates a folder in a process of its own, so that neither its work nor its memory weighs on the editor. Resolves when
 * all was answered, rejects with a Failure; aborting ends the process, which writes nothing.
 */
export async function runValidation(
  request: ValidateRequest,
  onAnswer: (answer: ValidateAnswer) => void,
  { script, log, t }: ProcessOptions,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const child = fork(script, [], {
    // not this process's debugger flags, whose port is taken, and no AWS setting: it needs none
    execArgv: [],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
  child.stdout?.resume();
  const stop = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      let isDone = false;
      child.on("message", (message) => {
        if (!isAnswer(message)) return;
        if (message.kind === "failed") reject(failureOf(message, request, t));
        else if (message.kind === "done") isDone = true;
        onAnswer(message);
      });
      child.once("error", reject);
      child.once("close", (code, how) => {
        if (isDone) resolve();
        else reject(signal.aborted ? abortError() : ended(code ?? how, said, t));
      });
      child.send(request);
    });
  } catch (error) {
    log.warn(`validating ${request.folder}: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    child.kill();
  }
}

/** The process is ours; the check is against a message of another kind. */
const isAnswer = (message: unknown): message is ValidateAnswer =>
  isObject(message) && typeof message["kind"] === "string";

function failureOf(
  { reason, detail }: Extract<ValidateAnswer, { kind: "failed" }>,
  { folder, keysFile = "" }: ValidateRequest,
  t: Translate,
): Failure {
  if (reason === "folder")
    return new Failure(
      "validation/failed",
      t("{0} cannot be read: {1}. Choose a folder that holds AWSLogs.", folder, detail),
    );
  if (reason === "keys")
    return new Failure(
      "validation/failed",
      t(
        "The keys in {0} cannot be used. Choose a saved answer of aws cloudtrail list-public-keys. {1}",
        keysFile,
        detail,
      ),
    );
  return new Failure("validation/failed", t("The validation came to an unexpected end: {0}", detail));
}

const ended = (how: string | number | null, said: string, t: Translate): Failure =>
  new Failure(
    "validation/failed",
    t("The validation's process ended early ({0}). Validate again. It said: {1}", String(how), said.trim()),
  );

const abortError = (): DOMException => new DOMException("The validation was stopped", "AbortError");
