import { isObject, text } from "../base/json.js";

/** A log file as a digest names it. */
export interface LogReference {
  readonly bucket: string;
  readonly key: string;
  /** Lower-case hex SHA-256 of the inflated log; undefined when the digest states none that can be compared. */
  readonly sha256: string | undefined;
}

/** The digest before, as a digest names it. */
export interface PreviousDigest {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string | undefined;
  /** Lower-case hex; undefined when it is none. */
  readonly signature: string | undefined;
}

/** A digest as its JSON has it. */
export interface Digest {
  readonly account: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  /** `digestEndTime`, verbatim: it is part of the signed text. */
  readonly endText: string;
  readonly bucket: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Undefined in the digest a chain starts with. */
  readonly previous: PreviousDigest | undefined;
  /** `previousDigestSignature`, verbatim: it is part of the signed text. */
  readonly previousSignature: string | null;
  readonly logs: readonly LogReference[];
}

const needed = [
  "digestPublicKeyFingerprint",
  "digestS3Bucket",
  "digestS3Object",
  "previousDigestSignature",
  "digestEndTime",
  "digestStartTime",
];

/** True of JSON that means to be a digest, whether or not it is a whole one. */
export const looksLikeDigest = (json: unknown): boolean =>
  isObject(json) &&
  (Object.hasOwn(json, "digestS3Object") || Object.hasOwn(json, "digestPublicKeyFingerprint"));

/** Reads the JSON of a digest; undefined when something is missing without which nothing can be checked. */
export function parseDigest(json: unknown): Digest | undefined {
  if (!isObject(json) || needed.some((key) => !Object.hasOwn(json, key))) return undefined;
  const endText = text(json["digestEndTime"]) ?? "";
  const startMs = timeMs(json["digestStartTime"]);
  const endMs = timeMs(endText);
  const bucket = text(json["digestS3Bucket"]);
  const key = text(json["digestS3Object"]);
  const fingerprint = text(json["digestPublicKeyFingerprint"]);
  const previousSignature = json["previousDigestSignature"];
  const logs = json["logFiles"];
  if (startMs === undefined || endMs === undefined || !Array.isArray(logs)) return undefined;
  if (bucket === undefined || key === undefined || fingerprint === undefined) return undefined;
  if (previousSignature !== null && typeof previousSignature !== "string") return undefined;
  return {
    account: text(json["awsAccountId"]),
    startMs,
    endMs,
    endText,
    bucket,
    key,
    fingerprint: fingerprint.toLowerCase(),
    previous: parsePrevious(json),
    previousSignature,
    logs: logs.map(parseLog),
  };
}

function parsePrevious(json: Readonly<Record<string, unknown>>): PreviousDigest | undefined {
  const key = text(json["previousDigestS3Object"]);
  if (key === undefined) return undefined;
  return {
    bucket: text(json["previousDigestS3Bucket"]) ?? "",
    key,
    sha256: hash(json["previousDigestHashValue"], json["previousDigestHashAlgorithm"]),
    signature: hex(json["previousDigestSignature"]),
  };
}

const parseLog = (json: unknown): LogReference => {
  const log: Readonly<Record<string, unknown>> = isObject(json) ? json : {};
  return {
    bucket: text(log["s3Bucket"]) ?? "",
    key: text(log["s3Object"]) ?? "",
    sha256: hash(log["hashValue"], log["hashAlgorithm"]),
  };
};

/** Only SHA-256 has ever been stated, and only it is compared. */
const hash = (value: unknown, algorithm: unknown): string | undefined => {
  const found = hex(value);
  return algorithm === "SHA-256" && found?.length === 64 ? found : undefined;
};

export const hex = (value: unknown): string | undefined =>
  typeof value === "string" && value.length % 2 === 0 && /^[0-9a-f]+$/i.test(value)
    ? value.toLowerCase()
    : undefined;

const timeMs = (value: unknown): number | undefined => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
};
