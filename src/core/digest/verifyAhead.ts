import type { Examined } from "./examine.js";
import { hex } from "./digestFile.js";
import { metadataSuffix } from "./metadata.js";
import type { DigestKey } from "./publicKeys.js";
import { placeKey } from "./series.js";
import { signatureFits, signedText } from "./signature.js";

/** Keys by their fingerprints: the part of them that can be handed to another thread. */
export type VerifyingKeys = ReadonlyMap<string, Pick<DigestKey, "key">>;

/** A file and what was found in it. */
export interface ExaminedFile {
  readonly path: string;
  readonly found: Examined;
}

/**
 * Verifies digests whose signature came in the same batch, from their metadata or from the digest after them, where it
 * can be done on several cores. What does not fit is left to the walk, which tells why.
 */
export function verifyAhead(files: readonly ExaminedFile[], keys: VerifyingKeys): readonly Examined[] {
  if (keys.size === 0 || !files.some(({ found }) => found.digest)) return files.map(({ found }) => found);
  const own = new Map<string, string>();
  const repeated = new Map<string, string>();
  for (const { path, found } of files) {
    if (found.metadata) own.set(path, found.metadata.signature);
    const previous = found.digest?.previous;
    if (previous?.signature !== undefined)
      repeated.set(placeKey(previous.bucket, previous.key), previous.signature);
  }
  return files.map(({ path, found }) => {
    const { digest, sha256 } = found;
    const key = digest && keys.get(digest.fingerprint);
    if (!key || sha256 === undefined) return found;
    const signature =
      hex(own.get(path + metadataSuffix)) ?? repeated.get(placeKey(digest.bucket, digest.key));
    if (signature === undefined || !signatureFits(key, signedText(digest, sha256), signature)) return found;
    return { ...found, verified: [signature] };
  });
}
