import { randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LookupAttribute, LookupScope } from "../../core/search/lookup.js";
import { isObject, text } from "../../core/base/json.js";
import type { Segment, SegmentName } from "./segment.js";
import { hashOf, parseName } from "./segment.js";

/** What a folder of segments is about; written once, for "show cache". */
export interface About {
  readonly accountId: string;
  readonly region: string;
  readonly attribute: string | undefined;
}

/** Events hold what people did: nobody but the user may read them. */
const fileMode = 0o600;
const folderMode = 0o700;

const aboutFile = "about.json";

/** Half-written files of a window that was closed; younger ones may still be under way. */
const leftoverMs = 60 * 60_000;

/** Codes that say that something is not there, which here is as good as empty. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

export const toAbout = (scope: LookupScope, attribute: LookupAttribute | undefined): About => ({
  accountId: scope.accountId,
  region: scope.region,
  attribute: attribute && `${attribute.key}=${attribute.value}`,
});

/** The segments of one scope and attribute. Files are never changed after they have their name. */
export class Folder {
  constructor(readonly path: string) {}

  async segments(): Promise<readonly SegmentName[]> {
    const names = await this.#names();
    return names.map(parseName).filter((segment) => segment !== undefined);
  }

  /** The bytes when they are what the name promises; undefined when the file is damaged or gone. */
  async bytes(segment: SegmentName): Promise<Buffer | undefined> {
    try {
      const bytes = await readFile(join(this.path, segment.name));
      return hashOf(bytes) === segment.hash ? bytes : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async write(segment: Segment, about: About): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: folderMode });
    await this.#put(segment.name, segment.bytes);
    if (!(await this.about())) await this.#put(aboutFile, JSON.stringify(about));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }

  /** Undefined when it is missing or unreadable; the next write makes it anew. */
  async about(): Promise<About | undefined> {
    try {
      const value: unknown = JSON.parse(await readFile(join(this.path, aboutFile), "utf8"));
      if (!isObject(value)) return undefined;
      const { accountId, region, attribute } = value;
      return { accountId: text(accountId) ?? "", region: text(region) ?? "", attribute: text(attribute) };
    } catch {
      return undefined; // it only labels the folder; the segments speak for themselves
    }
  }

  /** Marks the file as used, so that it is purged later than others; one that is gone needs no mark. */
  async touch(name: string, nowMs: number): Promise<void> {
    await utimes(join(this.path, name), new Date(nowMs), new Date(nowMs)).catch(() => undefined);
  }

  async sizes(): Promise<
    readonly { readonly name: string; readonly sizeBytes: number; readonly usedMs: number }[]
  > {
    const found = await Promise.all(
      (await this.#names()).map(async (name) => {
        try {
          const { size, mtimeMs } = await stat(join(this.path, name));
          return { name, sizeBytes: size, usedMs: mtimeMs };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    );
    return found.filter((each) => each !== undefined);
  }

  /** Removes what earlier windows left half-written, and the folder itself when nothing else is in it. */
  async tidy(nowMs: number): Promise<void> {
    const files = await this.sizes();
    for (const { name, usedMs } of files) {
      if (name.endsWith(".tmp") && nowMs - usedMs > leftoverMs) await this.remove(name);
    }
    if (files.every(({ name }) => name === aboutFile)) await rm(this.path, { recursive: true, force: true });
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /**
   * A reader sees the whole file or none, also when the computer stops in the middle. On Windows a file that is
   * being read cannot be replaced; a segment of that name has the same content already.
   */
  async #put(name: string, content: Buffer | string): Promise<void> {
    const temporary = join(this.path, `.${name}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`);
    try {
      await writeFile(temporary, content, { mode: fileMode, flag: "wx", flush: true });
      await rename(temporary, join(this.path, name));
    } catch (error) {
      await rm(temporary, { force: true });
      if (!(await this.#names()).includes(name)) throw error;
    }
  }
}
