/** The ports through which event history is asked; `src/aws` implements them, tests pass literals. */

/** The eight attribute keys of LookupEvents; it takes one of them a request and matches exactly. */
export type LookupKey =
  | "EventId"
  | "EventName"
  | "ReadOnly"
  | "Username"
  | "ResourceType"
  | "ResourceName"
  | "EventSource"
  | "AccessKeyId";

export interface LookupAttribute {
  readonly key: LookupKey;
  readonly value: string;
}

/** One account and Region, as far as event history and its cache need to know them. */
export interface LookupScope {
  readonly account: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  /** Tells apart what must not share a cache: account id, Region and endpoint. */
  readonly storeKey: string;
}

export interface LookupRequest {
  readonly scope: LookupScope;
  readonly attribute: LookupAttribute | undefined;
  /** Epoch milliseconds, whole seconds; the same for every page of one walk, as NextToken demands. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly token: string | undefined;
}

/** A row of a LookupEvents answer with its time as epoch milliseconds; everything else as it came. */
export interface LookupRow {
  readonly EventId?: string;
  readonly EventName?: string;
  readonly EventSource?: string;
  readonly EventTimeMs?: number;
  readonly Username?: string;
  readonly AccessKeyId?: string;
  readonly ReadOnly?: string;
  readonly Resources?: readonly { readonly ResourceType?: string; readonly ResourceName?: string }[];
  /** The record as JSON text. */
  readonly CloudTrailEvent?: string;
}

export interface LookupPage {
  readonly rows: readonly LookupRow[];
  readonly next: string | undefined;
}

/** Fetches one page, newest events first, after waiting for its turn (2 requests a second per account and Region). */
export interface LookupPages {
  fetch(request: LookupRequest, signal: AbortSignal): Promise<LookupPage>;
}

/** Which accounts and Regions a query means; rejects with a Failure when an account cannot be reached at all. */
export interface ScopeResolver {
  scopes(
    query: { readonly accounts: readonly string[]; readonly regions: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly LookupScope[]>;
}

/** Half open: [fromMs, toMs). */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Rows that can no longer change, kept between sessions. An interval that is covered holds every row
 * the service has for this scope and attribute in it, also when that is none.
 */
export interface LookupStore {
  covered(scope: LookupScope, attribute: LookupAttribute | undefined): Promise<readonly Interval[]>;
  read(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    signal: AbortSignal,
  ): AsyncIterable<readonly LookupRow[]>;
  write(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    rows: readonly LookupRow[],
  ): Promise<void>;
}

/** For "show cache" and "clear cache". */
export interface StoreSummary {
  readonly directory: string;
  readonly sizeBytes: number;
  readonly entries: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly attribute: string | undefined;
    readonly rows: number;
    readonly sizeBytes: number;
    readonly intervals: readonly Interval[];
  }[];
}
