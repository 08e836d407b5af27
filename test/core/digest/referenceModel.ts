import { createPublicKey, verify } from "node:crypto";
import { constants, gunzipSync, inflateRawSync } from "node:zlib";
import { bucket, sha256, type Files } from "./madeChains.js";

/**
 * A model of what `aws cloudtrail validate-logs` 1.45.11 decides, written from its observed behaviour: newest listed
 * digest first, along the previous links, to the next listed name after a loss; logs of good digests alone. It shares
 * no code with the product, and reference.test.ts holds it against the real command where that is installed.
 */
export function referenceVerdicts(
  files: Files,
  listedKeys: readonly { readonly Value?: unknown; readonly Fingerprint?: unknown }[],
): ReadonlyMap<string, "valid" | "INVALID"> {
  const verdicts = new Map<string, "valid" | "INVALID">();
  const names = [...files.keys()]
    .filter((key) => key.includes("CloudTrail-Digest/") && key.endsWith("Z.json.gz"))
    .sort((a, b) => (a.slice(-24) < b.slice(-24) ? 1 : -1));
  let at = names.shift();
  while (at !== undefined) {
    const digest = goodDigest(files, at, listedKeys);
    verdicts.set(at, digest ? "valid" : "INVALID");
    if (digest)
      for (const log of digest.logFiles)
        verdicts.set(log.s3Object, goodLog(files.get(log.s3Object), log.hashValue));
    const stamp: string = at.slice(-24);
    const older = (): string | undefined => names.find((name) => name.slice(-24) < stamp);
    at = digest?.previousDigestS3Object ?? older();
    if (at !== undefined && at.slice(-24) >= stamp) at = older();
  }
  return verdicts;
}

interface ReferenceDigest {
  readonly digestS3Object: string;
  readonly digestEndTime: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestSignature: string | null;
  readonly previousDigestS3Object: string | null;
  readonly logFiles: readonly { readonly s3Object: string; readonly hashValue: string }[];
}

function goodDigest(
  files: Files,
  key: string,
  listed: readonly { readonly Value?: unknown; readonly Fingerprint?: unknown }[],
): ReferenceDigest | undefined {
  try {
    const bytes = firstMemberOf(files.get(key) ?? Buffer.alloc(0));
    const digest = JSON.parse(bytes.toString()) as ReferenceDigest;
    const metadata = JSON.parse(String(files.get(`${key}.meta.json`))) as Record<string, string>;
    if (digest.digestS3Object !== key) return undefined;
    const found = listed.find(({ Fingerprint }) => Fingerprint === digest.digestPublicKeyFingerprint);
    if (!found) return undefined;
    const der = Buffer.from(String(found.Value), "base64");
    const publicKey = createPublicKey({ key: der, format: "der", type: "pkcs1" });
    const text = `${digest.digestEndTime}\n${bucket}/${key}\n${sha256(bytes)}\n${digest.previousDigestSignature ?? "null"}`;
    if (!/^[0-9a-f]+$/i.test(metadata["signature"] ?? "")) return undefined;
    const signature = Buffer.from(metadata["signature"] ?? "", "hex");
    // it takes the algorithm that the signature names
    return ["sha256", "sha1", "sha512"].some((name) => verify(name, Buffer.from(text), publicKey, signature))
      ? digest
      : undefined;
  } catch {
    return undefined;
  }
}

/** Python's zlib: one member, whole, with a right checksum; what follows is not looked at. */
function firstMemberOf(file: Buffer): Buffer {
  if (file[0] !== 0x1f || file[1] !== 0x8b) throw new Error("not gzip");
  const { engine } = inflateRawSync(file.subarray(10), { info: true }) as unknown as {
    engine: { bytesWritten: number };
  };
  const end = 10 + engine.bytesWritten + 8;
  if (end > file.length) throw new Error("cut short");
  return gunzipSync(file.subarray(0, end));
}

/** Logs are inflated as a stream that nobody asks whether it has ended: a cut one gives a prefix. */
function goodLog(file: Buffer | undefined, stated: string): "valid" | "INVALID" {
  if (file === undefined || (file.length > 1 && file[0] !== 0x1f)) return "INVALID";
  let inflated: Buffer;
  try {
    inflated = firstMemberOf(file);
  } catch {
    try {
      inflated =
        file.length <= 10 ? Buffer.alloc(0) : gunzipSync(file, { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return "INVALID";
    }
  }
  return sha256(inflated) === stated ? "valid" : "INVALID";
}
