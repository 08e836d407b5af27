import { isObject, text } from "../base/json.js";

/** What S3 keeps beside a digest and a plain download loses. */
export interface DigestMetadata {
  /** As it stands there: hex when all is well. */
  readonly signature: string;
  /** Only backfill digests have one. */
  readonly backfillTimestamp: string | undefined;
}

/** The name of the file in which metadata is saved beside a digest. */
export const metadataSuffix = ".meta.json";

/**
 * Reads a metadata map, or the output of `aws s3api head-object`. Undefined without signature or algorithm: CloudTrail
 * always writes both, and the AWS CLI takes a digest that lacks either for unsigned.
 */
export function parseMetadata(json: unknown): DigestMetadata | undefined {
  if (!isObject(json)) return undefined;
  const map = isObject(json["Metadata"]) ? json["Metadata"] : json;
  const values = new Map(
    Object.entries(map).map(([name, value]) => [name.toLowerCase().replace(/^x-amz-meta-/, ""), value]),
  );
  const signature = text(values.get("signature"));
  if (signature === undefined || text(values.get("signature-algorithm")) === undefined) return undefined;
  return { signature, backfillTimestamp: text(values.get("backfill-generation-timestamp")) };
}
