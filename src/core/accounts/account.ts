import type { FailureCode, FailureDetail } from "../base/failure.js";

/** A profile of the shared AWS files or of the environment: one way to reach an account. */
export interface Profile {
  /** Unique among all profiles: the profile's name, or `name (label)` for one from an additional config file. */
  readonly key: string;
  readonly name: string;
  /** The config file it stands in, for "open the file"; undefined for the environment's own credentials. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly region: string | undefined;
  readonly kind:
    "keys" | "sso" | "assume-role" | "process" | "web-identity" | "login" | "environment" | "incomplete";
  /** Account id as far as the file itself tells (sso_account_id, role_arn, aws_account_id), else undefined. */
  readonly accountId: string | undefined;
  /** `endpoint_url` of the profile or AWS_ENDPOINT_URL, when set. */
  readonly endpoint: string | undefined;
}

/** Something wrong with a config file; the rest of the file still counts. */
export interface ProfileProblem {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: FailureDetail;
}

/** An AWS account as reached through one or more profiles. */
export interface Account {
  /** Stable name used in queries and in saved state: the account id once known, else the profile's key. */
  readonly key: string;
  readonly accountId: string | undefined;
  /** Account name when the service told it, else the first profile's name. */
  readonly name: string;
  readonly profiles: readonly Profile[];
}

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** Account name from account:GetAccountInformation; undefined when that call is not allowed. */
  readonly accountName: string | undefined;
}

export interface RegionInfo {
  readonly code: string;
  readonly optIn: "enabled" | "disabled" | "default" | "unknown";
}
