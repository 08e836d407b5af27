import { isAborted, isFailure } from "../core/base/failure.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";

/** What a command over a folder ends with when it fails; faults of this program are thrown on. */
export function reportFolderFailure(error: unknown, io: CliIo): ExitCode {
  if (io.signal.aborted || isAborted(error)) return exitCodes.incomplete;
  if (!isFailure(error)) throw error;
  io.err(`${error.message}\n`);
  switch (error.code) {
    case "query/syntax":
    case "sql/wrong":
    case "sql/refused":
      return exitCodes.usage;
    case "folder/unreadable":
    case "engine/not-available":
      return exitCodes.noAccess;
    default:
      return exitCodes.incomplete;
  }
}
