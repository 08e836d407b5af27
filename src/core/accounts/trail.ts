import type { FailureCode, FailureDetail } from "../base/failure.js";

/** A part of an answer that may be missing on its own, so that one denied call does not hide the rest. */
export type Maybe<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: FailureCode;
      readonly message: string;
      readonly detail: FailureDetail;
    };

/** A trail as DescribeTrails lists it in one Region, with its status. Times are epoch milliseconds. */
export interface Trail {
  readonly arn: string;
  readonly name: string;
  readonly homeRegion: string;
  /** True when this Region only sees the trail of another home Region or of the organization. */
  readonly shadow: boolean;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly globalServiceEvents: boolean;
  readonly validation: boolean;
  readonly bucket: string;
  readonly prefix: string | undefined;
  readonly kmsKeyId: string | undefined;
  readonly snsTopicArn: string | undefined;
  readonly logGroupArn: string | undefined;
  readonly status: Maybe<TrailStatus>;
}

export interface TrailStatus {
  readonly logging: boolean;
  readonly latestDeliveryMs: number | undefined;
  readonly latestDeliveryError: string | undefined;
  readonly latestDigestMs: number | undefined;
  readonly latestDigestError: string | undefined;
  readonly latestLogGroupMs: number | undefined;
  readonly latestLogGroupError: string | undefined;
  readonly latestNotificationError: string | undefined;
  readonly startedMs: number | undefined;
  readonly stoppedMs: number | undefined;
}

/** One condition of an advanced event selector: the field and, per operator, the values. */
export interface FieldCondition {
  readonly field: string;
  readonly operator:
    "equals" | "starts with" | "ends with" | "does not equal" | "does not start with" | "does not end with";
  readonly values: readonly string[];
}

export interface Selector {
  readonly name: string;
  /** What it records, in words: `Management events, read and write`. */
  readonly summary: string;
  readonly conditions: readonly FieldCondition[];
}

/** Why a part could not be read; the failing side of a `Maybe`. */
export interface Missing {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: FailureDetail;
}

/** What the document view of a trail shows beyond the tree. */
export interface TrailDetails {
  readonly trail: Trail;
  readonly selectors: Maybe<readonly Selector[]>;
  readonly insights: Maybe<readonly string[]>;
  readonly tags: Maybe<Readonly<Record<string, string>>>;
}

export interface EventDataStore {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly retentionDays: number | undefined;
  readonly billing: string | undefined;
  readonly organization: boolean;
  readonly multiRegion: boolean;
  readonly terminationProtection: boolean;
  readonly kmsKeyId: string | undefined;
  readonly federation: string | undefined;
  readonly createdMs: number | undefined;
  readonly updatedMs: number | undefined;
  readonly selectors: readonly Selector[];
  /** Set when only the list could be read: everything but the name and the ARN is then unknown. */
  readonly missing?: Missing;
}

export interface Channel {
  readonly arn: string;
  readonly name: string;
  readonly source: string;
  /** The service when it is a service-linked channel. */
  readonly service: string | undefined;
  readonly destinations: readonly string[];
  readonly lastIngestionMs: number | undefined;
  readonly lastIngestionError: string | undefined;
  /** Set when only the list could be read: everything but the name and the ARN is then unknown. */
  readonly missing?: Missing;
}
