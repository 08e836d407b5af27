import { verify } from "node:crypto";
import { hex, type Digest } from "./digestFile.js";
import type { DigestKey } from "./publicKeys.js";

/** The four lines a digest's signature is made over: end, place, hash of the inflated digest, signature before. */
export const signedText = (digest: Digest, sha256: string): string =>
  [digest.endText, `${digest.bucket}/${digest.key}`, sha256, digest.previousSignature ?? "null"].join("\n");

/** RSA PKCS#1 v1.5, and SHA-256 whatever the signature says of itself. */
export function signatureFits(
  signedBy: Pick<DigestKey, "key">,
  signed: string,
  signature: string,
  algorithm: "sha256" | "sha1" | "sha512" = "sha256",
): boolean {
  const bytes = hex(signature);
  if (bytes === undefined) return false;
  try {
    return verify(algorithm, Buffer.from(signed), signedBy.key, Buffer.from(bytes, "hex"));
  } catch {
    return false; // a signature of a length that no RSA key of this size makes
  }
}
