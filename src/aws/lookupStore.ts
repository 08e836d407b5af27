import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../core/base/abort.js";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type {
  Interval,
  LookupAttribute,
  LookupRow,
  LookupScope,
  LookupStore,
  StoreSummary,
} from "../core/search/lookup.js";
import type { About } from "./lookupStore/folder.js";
import { Folder, toAbout } from "./lookupStore/folder.js";
import { folders, historyMs, purge } from "./lookupStore/purge.js";
import type { Segment, SegmentName } from "./lookupStore/segment.js";
import { cut, rowsOf, secondOf, timeOf, union } from "./lookupStore/segment.js";

/** Rows a reader gets at a time. */
const batchRows = 500;

/** Pieces smaller than this are joined with their neighbours: a walk leaves one every few pages. */
const smallRows = 1000;
const mostJoined = 5000;

/**
 * Rows of event history on disk, in immutable files whose names tell what they cover (see `segment.ts`), below one
 * folder per scope and attribute. Several windows may use the same directory. A damaged file is logged, removed and
 * asked for again; a full or unwritable disk is the caller's to report.
 */
export class FileLookupStore implements LookupStore {
  readonly #root: string;
  /** Files whose content was compared with their names in this session. */
  readonly #checked = new Set<string>();
  /** Bytes on disk as far as this window knows; undefined until it has looked. */
  #sizeBytes: number | undefined;

