import { createHash, sign } from "node:crypto";
import { gzipSync } from "node:zlib";

import { Random } from "../random.js";
import { isoSeconds } from "../record.js";
import { orgTrail } from "../trails.js";
import type { LoggingPeriod } from "./delivery.js";
import { folder, once, type LogFile } from "./logFiles.js";
import type { SigningKeys } from "./signingKeys.js";
import { dayFolder, stamp, type StoredObject } from "./storedObject.js";

const hourMs = 3_600_000;
/** A digest arrives some minutes after the hour it covers has ended. */
export const digestDelayMs = 8 * 60_000;

/** A digest and what its successor repeats of it. */
export interface Digest extends StoredObject {
  readonly endMs: number;
  /** Lower-case hex SHA-256 of the inflated bytes. */
  readonly hash: () => string;
  /** Lower-case hex. */
  readonly signature: () => string;
}

/**
 * The ends of a chain's hours up to now: each chain keeps a minute and second of its own,
 * and the last digest of one that was stopped ends at that moment.
 */
export function digestEnds(
  { fromMs, toMs }: LoggingPeriod,
  accountId: string,
  region: string,
  nowMs: number,
): readonly number[] {
  const firstMs = fromMs + new Random("digest", accountId, region, fromMs).int(600, 3599) * 1000;
  const ends: number[] = [];
  for (let endMs = firstMs; endMs < toMs && endMs + digestDelayMs <= nowMs; endMs += hourMs) ends.push(endMs);
  if (toMs + digestDelayMs <= nowMs) ends.push(toMs);
  return ends;
}

/**
 * One chain of digests over a logging period, oldest first; empty hours have one, too.
 * `keep` gives back what was made of a digest earlier, so that a chain is signed only once.
 */
export function digestChain(
  period: LoggingPeriod,
  logs: readonly LogFile[],
  scope: {
    readonly accountId: string;
    readonly region: string;
    readonly nowMs: number;
    readonly keys: SigningKeys;
  },
  keep: (digest: Digest) => Digest,
): readonly Digest[] {
  const chain: Digest[] = [];
  let startMs = period.fromMs;
  for (const endMs of digestEnds(period, scope.accountId, scope.region, scope.nowMs)) {
    const named = logs.filter(({ lastModifiedMs }) => lastModifiedMs > startMs && lastModifiedMs <= endMs);
    chain.push(keep(toDigest({ startMs, endMs, named, previous: chain.at(-1), ...scope })));
    startMs = endMs;
  }
  return chain;
}

interface DigestParts {
  readonly accountId: string;
  readonly region: string;
  readonly keys: SigningKeys;
  readonly startMs: number;
  readonly endMs: number;
  readonly named: readonly LogFile[];
  readonly previous: Digest | undefined;
}

function toDigest(parts: DigestParts): Digest {
  const { accountId, region, endMs, previous, keys } = parts;
  const key =
    `${folder("CloudTrail-Digest", accountId, region)}${dayFolder(endMs)}/` +
    `${accountId}_CloudTrail-Digest_${region}_${orgTrail.name}_${orgTrail.homeRegion}_${stamp(endMs, "seconds")}.json.gz`;
  const text = once(() => JSON.stringify(digestBody(parts, key)));
  const hash = once(() => createHash("sha256").update(text()).digest("hex"));
  const signature = once(() => {
    const signed = [
      isoSeconds(endMs),
      `${orgTrail.bucket}/${key}`,
      hash(),
      previous?.signature() ?? "null",
    ].join("\n");
    return sign("sha256", Buffer.from(signed), keys.at(region, endMs).privateKey).toString("hex");
  });
  return {
    key,
    endMs,
    lastModifiedMs: endMs + digestDelayMs,
    hash,
    signature,
    body: once(() => gzipSync(text())),
    metadata: () => ({ signature: signature(), "signature-algorithm": "SHA256withRSA" }),
  };
}

/** Members in the order CloudTrail writes them; a chain's first digest has no previous one. */
function digestBody(
  { accountId, region, keys, startMs, endMs, named, previous }: DigestParts,
  key: string,
): unknown {
  return {
    awsAccountId: accountId,
    digestStartTime: isoSeconds(startMs),
    digestEndTime: isoSeconds(endMs),
    digestS3Bucket: orgTrail.bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: keys.at(region, endMs).fingerprint,
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime:
      named.length === 0 ? null : isoSeconds(Math.max(...named.map(({ newestMs }) => newestMs))),
    oldestEventTime:
      named.length === 0 ? null : isoSeconds(Math.min(...named.map(({ oldestMs }) => oldestMs))),
    previousDigestS3Bucket: previous ? orgTrail.bucket : null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash() ?? null,
    previousDigestHashAlgorithm: previous ? "SHA-256" : null,
    previousDigestSignature: previous?.signature() ?? null,
    logFiles: named.map((log) => ({
      s3Bucket: orgTrail.bucket,
      s3Object: log.key,
      hashValue: log.hash(),
      hashAlgorithm: "SHA-256",
      newestEventTime: isoSeconds(log.newestMs),
      oldestEventTime: isoSeconds(log.oldestMs),
    })),
  };
}
