import { isObject, type Json } from "../../base/json.js";

/** Made anew for every call, whatever is asked: idempotency tokens, ids of requests, continuation tokens. */
const IN_BOTH =
  /^(?:(?:client)?(?:request)?token|clientrequesttoken|clienttoken|callerreference|creatorrequestid|idempotency(?:token|key)|requestid|x-amz-(?:id-2|request-id)|_return|nexttoken|sessiontoken|securitytoken|operationid)$/i;
/** Moments and counters that an answer states about itself. */
const IN_ANSWER =
  /(?:^|[a-z_])(?:date|time|timestamp|revisionid|versionid|etag|lockToken|changeToken)$|^(?:etag|revisionid|versionid)$|(?:created|modified|updated|launched|started|expires|expiration)(?:at|on)?$/i;
const mostNamed = 20;

/** A part of the record without what differs each time, and the paths of what was left out. */
export interface Steady {
  readonly value: Json;
  readonly leftOut: readonly string[];
}

/** `value` is bounded already, see `unfold`. */
export function withoutVolatile(value: Json, part: "request" | "response"): Steady {
  const leftOut = new Set<string>();
  const isVolatile = (key: string): boolean =>
    IN_BOTH.test(key) || (part === "response" && IN_ANSWER.test(key));
  const copy = (item: Json, path: string): Json => {
    if (Array.isArray(item)) return (item as readonly Json[]).map((each) => copy(each, path));
    if (!isObject(item)) return item;
    const kept: [string, Json][] = [];
    for (const [key, each = null] of Object.entries(item)) {
      const place = `${path}.${key.slice(0, 80)}`;
      if (!isVolatile(key.slice(0, 80))) kept.push([key, copy(each, place)]);
      else if (leftOut.size < mostNamed) leftOut.add(place.slice(0, 200));
    }
    return Object.fromEntries(kept);
  };
  return { value: copy(value, part), leftOut: [...leftOut] };
}

/** What an answer says that the request did not: fields the request has under the same name with the same value go. */
export function addedBy(response: Json, request: Json): Json | undefined {
  const asked = new Set<string>();
  collect(request, asked);
  return rest(response, asked);
}

const leaf = (key: string, value: Json): string => `${key.toLowerCase()} ${JSON.stringify(value)}`;
const isLeaf = (value: Json | undefined): value is Json => typeof value !== "object" || value === null;

function collect(value: Json, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) collect(item, into);
  if (!isObject(value)) return;
  for (const [key, item = null] of Object.entries(value)) {
    if (isLeaf(item)) into.add(leaf(key, item));
    else collect(item, into);
  }
}

function rest(value: Json, asked: ReadonlySet<string>): Json | undefined {
  if (!isObject(value)) return value;
  const kept: [string, Json][] = [];
  for (const [key, item = null] of Object.entries(value)) {
    if (isLeaf(item)) {
      if (!asked.has(leaf(key, item))) kept.push([key, item]);
      continue;
    }
    const inner = rest(item, asked);
    if (inner !== undefined) kept.push([key, inner]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
