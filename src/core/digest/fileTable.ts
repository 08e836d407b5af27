import type { Digest, LogReference } from "./digestFile.js";
import type { Examined } from "./examine.js";
import { metadataSuffix, type DigestMetadata } from "./metadata.js";
import { baseName, parseDigestName } from "./objectNames.js";
import type { DigestReader, FileFacts, FileKind, FoundDigest, ReadProblem, Trailing } from "./reader.js";

/** How many files are handed on at a time. */
const batch = 500;
const hashBytes = 32;

/** What is known of a file, without what most files have in common: a folder may hold a million of them. */
interface Entry {
  readonly folder: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly hasHash: boolean;
  readonly isCompressed: boolean;
  readonly trailing: Trailing | undefined;
  readonly problem: ReadProblem | undefined;
}

/** All files of a copy with what was found in them, as a reader. */
export class FileTable implements DigestReader {
  readonly #entries: Entry[] = [];
  readonly #digests = new Map<number, Digest | undefined>();
  readonly #metadata = new Map<string, DigestMetadata>();
  readonly #verified = new Map<number, readonly string[]>();
  readonly #byName = new Map<string, number | number[]>();
  #hashes = Buffer.alloc(1024 * hashBytes);
  #byHash: Map<number, number | number[]> | undefined;
  #folder = "";

  /** Files are added in an order of their own, so that the same copy always gives the same answers. */
  add(path: string, { digest, metadata, verified, ...facts }: Examined): void {
    const id = this.#entries.length;
    const name = baseName(path);
    const folder = path.slice(0, path.length - name.length);
    if (folder !== this.#folder) this.#folder = folder; // files of one folder share its text
    const { kind, isCompressed, trailing, problem } = facts;
    this.#entries.push({
      folder: this.#folder,
      name,
      kind,
      hasHash: facts.sha256 !== undefined,
      isCompressed,
      trailing,
      problem,
    });
    if (facts.sha256 !== undefined) this.#keepHash(id, facts.sha256);
    if (kind === "digest" || parseDigestName(name)) this.#digests.set(id, digest);
    if (metadata && name.endsWith(metadataSuffix))
      this.#metadata.set(path.slice(0, -metadataSuffix.length), metadata);
    if (verified) this.#verified.set(id, verified);
    push(this.#byName, name, id);
  }

  async *digests(): AsyncGenerator<readonly FoundDigest[]> {
    const found: FoundDigest[] = [];
    for (const [id, digest] of this.#digests) {
      const file = this.#facts(id);
      found.push({ file, digest, metadata: this.#metadata.get(file.path), verified: this.#verified.get(id) });
    }
    yield found;
  }

  async logs(references: readonly LogReference[]): Promise<readonly (readonly FileFacts[])[]> {
    return references.map(({ key }) => {
      const name = baseName(key);
      if (name === "") return [];
      const ids = list(this.#byName.get(name));
      // an unzipped copy drops the ending
      const unzipped = name.endsWith(".gz") ? list(this.#byName.get(name.slice(0, -3))) : [];
      return [...ids, ...unzipped].map((id) => this.#facts(id));
    });
  }

  withHash(sha256: string): readonly FileFacts[] {
    this.#byHash ??= this.#indexHashes();
    return list(this.#byHash.get(parseInt(sha256.slice(0, 12), 16)))
      .map((id) => this.#facts(id))
      .filter((file) => file.sha256 === sha256);
  }

  async *files(without: ReadonlySet<number>): AsyncGenerator<readonly FileFacts[]> {
    let files: FileFacts[] = [];
    for (let id = 0; id < this.#entries.length; id++) {
      if (!this.#digests.has(id) && !without.has(id)) files.push(this.#facts(id));
      if (files.length < batch) continue;
      yield files;
      files = [];
    }
    yield files;
  }

  #facts(id: number): FileFacts {
    const entry = this.#entries[id];
    if (!entry) throw new RangeError(`no file ${id}`);
    const { folder, name, kind, hasHash, isCompressed, trailing, problem } = entry;
    const sha256 = hasHash ? this.#hashes.toString("hex", id * hashBytes, (id + 1) * hashBytes) : undefined;
    return { id, path: folder + name, kind, sha256, isCompressed, trailing, problem };
  }

  #keepHash(id: number, sha256: string): void {
    if ((id + 1) * hashBytes > this.#hashes.length) {
      const larger = Buffer.alloc(Math.max(this.#hashes.length * 2, (id + 1) * hashBytes));
      this.#hashes.copy(larger);
      this.#hashes = larger;
    }
    this.#hashes.write(sha256, id * hashBytes, "hex");
  }

  /** By the first 48 bits, which a number holds exactly. */
  #indexHashes(): Map<number, number | number[]> {
    const index = new Map<number, number | number[]>();
    for (let id = 0; id < this.#entries.length; id++)
      if (this.#entries[id]?.hasHash) push(index, this.#hashes.readUIntBE(id * hashBytes, 6), id);
    return index;
  }
}

function push<Key>(map: Map<Key, number | number[]>, key: Key, id: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, id);
  else if (typeof known === "number") map.set(key, [known, id]);
  else known.push(id);
}

const list = (ids: number | readonly number[] | undefined): readonly number[] =>
  ids === undefined ? [] : typeof ids === "number" ? [ids] : ids;
