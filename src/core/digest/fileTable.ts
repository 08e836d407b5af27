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
  found: Found | undefined;
}

interface Found {
  readonly kind: FileKind;
  readonly hasHash: boolean;
  readonly isCompressed: boolean;
  readonly trailing: Trailing | undefined;
  readonly problem: ReadProblem | undefined;
}

/** What nearly all files are, told by one object. */
const plainLog: Found = {
  kind: "log",
  hasHash: true,
  isCompressed: true,
  trailing: undefined,
  problem: undefined,
};

/** All files of a copy with what was found in them, as a reader. Files may be listed first and read in any order. */
export class FileTable implements DigestReader {
  readonly #entries: Entry[] = [];
  readonly #digests = new Map<number, Digest | undefined>();
  readonly #metadata = new Map<string, DigestMetadata>();
  readonly #verified = new Map<number, readonly string[]>();
  readonly #byName = new Map<string, number | number[]>();
  #hashes = Buffer.alloc(1024 * hashBytes);
  #byHash: Map<number, number | number[]> | undefined;
  #folder = "";

  get size(): number {
    return this.#entries.length;
  }

  /** Files are listed in an order of their own, so that the same copy always gives the same answers. */
  list(path: string): number {
    const name = baseName(path);
    const folder = path.slice(0, path.length - name.length);
    if (folder !== this.#folder) this.#folder = folder; // files of one folder share its text
    const id = this.#entries.push({ folder: this.#folder, name, found: undefined }) - 1;
    push(this.#byName, name, id);
    return id;
  }

  /** What was found in a listed file. */
  fill(id: number, examined: Examined): void {
    const entry = this.#entry(id);
    const { kind, sha256, isCompressed, trailing, problem, digest, metadata, verified } = examined;
    const hasHash = sha256 !== undefined;
    const isPlain = kind === "log" && hasHash && isCompressed && !trailing && !problem;
    entry.found = isPlain ? plainLog : { kind, hasHash, isCompressed, trailing, problem };
    if (hasHash) this.#keepHash(id, sha256);
    if (kind === "digest" || parseDigestName(entry.name)) this.#digests.set(id, digest);
    if (metadata && entry.name.endsWith(metadataSuffix))
      this.#metadata.set(this.path(id).slice(0, -metadataSuffix.length), metadata);
    if (verified) this.#verified.set(id, verified);
    this.#byHash = undefined;
  }

  add(path: string, examined: Examined): void {
    this.fill(this.list(path), examined);
  }

  path(id: number): string {
    const { folder, name } = this.#entry(id);
    return folder + name;
  }

  isRead(id: number): boolean {
    return this.#entry(id).found !== undefined;
  }

  /** The files that may be this log, by name alone. */
  idsOf({ key }: LogReference): readonly number[] {
    const name = baseName(key);
    if (name === "") return [];
    const ids = list(this.#byName.get(name));
    // an unzipped copy drops the ending
    const unzipped = name.endsWith(".gz") ? list(this.#byName.get(name.slice(0, -3))) : [];
    return unzipped.length === 0 ? ids : [...ids, ...unzipped];
  }

  async *digests(): AsyncGenerator<readonly FoundDigest[]> {
    const ids = [...this.#digests.keys()].sort((a, b) => a - b);
    yield ids.map((id) => {
      const file = this.#facts(id);
      const metadata = this.#metadata.get(file.path);
      return { file, digest: this.#digests.get(id), metadata, verified: this.#verified.get(id) };
    });
  }

  async logs(references: readonly LogReference[]): Promise<readonly (readonly FileFacts[])[]> {
    return references.map((reference) => this.idsOf(reference).map((id) => this.#facts(id)));
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
      if (this.isRead(id) && !this.#digests.has(id) && !without.has(id)) files.push(this.#facts(id));
      if (files.length < batch) continue;
      yield files;
      files = [];
    }
    yield files;
  }

  #entry(id: number): Entry {
    const entry = this.#entries[id];
    if (!entry) throw new RangeError(`no file ${id}`);
    return entry;
  }

  #facts(id: number): FileFacts {
    const { folder, name, found } = this.#entry(id);
    if (!found) throw new RangeError(`file ${id} is not read yet`);
    const { kind, hasHash, isCompressed, trailing, problem } = found;
    const sha256 = hasHash ? this.#hashes.toString("hex", id * hashBytes, (id + 1) * hashBytes) : undefined;
    return { id, path: folder + name, kind, sha256, isCompressed, trailing, problem };
  }

  #keepHash(id: number, sha256: string): void {
    if ((id + 1) * hashBytes > this.#hashes.length) {
      const larger = Buffer.alloc(Math.max(this.#hashes.length * 2, this.#entries.length * hashBytes));
      this.#hashes.copy(larger);
      this.#hashes = larger;
    }
    this.#hashes.write(sha256, id * hashBytes, "hex");
  }

  /** By the first 48 bits, which a number holds exactly. */
  #indexHashes(): Map<number, number | number[]> {
    const index = new Map<number, number | number[]>();
    for (let id = 0; id < this.#entries.length; id++)
      if (this.#entries[id]?.found?.hasHash) push(index, this.#hashes.readUIntBE(id * hashBytes, 6), id);
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
