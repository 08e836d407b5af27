import { createGunzip } from "node:zlib";

/** The content of one file; `damage` says what is missing when it could only be read in part. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly damage: string | undefined;
}

/** More would not fit into one string, and no log file comes near it. */
export const MOST_BYTES = 400_000_000;
export const tooLarge = "It holds more than 400 MB once unpacked; split it into smaller files.";

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** With entries, or empty (PKWARE APPNOTE 4.3.6, 4.3.16). */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

const MOST_LAYERS = 3;

/** Takes gzip off, by content and also twice over: a download that was compressed on its way. */
export async function gunzipped(content: Content): Promise<Content> {
  let found = content;
  for (let layer = 0; layer < MOST_LAYERS && isGzip(found.bytes); layer++) {
    const inner = await gunzip(found.bytes);
    found = { bytes: inner.bytes, damage: found.damage ?? inner.damage };
  }
  return found;
}

/** Keeps what could be unpacked before the damage: a log cut off in the middle still holds its first events. */
function gunzip(bytes: Uint8Array): Promise<Content> {
  return new Promise((resolve) => {
    const stream = createGunzip();
    const parts: Buffer[] = [];
    let size = 0;
    const end = (damage: string | undefined): void => {
      stream.destroy();
      resolve({ bytes: Buffer.concat(parts), damage });
    };
    stream.on("data", (part: Buffer) => {
      size += part.length;
      if (size > MOST_BYTES) end(tooLarge);
      else parts.push(part);
    });
    stream.on("end", () => end(undefined));
    stream.on("error", (error) => end(`The compressed data is damaged: ${error.message}.`));
    stream.end(bytes);
  });
}
