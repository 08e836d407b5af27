import { createHash } from "node:crypto";

import type { StoredObject } from "../data/bucket/storedObject.js";
import { answer, type Answer } from "../wire/answer.js";
import { ServiceError } from "../wire/serviceError.js";

export const etag = (object: StoredObject): string =>
  `"${createHash("md5").update(object.body()).digest("hex")}"`;

/** GetObject and HeadObject: the body or a range of it, with what S3 keeps beside it. */
export function readObject(object: StoredObject, range: string | undefined): Answer {
  const body = object.body();
  const part = range === undefined ? undefined : parseRange(range, body.length);
  const headers = {
    etag: etag(object),
    "last-modified": new Date(object.lastModifiedMs).toUTCString(),
    "accept-ranges": "bytes",
    "content-encoding": "gzip",
    ...Object.fromEntries(
      Object.entries(object.metadata()).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
  if (!part) return answer(200, "application/json", body, headers);
  return answer(206, "application/json", body.subarray(part.start, part.end + 1), {
    ...headers,
    "content-range": `bytes ${String(part.start)}-${String(part.end)}/${String(body.length)}`,
  });
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-10`; anything else means the whole object, as S3 takes it. */
function parseRange(
  range: string,
  size: number,
): { readonly start: number; readonly end: number } | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === "" && to === "") return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start < size && start <= end) return { start, end };
  throw new ServiceError("InvalidRange", "The requested range is not satisfiable", 416);
}
