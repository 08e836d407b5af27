import type { LookupAttribute, LookupScope } from "../../search/lookup.js";

/** How dependably LookupEvents lists a resource's events under its names. */
export type Indexing = "by-name" | "partly" | "never";

/** A resource whose history can be asked for. */
export interface HistorySubject {
  /** Tells subjects apart: the same resource in the same account and Region has the same key. */
  readonly key: string;
  readonly scope: LookupScope;
  /** CloudFormation type of what the events act on, as `AWS::S3::Bucket`. */
  readonly type: string;
  /** ResourceName values in the order in which they are worth asking: names, ids, ARNs, queue URLs. */
  readonly names: readonly string[];
  readonly indexing: Indexing;
  /** Calls that change such resources, without API version; what is not indexed by name is found through them. */
  readonly eventNames: readonly string[];
  /** True for a part of another resource, such as a bucket policy: then only `eventNames` are its changes. */
  readonly isPart: boolean;
}

/** One of these is asked per request; services that are not indexed share their lookups between resources. */
export interface SubjectLookups {
  readonly first: readonly LookupAttribute[];
  /** Asked when the first ones brought no change. */
  readonly fallback: readonly LookupAttribute[];
}

/** More calls than these are not asked for one resource: a lens must not use up the account's rate. */
const mostEventNames = 6;

export function lookupsOf({ names, indexing, eventNames }: HistorySubject): SubjectLookups {
  const byName = names.map((value): LookupAttribute => ({ key: "ResourceName", value }));
  const byEvent = eventNames
    .slice(0, mostEventNames)
    .map((value): LookupAttribute => ({ key: "EventName", value }));
  if (indexing === "never") return { first: byEvent, fallback: [] };
  return { first: byName, fallback: indexing === "partly" || names.length === 0 ? byEvent : [] };
}

/** Equal for the same question to the same account and Region. */
export const lookupKey = ({ storeKey }: LookupScope, { key, value }: LookupAttribute): string =>
  `${storeKey} ${key}=${value}`;
