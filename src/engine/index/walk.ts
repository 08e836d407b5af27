import { readdirSync, realpathSync, statSync, type Dirent } from "node:fs";
import { join, sep } from "node:path";

/** A file below the folder, not opened yet. */
export interface FoundFile {
  readonly path: string;
  readonly rawPath?: string;
  /** Set when it cannot be opened as a file. */
  readonly problem?: string;
}

const sliceMs = 15;

/**
 * All files below a folder. Links are followed, each place once, so that a link to a folder above ends the walk there.
 * Lets other work in between. Rejects when the folder itself cannot be read.
 */
export async function walkFolder(folder: string, signal: AbortSignal): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const linked = new Set<string>([realpathSync(folder)]);
  const waiting: Place[] = [{ path: "", bytes: undefined }];
  let lastMs = Date.now();
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    if (Date.now() - lastMs > sliceMs) {
      await new Promise(setImmediate);
      lastMs = Date.now();
    }
    signal.throwIfAborted();
    try {
      readPlace(folder, place, { found, linked, waiting });
    } catch (error) {
      if (place.path === "") throw error;
      const code = (error as NodeJS.ErrnoException).code ?? "unknown";
      found.push({ ...named(place), problem: `this folder could not be read: ${code}` });
    }
  }
  return found;
}

/** A path below the folder; its bytes where they are no UTF-8. */
interface Place {
  readonly path: string;
  readonly bytes: Buffer | undefined;
}

interface Walk {
  readonly found: FoundFile[];
  readonly linked: Set<string>;
  readonly waiting: Place[];
}

const named = ({ path, bytes }: Place): FoundFile =>
  bytes === undefined ? { path } : { path, rawPath: bytes.toString("latin1") };

/** Where to find a file on disk. */
export function diskPath(
  folder: string,
  file: { path: string; rawPath?: string | undefined },
): string | Buffer {
  if (file.rawPath === undefined) return file.path === "" ? folder : join(folder, file.path);
  return Buffer.concat([Buffer.from(`${folder}${sep}`), Buffer.from(file.rawPath, "latin1")]);
}

function readPlace(folder: string, place: Place, walk: Walk): void {
  const at = diskPath(folder, named(place));
  for (const { entry, child } of childrenOf(at, place)) {
    if (entry.isDirectory()) walk.waiting.push(child);
    else if (entry.isFile()) walk.found.push(named(child));
    else if (entry.isSymbolicLink()) follow(folder, child, walk);
    else walk.found.push({ ...named(child), problem: "not a file: a pipe, socket or device" });
  }
}

function childrenOf(
  at: string | Buffer,
  place: Place,
): readonly { entry: Dirent<string | Buffer>; child: Place }[] {
  if (place.bytes === undefined) {
    const entries = readdirSync(at, { withFileTypes: true });
    // A name that is no UTF-8 was read with a replacement character: read again as bytes.
    if (!entries.some(({ name }) => name.includes("\ufffd")))
      return entries.map((entry) => ({ entry, child: childOf(place, entry.name) }));
  }
  return readdirSync(at, { withFileTypes: true, encoding: "buffer" }).map((entry) => ({
    entry,
    child: byteChild(place, entry.name),
  }));
}

const childOf = ({ path }: Place, name: string): Place => ({
  path: path === "" ? name : `${path}/${name}`,
  bytes: undefined,
});

function byteChild(place: Place, name: Buffer): Place {
  const text = name.toString();
  const isText = Buffer.from(text).equals(name);
  if (isText && place.bytes === undefined) return childOf(place, text);
  const parent = place.bytes ?? Buffer.from(place.path);
  const bytes = parent.length === 0 ? name : Buffer.concat([parent, Buffer.from("/"), name]);
  return { path: childOf(place, isText ? text : escaped(name)).path, bytes };
}

const escaped = (name: Buffer): string =>
  Array.from(name, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");

function follow(folder: string, child: Place, { found, linked, waiting }: Walk): void {
  const at = diskPath(folder, named(child));
  try {
    if (!statSync(at).isDirectory()) {
      found.push(named(child));
      return;
    }
    const target = realpathSync(at);
    const isInside = `${target}${sep}`.startsWith(`${realpathSync(folder)}${sep}`);
    if (linked.has(target) || isInside || realpathSync(folder).startsWith(`${target}${sep}`))
      found.push({ ...named(child), problem: "a link to a folder that is read already" });
    else waiting.push(child);
    linked.add(target);
  } catch {
    found.push({ ...named(child), problem: "a link that leads nowhere" });
  }
}
