import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { runCli } from "./cli.js";
import type { CliIo } from "./io.js";

// The SDK's notice of a coming end of support for this version of Node helps nobody who runs a command.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** What a shell expects of a process that a second Ctrl-C ends. */
const interrupted = 130;

/** Fires on the first Ctrl-C; the second one ends the process at once. */
const stop = new AbortController();

process.on("SIGINT", () => {
  if (stop.signal.aborted) process.exit(interrupted);
  stop.abort();
});
process.on("SIGTERM", () => stop.abort());

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader (`head`, a closed pager) has all it wanted.
  if (error.code !== "EPIPE") throw error;
  stop.abort();
});

const io: CliIo = {
  out: async (text) => {
    if (!process.stdout.writable) return;
    if (!process.stdout.write(text)) await drained();
  },
  err: (text) => void process.stderr.write(text),
  get input() {
    return process.stdin;
  },
  watched: process.stderr.isTTY,
  env: process.env,
  home: homedir(),
  signal: stop.signal,
  ask: async (question) => {
    if (!process.stdin.isTTY) return undefined;
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question, { signal: stop.signal });
    } finally {
      terminal.close();
    }
  },
  sampleScript: join(__dirname, "sample.js"),
  validateWorker: join(__dirname, "validateWorker.js"),
  engineScript: join(__dirname, "engine.js"),
};

/** Resolves when stdout takes more, or never will. */
const drained = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      process.stdout.off("drain", go).off("close", go).off("error", go);
      resolve();
    };
    process.stdout.on("drain", go).on("close", go).on("error", go);
  });

runCli(process.argv.slice(2), io).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 70; // EX_SOFTWARE: a fault of this program
  },
);
