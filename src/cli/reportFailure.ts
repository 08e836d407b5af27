import { isAborted, isFailure } from "../core/base/failure.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";

/** Tells a Failure and what the process should end with; bugs go on. */
export function reportFailure(error: unknown, io: CliIo): ExitCode {
  if (io.signal.aborted || isAborted(error)) return exitCodes.incomplete;
  if (!isFailure(error)) throw error;
  io.err(`${error.message}\n`);
  if (error.code === "query/syntax" || error.code === "config/unknown-profile") return exitCodes.usage;
  return exitCodes.noAccess;
}
