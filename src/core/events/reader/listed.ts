import { isObject } from "../../base/json.js";
import { looksLikeArn, parseArn } from "../naming/arn.js";
import type { ListedResource } from "../event.js";
import { scalar } from "../scalar.js";

const NONE: readonly ListedResource[] = [];
/** BatchGet and ListObjects records list hundreds; beyond this nothing new is told. */
const MOST = 500;

/**
 * `resources[]` of a record: `{ARN | ARNPrefix, accountId, type}`, the key also as `arn` or `aRN`, the type often
 * missing. The console's JSON export writes `{resourceName, resourceType}` instead.
 */
export function readListed(value: unknown): readonly ListedResource[] {
  if (!Array.isArray(value) || value.length === 0) return NONE;
  const listed: ListedResource[] = [];
  for (const item of value.slice(0, MOST)) {
    const resource = isObject(item) ? readOne(item) : undefined;
    if (resource) listed.push(resource);
  }
  return listed;
}

type Item = { readonly [key: string]: unknown };

function readOne(item: Item): ListedResource | undefined {
  const type = first(item, TYPE_KEYS);
  const named = first(item, NAME_KEYS);
  const arn = first(item, ARN_KEYS) ?? (named !== undefined && looksLikeArn(named) ? named : undefined);
  if (arn !== undefined) return listedResource(parseArn(arn)?.name ?? arn, type, arn);
  const prefix = first(item, PREFIX_KEYS);
  // A prefix stands for all that begins with it: a name for people, but no ARN of anything.
  const name = prefix === undefined ? named : (parseArn(prefix)?.name ?? prefix);
  return name === undefined ? undefined : listedResource(name, type, undefined);
}

const TYPE_KEYS = ["type", "resourceType", "ResourceType"];
const ARN_KEYS = ["ARN", "arn", "aRN", "Arn"];
const PREFIX_KEYS = ["ARNPrefix", "arnPrefix"];
const NAME_KEYS = ["resourceName", "ResourceName"];

function first(item: Item, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = scalar(item[key]);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A listed resource with only the parts that are known. */
export const listedResource = (
  name: string,
  type: string | undefined,
  arn: string | undefined,
): ListedResource => ({ name, ...(type !== undefined && { type }), ...(arn !== undefined && { arn }) });
