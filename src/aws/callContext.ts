import type { FailureCode } from "../core/base/failure.js";

/** What was being done when something went wrong. */
export interface CallContext {
  /** The IAM action, as `cloudtrail:LookupEvents`. */
  readonly action: string;
  readonly region: string;
  /** Key of the profile. */
  readonly profile: string;
  /** Set when requests go to a custom endpoint. */
  readonly endpoint: string | undefined;
  /** The service has accepted these credentials before, in another Region. */
  readonly known: boolean;
  readonly nowMs: number;
}

export interface Told {
  readonly code: FailureCode;
  readonly message: string;
}
