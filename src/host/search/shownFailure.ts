import { isAborted, isFailure, type FailureCode, type FailureDetail } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";
import type { WireError } from "../../shared/rpc.js";

/** A failure as people see it; `bug` stands for everything nobody expected. */
export interface ShownFailure {
  readonly code: FailureCode | "bug";
  readonly message: string;
  readonly detail: FailureDetail;
}

/** What to show for an error. One nobody expected goes to the log with its stack, and its text to nobody else. */
export function toShownFailure(error: unknown, t: Translate, log: Log): ShownFailure {
  if (isFailure(error)) return { code: error.code, message: error.message, detail: error.detail };
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = t("CloudTrail Explorer hit an unexpected problem. The log has the details.");
  return { code: "bug", message, detail: {} };
}

/** For the page: what it asked for and did not get. */
export function toWireError(error: unknown, t: Translate, log: Log): WireError {
  if (isAborted(error)) return { code: "aborted", message: t("Stopped.") };
  const { code, message } = toShownFailure(error, t, log);
  return { code, message };
}
