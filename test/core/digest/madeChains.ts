import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { gzipSync } from "node:zlib";

/** Signed chains as CloudTrail writes them, made with keys of our own. Paths are S3 keys; `.meta.json` stands beside. */
export type Files = Map<string, Buffer>;

export interface MadeKey {
  readonly privateKey: KeyObject;
  readonly fingerprint: string;
  readonly listed: Readonly<Record<string, unknown>>;
}

export function makeKey(form: "pkcs1" | "spki" = "pkcs1"): MadeKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = createPublicKey(privateKey).export({ format: "der", type: form });
  const fingerprint = createHash("md5").update(der).digest("hex");
  const listed = {
    Value: der.toString("base64"),
    ValidityStartTime: 1700000000,
    ValidityEndTime: 1900000000,
    Fingerprint: fingerprint,
  };
  return { privateKey, fingerprint, listed };
}

export const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
export const bucket = "trail-bucket";
export const hourMs = 3_600_000;

export interface ChainPlan {
  readonly hours: number;
  /** The key of each hour: two keys are a rotation. */
  readonly keyAt: (hour: number) => MadeKey;
  readonly logsAt?: (hour: number) => number;
  readonly logText?: (hour: number, index: number) => string;
  readonly account?: string;
  readonly region?: string;
  readonly trail?: string;
  readonly homeRegion?: string;
  readonly organization?: string;
  readonly prefix?: string;
  readonly startMs?: number;
  readonly isBackfill?: boolean;
  readonly restartAt?: readonly number[];
}

export interface MadeDigest {
  readonly key: string;
  readonly json: Record<string, unknown>;
  readonly logs: readonly string[];
}

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const stamp = (ms: number): string => iso(ms).replace(/[-:]/g, "");
const day = (ms: number): string => iso(ms).slice(0, 10).replaceAll("-", "/");
export const defaultStartMs = Date.UTC(2025, 2, 1, 0, 4, 12);

/** Adds one chain to the files, oldest digest first. */
// eslint-disable-next-line complexity -- defaults and the nulls of a starting digest, one line each
export function addChain(files: Files, plan: ChainPlan): readonly MadeDigest[] {
  const { account = "111122223333", region = "us-east-1", trail = "t-main", startMs = defaultStartMs } = plan;
  const org = plan.organization === undefined ? "" : `${plan.organization}/`;
  const root = `${plan.prefix === undefined ? "" : `${plan.prefix}/`}AWSLogs/${org}${account}`;
  const made: MadeDigest[] = [];
  let before: { key: string; signature: string; hash: string } | undefined;
  for (let hour = 0; hour < plan.hours; hour++) {
    const fromMs = startMs + hour * hourMs;
    const toMs = fromMs + hourMs;
    const logs = Array.from({ length: plan.logsAt?.(hour) ?? 2 }, (_, index) => {
      const atMs = fromMs + 5 * 60_000 * (index + 1);
      const unique = sha256(`${region} ${trail} ${hour} ${index} ${String(plan.isBackfill)}`).slice(0, 16);
      const key = `${root}/CloudTrail/${region}/${day(atMs)}/${account}_CloudTrail_${region}_${stamp(atMs).slice(0, 13)}Z_${unique}.json.gz`;
      const text =
        plan.logText?.(hour, index) ??
        JSON.stringify({ Records: [{ eventID: `${region}-${hour}-${index}` }] });
      files.set(key, gzipSync(text));
      return {
        s3Bucket: bucket,
        s3Object: key,
        hashValue: sha256(text),
        hashAlgorithm: "SHA-256",
        newestEventTime: iso(toMs),
        oldestEventTime: iso(fromMs),
      };
    });
    const key = `${root}/CloudTrail-Digest/${region}/${day(toMs)}/${account}_CloudTrail-Digest_${region}_${trail}_${plan.homeRegion ?? region}_${stamp(toMs)}${plan.isBackfill ? "_backfill" : ""}.json.gz`;
    const link = plan.restartAt?.includes(hour) ? undefined : before;
    const json = {
      awsAccountId: account,
      digestStartTime: iso(fromMs),
      digestEndTime: iso(toMs),
      digestS3Bucket: bucket,
      digestS3Object: key,
      digestPublicKeyFingerprint: plan.keyAt(hour).fingerprint,
      digestSignatureAlgorithm: "SHA256withRSA",
      newestEventTime: null,
      oldestEventTime: null,
      previousDigestS3Bucket: link ? bucket : null,
      previousDigestS3Object: link?.key ?? null,
      previousDigestHashValue: link?.hash ?? null,
      previousDigestHashAlgorithm: link ? "SHA-256" : null,
      previousDigestSignature: link?.signature ?? null,
      logFiles: logs,
    };
    before = { key, ...putDigest(files, key, json, plan.keyAt(hour), plan.isBackfill) };
    made.push({ key, json, logs: logs.map(({ s3Object }) => s3Object) });
  }
  return made;
}

/** Signs a digest's JSON and puts it where told, with its metadata. */
export function putDigest(
  files: Files,
  at: string,
  json: Readonly<Record<string, unknown>>,
  key: MadeKey,
  isBackfill = false,
  algorithm = "sha256",
): { readonly signature: string; readonly hash: string } {
  const text = JSON.stringify(json);
  const hash = sha256(text);
  const signed = [
    String(json["digestEndTime"]),
    `${String(json["digestS3Bucket"])}/${String(json["digestS3Object"])}`,
    hash,
    typeof json["previousDigestSignature"] === "string" ? json["previousDigestSignature"] : "null",
  ].join("\n");
  const signature = sign(algorithm, Buffer.from(signed), key.privateKey).toString("hex");
  files.set(at, gzipSync(text));
  const generated = isBackfill ? { "backfill-generation-timestamp": "2025-05-20T00:00:00.000Z" } : {};
  files.set(
    `${at}.meta.json`,
    Buffer.from(JSON.stringify({ signature, "signature-algorithm": "SHA256withRSA", ...generated })),
  );
  return { signature, hash };
}
