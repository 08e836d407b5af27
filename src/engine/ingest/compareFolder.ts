import { statSync } from "node:fs";
import { newness } from "../../core/logs/fileHint.js";
import type { LogIndex } from "../index/logIndex.js";
import type { StoredFile } from "../index/storedIndex.js";
import { diskPath, walkFolder, type FoundFile } from "../index/walk.js";

/** A file to be read. */
export interface QueuedFile {
  readonly number: number;
  readonly path: string;
  readonly rawPath?: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** What has to be done so that an index is in step with its folder. */
export interface Compared {
  /** Files to be read, newest first. */
  readonly queue: readonly QueuedFile[];
  /** Number of files that are as the index has them. */
  readonly same: number;
  /** Files that cannot be read, and are not known as such. */
  readonly problems: readonly FoundFile[];
  /** Numbers of files that are gone or will be read anew. */
  readonly dropped: readonly number[];
}

type FreshFile = Omit<QueuedFile, "number">;

export async function compareFolder(folder: string, index: LogIndex, signal: AbortSignal): Promise<Compared> {
  const found = await walkFolder(folder, signal);
  const kept = new Set<number>();
  const fresh: FreshFile[] = [];
  const problems: FoundFile[] = [];
  const pause = pauses(signal);
  for (const file of found) {
    await pause();
    const known = index.at(file.path);
    const size = file.problem === undefined ? sizeOf(folder, file) : undefined;
    if (known && isSame(known, file, size)) kept.add(known.number);
    else if (size) fresh.push({ ...file, ...size });
    else problems.push({ ...file, problem: file.problem ?? "gone before it was read" });
  }
  const dropped = [...index.reports()].map((report) => report.number).filter((number) => !kept.has(number));
  if (dropped.some((number) => (index.file(number)?.events ?? 0) > 0))
    for (const file of copiesAmong(kept, index)) {
      kept.delete(file.number);
      dropped.push(file.number);
      fresh.push(again(file));
    }
  return { queue: newestFirst(fresh, index.takeNumbers(fresh.length)), same: kept.size, problems, dropped };
}

type FileSize = Pick<QueuedFile, "sizeBytes" | "mtimeMs">;

function isSame(known: StoredFile, file: FoundFile, size: FileSize | undefined): boolean {
  if (!size) return known.why === file.problem && known.state === "skipped";
  return (
    known.sizeBytes === size.sizeBytes && known.mtimeMs === size.mtimeMs && known.rawPath === file.rawPath
  );
}

/** A copy of an event counts again when the file that held the other one is gone. */
const copiesAmong = (kept: ReadonlySet<number>, index: LogIndex): readonly StoredFile[] =>
  [...kept].flatMap((number) => {
    const file = index.file(number);
    return file && file.duplicates > 0 ? [file] : [];
  });

const again = ({ path, rawPath, sizeBytes, mtimeMs }: StoredFile): FreshFile => ({
  path,
  sizeBytes,
  mtimeMs,
  ...(rawPath !== undefined && { rawPath }),
});

const newestFirst = (files: readonly FreshFile[], first: number): readonly QueuedFile[] =>
  files
    .map((file) => ({ file, newness: newness(file.path, file.mtimeMs) }))
    .sort((a, b) => b.newness - a.newness)
    .map(({ file }, at) => ({ ...file, number: first + at }));

/** Lets questions in between from time to time. */
function pauses(signal: AbortSignal): () => Promise<void> {
  let lastMs = Date.now();
  return async () => {
    if (Date.now() - lastMs <= 15) return;
    await new Promise(setImmediate);
    lastMs = Date.now();
    signal.throwIfAborted();
  };
}

function sizeOf(folder: string, file: FoundFile): FileSize | undefined {
  try {
    const { size, mtimeMs } = statSync(diskPath(folder, file));
    return { sizeBytes: size, mtimeMs: Math.floor(mtimeMs) };
  } catch {
    return undefined; // it went after it was listed
  }
}
