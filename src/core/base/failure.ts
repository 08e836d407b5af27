/** Every trouble we expect and can explain. The part before the slash names the room it comes from. */
export type FailureCode =
  | "aws/no-credentials"
  | "aws/expired-credentials"
  | "aws/sign-in-needed"
  | "aws/mfa-cancelled"
  | "aws/access-denied"
  | "aws/region-off"
  | "aws/throttled"
  | "aws/network"
  | "aws/clock-skew"
  | "aws/bad-answer"
  | "aws/not-available"
  | "aws/service"
  | "config/unreadable"
  | "config/unknown-profile"
  | "config/untrusted-workspace"
  | "config/invalid-endpoint"
  | "query/syntax"
  | "archive/page-token"
  | "cache/unreadable"
  | "engine/not-available"
  | "engine/crashed"
  | "engine/disk"
  | "folder/unreadable"
  | "folder/paused"
  | "sql/refused"
  | "sql/wrong"
  | "sql/no-target"
  | "stack/not-found"
  | "sample/not-started"
  | "event/gone"
  | "event/not-comparable"
  | "panel/bad-request"
  | "export/failed"
  | "logs/unreadable"
  | "logs/foreign"
  | "validation/failed";

/** What a failure is about, so that a view can offer the next step. */
export interface FailureDetail {
  /** The IAM action that is missing, as `cloudtrail:LookupEvents`. */
  readonly action?: string;
  readonly region?: string;
  readonly profile?: string;
  /** A file the user should look at, and the 1-based line in it. */
  readonly file?: string;
  readonly line?: number;
}

/**
 * A failure we expect and can explain; anything else is a bug and keeps its stack.
 * The message says what happened, why, and what to do; code compares `code`, never the message.
 */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly detail: FailureDetail = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Bundles that load on first use carry their own copy of the class, so `instanceof` would miss theirs. */
export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && error.name === "Failure" && "code" in error && "detail" in error;

/** True when the work was called off by whoever asked for it; never shown as trouble. */
export const isAborted = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";
