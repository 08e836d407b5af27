import type { StoredObject } from "../data/bucket/storedObject.js";
import type { TrailBucket } from "../data/bucket/trailBucket.js";
import { element } from "../wire/answer.js";
import { ServiceError } from "../wire/serviceError.js";
import { etag } from "./s3Objects.js";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** Entries of a listing: objects, and prefixes that stand for all keys up to the next delimiter. */
type Entry =
  | { readonly key: string; readonly object: StoredObject }
  | { readonly key: string; readonly object: undefined };

interface Listed {
  readonly entries: readonly Entry[];
  readonly truncated: boolean;
}

/** The part of a bucket a List request asks for, in key order. */
function list(bucket: TrailBucket, query: URLSearchParams, after: string, nowMs: number): Listed {
  const prefix = query.get("prefix") ?? "";
  const size = readMaxKeys(query.get("max-keys"));
  const entries: Entry[] = [];
  for (const object of bucket.list(prefix, nowMs)) {
    const entry = toEntry(object, prefix, query.get("delimiter") ?? "");
    // A marker inside a common prefix is past that prefix.
    const passed = entry.key <= after || (!entry.object && after.startsWith(entry.key));
    if (passed || entries.at(-1)?.key === entry.key) continue;
    if (entries.length === size) return { entries, truncated: true };
    entries.push(entry);
  }
  return { entries, truncated: false };
}

/** The object itself, or the prefix that ends with the first delimiter behind the one asked for. */
function toEntry(object: StoredObject, prefix: string, delimiter: string): Entry {
  const end = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
  if (end < 0) return { key: object.key, object };
  return { key: object.key.slice(0, end + delimiter.length), object: undefined };
}

function readMaxKeys(text: string | null): number {
  const size = Number(text ?? "1000");
  if (Number.isInteger(size) && size >= 0) return Math.min(size, 1000);
  throw new ServiceError("InvalidArgument", "Provided max-keys not an integer or within integer range");
}

export function listObjectsV2(bucket: TrailBucket, query: URLSearchParams, nowMs: number): string {
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after") ?? "";
  const { entries, truncated } = list(bucket, query, token === null ? startAfter : decodeToken(token), nowMs);
  const last = entries.at(-1)?.key;
  return (
    head(bucket, query) +
    element("KeyCount", entries.length) +
    element("IsTruncated", truncated) +
    element("ContinuationToken", token ?? undefined) +
    element("StartAfter", query.get("start-after") ?? undefined) +
    (truncated && last !== undefined
      ? element("NextContinuationToken", Buffer.from(last).toString("base64"))
      : "") +
    contents(entries, query) +
    "</ListBucketResult>"
  );
}

/** Version 1 goes on behind a key name, and only names it itself when a delimiter is asked for. */
export function listObjectsV1(bucket: TrailBucket, query: URLSearchParams, nowMs: number): string {
  const marker = query.get("marker") ?? "";
  const { entries, truncated } = list(bucket, query, marker, nowMs);
  const next = truncated && query.has("delimiter") ? entries.at(-1)?.key : undefined;
  return (
    head(bucket, query) +
    element("IsTruncated", truncated) +
    `<Marker>${encodeKey(marker, query)}</Marker>` +
    (next === undefined ? "" : element("NextMarker", encodeKey(next, query))) +
    contents(entries, query) +
    "</ListBucketResult>"
  );
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, "base64").toString("utf8");
  if (Buffer.from(key).toString("base64") === token) return key;
  throw new ServiceError("InvalidArgument", "The continuation token provided is incorrect");
}

const head = (bucket: TrailBucket, query: URLSearchParams): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="${namespace}">` +
  element("Name", bucket.name) +
  `<Prefix>${encodeKey(query.get("prefix") ?? "", query)}</Prefix>` +
  element("MaxKeys", readMaxKeys(query.get("max-keys"))) +
  element("Delimiter", query.get("delimiter") ?? undefined) +
  element("EncodingType", query.get("encoding-type") ?? undefined);

const contents = (entries: readonly Entry[], query: URLSearchParams): string =>
  entries
    .map(({ key, object }) =>
      object
        ? `<Contents>${element("Key", encodeKey(key, query))}${element("LastModified", new Date(object.lastModifiedMs).toISOString())}` +
          `${element("ETag", etag(object))}${element("Size", object.body().length)}${element("StorageClass", "STANDARD")}</Contents>`
        : `<CommonPrefixes>${element("Prefix", encodeKey(key, query))}</CommonPrefixes>`,
    )
    .join("");

/** `encoding-type=url` guards keys that XML cannot hold; the slash stays. */
const encodeKey = (key: string, query: URLSearchParams): string =>
  query.get("encoding-type") === "url" ? encodeURIComponent(key).replaceAll("%2F", "/") : key;
