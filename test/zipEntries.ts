import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  read(): Buffer;
}

/** Entries of a ZIP file by its central directory (PKWARE APPNOTE 4.3); enough for what vsce writes. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, sizeBytes] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const read = () => {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(start, start + packed);
      return method === 0 ? bytes : inflateRawSync(bytes);
    };
    entries.push({ name: zip.toString("utf8", at + 46, at + 46 + nameLength), sizeBytes, read });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
