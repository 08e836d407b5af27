import type { Readable } from "node:stream";
import { fromBuffer, open, type Entry, type ZipFile } from "yauzl";
import { isHidden, looksRelevant, reasonOf } from "./find.js";
import { MOST_BYTES, tooLarge, type Content } from "./unpack.js";

export interface ZipMember extends Content {
  readonly name: string;
  readonly passedOver: boolean;
}

/** The files in a ZIP archive, one in memory at a time. An archive or member that is damaged says so in `damage`. */
export async function* zipMembers(archive: string | Uint8Array): AsyncGenerator<ZipMember, void, undefined> {
  const zip = await opened(archive);
  if (typeof zip === "string") return yield damaged("", `The ZIP archive is damaged: ${zip}.`);
  try {
    for (;;) {
      const entry = await nextEntry(zip);
      if (entry === undefined) return;
      if (typeof entry === "string") return yield damaged("", `The ZIP archive is damaged: ${entry}.`);
      const name = entry.fileName;
      if (!name.endsWith("/") && !name.split("/").some(isHidden)) yield await member(zip, entry, name);
    }
  } finally {
    zip.close();
  }
}

const damaged = (name: string, damage: string): ZipMember => ({
  name,
  bytes: new Uint8Array(),
  damage,
  passedOver: false,
});

function opened(archive: string | Uint8Array): Promise<ZipFile | string> {
  return new Promise((resolve) => {
    const options = { lazyEntries: true, autoClose: false };
    const done = (error: Error | null, zip: ZipFile): void => resolve(error ? reasonOf(error) : zip);
    if (typeof archive === "string") open(archive, options, done);
    else fromBuffer(Buffer.from(archive), options, done);
  });
}

/** Undefined at the end; the reason when the directory is damaged. */
function nextEntry(zip: ZipFile): Promise<Entry | string | undefined> {
  return new Promise((resolve) => {
    const done = (found: Entry | string | undefined): void => {
      zip.off("entry", done).off("end", ended).off("error", failed);
      resolve(found);
    };
    const ended = (): void => done(undefined);
    const failed = (error: Error): void => done(reasonOf(error));
    zip.on("entry", done).on("end", ended).on("error", failed);
    zip.readEntry();
  });
}

async function member(zip: ZipFile, entry: Entry, name: string): Promise<ZipMember> {
  if (entry.isEncrypted()) return damaged(name, "It is encrypted.");
  if (entry.uncompressedSize > MOST_BYTES) return damaged(name, tooLarge);
  const parts: Buffer[] = [];
  let damage: string | undefined;
  try {
    for await (const part of await contentOf(zip, entry)) parts.push(part as Buffer);
  } catch (error) {
    damage = `The compressed data is damaged: ${reasonOf(error)}.`;
  }
  const bytes = Buffer.concat(parts);
  return {
    name,
    bytes,
    damage,
    passedOver: damage === undefined && !isNamed(name) && !looksRelevant(bytes.subarray(0, 64)),
  };
}

const isNamed = (name: string): boolean => /\.(?:json|jsonl|ndjson|csv|gz)$/i.test(name);

const contentOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
