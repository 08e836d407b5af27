import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

import { organization } from "../organization.js";
import { Random } from "../random.js";
import type { Delivery } from "./delivery.js";
import { dayFolder, stamp, type StoredObject } from "./storedObject.js";

/** A log file of the trail. */
export interface LogFile extends StoredObject {
  /** Lower-case hex SHA-256 of the inflated bytes, as digests state it. */
  readonly hash: () => string;
  readonly newestMs: number;
  readonly oldestMs: number;
}

/** Where the objects of one kind, account and Region stand. */
export const folder = (kind: "CloudTrail" | "CloudTrail-Digest", accountId: string, region: string): string =>
  `AWSLogs/${organization.id}/${accountId}/${kind}/${region}/`;

export function toLogFile(
  { deliveredMs, events, part = 0 }: Delivery,
  accountId: string,
  region: string,
): LogFile {
  const labels = ["log file", accountId, region, deliveredMs];
  const unique = uniqueText(new Random(...labels, ...(part === 0 ? [] : [part])));
  const text = (): string => `{"Records":[${events.map(({ record }) => record()).join(",")}]}`;
  const times = events.map(({ timeMs }) => timeMs);
  return {
    key:
      `${folder("CloudTrail", accountId, region)}${dayFolder(deliveredMs)}/` +
      `${accountId}_CloudTrail_${region}_${stamp(deliveredMs, "minutes")}_${unique}.json.gz`,
    lastModifiedMs: deliveredMs,
    body: once(() => gzipSync(text())),
    metadata: () => ({}),
    hash: once(() => createHash("sha256").update(text()).digest("hex")),
    newestMs: Math.max(...times),
    oldestMs: Math.min(...times),
  };
}

/** Sixteen letters and digits of both cases. */
const uniqueText = (random: Random): string =>
  Array.from({ length: 16 }, () =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(random.int(0, 61)),
  ).join("");

/** Makes a value at the first call and keeps it. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
