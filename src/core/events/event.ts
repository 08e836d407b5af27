import type { JsonObject } from "../base/json.js";

/** A resource as the record or the lookup answer lists it; which of them the event acted on is a later question. */
export interface ListedResource {
  readonly name: string;
  readonly type?: string;
  readonly arn?: string;
}

/**
 * One CloudTrail record, as read by `readRecord`. Field meaning: CloudTrail user guide,
 * "CloudTrail record contents". Whatever is not lifted out here survives in `raw`.
 */
export interface CloudTrailEvent {
  /** eventID; for records without one (aggregated events) a stable id made from the record. */
  readonly id: string;
  /** Epoch milliseconds of eventTime (windowEnd for aggregated events). */
  readonly timeMs: number;
  /** eventName without the API version suffix some services add (`CreateFunction20150331`). */
  readonly name: string;
  /** eventSource, as `s3.amazonaws.com`. */
  readonly source: string;
  readonly region: string;
  /** recipientAccountId: whose log this is. */
  readonly accountId: string;
  /** eventType: `AwsApiCall`, `AwsServiceEvent`, `AwsConsoleSignIn`, …; empty when the record does not say. */
  readonly eventType: string;
  /** Undefined when the record does not say. */
  readonly readOnly: boolean | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  /** sourceIPAddress: an address, a service's DNS name, or `AWS Internal`. */
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly accessKeyId: string | undefined;
  /** sessionCredentialFromConsole: the console made the call with its session's credentials. */
  readonly fromConsole: boolean;
  /** sharedEventID, which the copies of one call in the logs of several accounts have in common. */
  readonly sharedId: string | undefined;
  readonly userIdentity: JsonObject | undefined;
  readonly requestParameters: JsonObject | undefined;
  readonly responseElements: JsonObject | undefined;
  /** From `resources[]` of the record, joined by the Resources of a LookupEvents answer. */
  readonly listed: readonly ListedResource[];
  readonly raw: JsonObject;
}

/** Why a record could not be read. Never thrown: it travels beside the events. */
export interface RecordProblem {
  readonly reason: string;
  /** 0-based index of the record in its page or file. */
  readonly index: number;
}
