import { mkdir, open, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../core/base/json.js";
import type { Manifest, StoredFile } from "./storedIndex.js";

/** What an index needs of a disk; a test gives one that is full. */
export interface IndexDisk {
  /** Replaces a file as a whole: whoever reads it sees the old or the new one. */
  replace(path: string, text: string): Promise<void>;
}

export const realDisk: IndexDisk = {
  replace: async (path, text) => {
    const fresh = `${path}.${String(process.pid)}.new`;
    const file = await open(fresh, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  },
};

/** The files of one index, in a directory of its own. */
export class IndexFiles {
  constructor(
    readonly directory: string,
    private readonly disk: IndexDisk = realDisk,
  ) {}

  async prepare(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
  }

  segment(name: string): string {
    return join(this.directory, `${name}.parquet`);
  }

  get manifestPath(): string {
    return join(this.directory, "manifest.json");
  }

  /** Undefined when there is none, or none that can be used. */
  async manifest(): Promise<Manifest | undefined> {
    const value = await readJson(this.manifestPath);
    return isObject(value) && typeof value["format"] === "string"
      ? (value as unknown as Manifest)
      : undefined;
  }

  async writeManifest(manifest: Manifest): Promise<void> {
    await this.disk.replace(this.manifestPath, JSON.stringify(manifest));
  }

  /** Undefined when it is missing or damaged. */
  async filesOf(name: string): Promise<readonly StoredFile[] | undefined> {
    const value = await readJson(join(this.directory, `${name}.json`));
    return Array.isArray(value) ? value : undefined;
  }

  async writeFilesOf(name: string, files: readonly StoredFile[]): Promise<void> {
    await this.disk.replace(join(this.directory, `${name}.json`), JSON.stringify(files));
  }

  /** Removes what no manifest names: left over from a crash, or replaced. */
  async removeOthers(manifest: Manifest): Promise<void> {
    const kept = new Set(manifest.batches.flatMap(({ name }) => [`${name}.json`, `${name}.parquet`]));
    for (const name of await readdir(this.directory).catch(() => []))
      if (/^b\d+[.-]|\.new$|^duckdb/.test(name) && !kept.has(name))
        await rm(join(this.directory, name), { force: true, recursive: true });
  }

  async sizeBytes(): Promise<number> {
    let sum = 0;
    for (const name of await readdir(this.directory).catch(() => []))
      if (name !== "lock") sum += (await stat(join(this.directory, name)).catch(() => ({ size: 0 }))).size;
    return sum;
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined; // missing or damaged: the caller builds it anew
  }
}