  constructor(
    private readonly directory: string,
    private readonly maxSizeBytes: number,
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {
    this.#root = join(directory, "v1");
  }

  async covered(scope: LookupScope, attribute: LookupAttribute | undefined): Promise<readonly Interval[]> {
    const folder = this.#folder(scope, attribute);
    const whole: SegmentName[] = [];
    for (const segment of await this.#live(folder)) {
      if (await this.#isWhole(folder, segment)) whole.push(segment);
    }
    return union(whole.map(({ fromMs, toMs }) => ({ fromMs, toMs })));
  }

  /** Newest first. Rejects with a Failure when a part is gone since `covered` named it. */
  async *read(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LookupRow[]> {
    const folder = this.#folder(scope, attribute);
    let toMs = interval.toMs;
    while (toMs > interval.fromMs) {
      throwIfAborted(signal);
      const segment = reaching(await this.#live(folder), toMs);
      if (!segment) throw this.#gone();
      const bytes = await this.#load(folder, segment);
      if (!bytes) continue; // it left the list, so another segment or none is found
      const from = Math.max(segment.fromMs, interval.fromMs);
      const rows = rowsOf(bytes).filter((row) => isIn(timeOf(row, segment), from, toMs));
      for (let at = 0; at < rows.length; at += batchRows) {
        throwIfAborted(signal);
        yield rows.slice(at, at + batchRows);
      }
      await folder.touch(segment.name, this.now());
      toMs = from;
    }
  }

  /** Rows outside the interval are left out. Rejects when the disk does not take them. */
  async write(
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
    rows: readonly LookupRow[],
  ): Promise<void> {
    const inner = { fromMs: -secondOf(-interval.fromMs), toMs: secondOf(interval.toMs) };
    if (this.maxSizeBytes <= 0 || inner.fromMs >= inner.toMs) return;
    const folder = this.#folder(scope, attribute);
    const about = toAbout(scope, attribute);
    this.#sizeBytes ??= await purge(this.#root, this.maxSizeBytes, this.now());
    for (const segment of cut(inner, rows)) {
      await this.#put(folder, segment, about);
      this.#sizeBytes += segment.bytes.length;
    }
    await this.#join(folder, scope, attribute, inner);
    if (this.#sizeBytes > this.maxSizeBytes) {
      this.#sizeBytes = await purge(this.#root, this.maxSizeBytes, this.now());
    }
  }

  async summary(): Promise<StoreSummary> {
    const entries = await Promise.all((await folders(this.#root)).map((folder) => this.#entry(folder)));
    const filled = entries.filter(({ intervals }) => intervals.length > 0);
    return {
      directory: this.directory,
      sizeBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      entries: filled.sort(
        (a, b) => a.accountId.localeCompare(b.accountId, "en") || a.region.localeCompare(b.region, "en"),
      ),
    };
  }

  async clear(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
    this.#checked.clear();
    this.#sizeBytes = 0;
  }

  async #entry(folder: Folder): Promise<StoreSummary["entries"][number]> {
    const about = await folder.about();
    const segments = await this.#live(folder);
    const sizes = await folder.sizes();
    return {
      accountId: about?.accountId ?? "",
      region: about?.region ?? "",
      attribute: about?.attribute,
      rows: segments.reduce((sum, { rows }) => sum + rows, 0),
      sizeBytes: sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      intervals: union(segments),
    };
  }

  #folder({ storeKey }: LookupScope, attribute: LookupAttribute | undefined): Folder {
    const name = attribute === undefined ? "all" : shortHash(`${attribute.key}=${attribute.value}`);
    return new Folder(join(this.#root, shortHash(storeKey), name));
  }

  /** Segments that lie within event history at all. */
  async #live(folder: Folder): Promise<readonly SegmentName[]> {
    const oldestMs = this.now() - historyMs;
    return (await folder.segments()).filter(({ toMs }) => toMs > oldestMs);
  }

  async #isWhole(folder: Folder, segment: SegmentName): Promise<boolean> {
    const path = join(folder.path, segment.name);
    if (!this.#checked.has(path) && !(await this.#load(folder, segment))) return false;
    this.#checked.add(path);
    return true;
  }

  /** The segment's bytes; a damaged file is removed, so that what it held is asked for again. */
  async #load(folder: Folder, segment: SegmentName): Promise<Buffer | undefined> {
    const bytes = await folder.bytes(segment);
    if (bytes) return bytes;
    const names = await folder.segments();
    if (names.some(({ name }) => name === segment.name)) {
      this.log.warn(`a damaged file of the event cache is removed: ${join(folder.path, segment.name)}`);
      await folder.remove(segment.name);
    }
    this.#checked.delete(join(folder.path, segment.name));
    return undefined;
  }

  async #put(folder: Folder, segment: Segment, about: About): Promise<void> {
    await folder.write(segment, about);
    await folder.touch(segment.name, this.now());
    this.#checked.add(join(folder.path, segment.name));
  }

  /** Joins the small segments that touch the interval. Another window may do the same at the same time: same file. */
  async #join(
    folder: Folder,
    scope: LookupScope,
    attribute: LookupAttribute | undefined,
    interval: Interval,
  ): Promise<void> {
    const run = smallRun(await this.#live(folder), interval);
    const first = run.at(0);
    const last = run.at(-1);
    if (!first || !last || run.length < 2) return;
    const rows: LookupRow[] = [];
    for (const segment of run) {
      const bytes = await this.#load(folder, segment);
      if (!bytes) return; // another window was faster
      rows.push(...rowsOf(bytes));
    }
    const [joined, ...more] = cut({ fromMs: first.fromMs, toMs: last.toMs }, rows);
    if (!joined || more.length > 0) return;
    await this.#put(folder, joined, toAbout(scope, attribute));
    for (const { name } of run) if (name !== joined.name) await folder.remove(name);
  }

  #gone(): Failure {
    return new Failure(
      "cache/unreadable",
      "A part of the event cache is gone since the search began, because it was cleared or damaged. Search again.",
      { file: this.#root },
    );
  }
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);

const isIn = (timeMs: number, fromMs: number, toMs: number): boolean => timeMs >= fromMs && timeMs < toMs;

/** Of the segments that cover the moment before `toMs`, the one that reaches furthest back. */
const reaching = (segments: readonly SegmentName[], toMs: number): SegmentName | undefined =>
  segments
    .filter((segment) => segment.fromMs < toMs && segment.toMs >= toMs)
    .reduce<SegmentName | undefined>(
      (best, each) => (best && best.fromMs <= each.fromMs ? best : each),
      undefined,
    );

/** The longest row of small segments around the interval that touch end to end, oldest first. */
function smallRun(segments: readonly SegmentName[], interval: Interval): readonly SegmentName[] {
  const sorted = [...segments].filter(({ rows }) => rows < smallRows).sort((a, b) => a.fromMs - b.fromMs);
  let run: SegmentName[] = [];
  let best: readonly SegmentName[] = [];
  for (const segment of sorted) {
    const rows = run.reduce((sum, each) => sum + each.rows, segment.rows);
    if (run.at(-1)?.toMs !== segment.fromMs || rows > mostJoined) run = [];
    run.push(segment);
    const touches = run.some(({ fromMs, toMs }) => fromMs <= interval.toMs && toMs >= interval.fromMs);
    if (touches && run.length > best.length) best = [...run];
  }
  return best;
}
