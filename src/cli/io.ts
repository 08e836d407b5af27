import type { Readable } from "node:stream";

/** What a command has of the world around it; `main.ts` passes the process, tests pass a literal. */
export interface CliIo {
  /** Resolves when the text was taken; rejects with an AbortError once the reader has gone. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** What is piped in. */
  readonly input: Readable;
  /** True when somebody watches stderr: progress is shown only then. */
  readonly watched: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal; undefined when there is none. */
  ask(question: string): Promise<string | undefined>;
  /** The built sample server, `dist/sample.js`. */
  readonly sampleScript: string;
  /** The built worker that reads files for `validate`, `dist/validateWorker.js`. */
  readonly validateWorker: string;
  /** The built engine for log folders, `dist/engine.js`. */
  readonly engineScript: string;
}
