import { Failure, type FailureCode, type FailureDetail } from "../../core/base/failure.js";

/** An error on its way between processes. */
export interface SentError {
  readonly kind: "failure" | "abort" | "fault";
  readonly code: FailureCode | undefined;
  readonly message: string;
  readonly detail: FailureDetail;
}

export function fromSent({ kind, code, message, detail }: SentError): Error {
  if (kind === "abort") return new DOMException(message, "AbortError");
  return kind === "failure" && code !== undefined ? new Failure(code, message, detail) : new Error(message);
}
