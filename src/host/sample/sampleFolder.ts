import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Two windows run two servers, each with its port in its config files: so each process has a folder of its own. */
export const sampleFolder = (storage: string, processId: number): string =>
  join(storage, "sample", String(processId));

/** Removes what processes left behind that ended without the chance to clean up. */
export async function removeStaleFolders(
  storage: string,
  isAlive: (processId: number) => boolean,
): Promise<void> {
  const parent = join(storage, "sample");
  const names = await readdir(parent).catch(() => []); // nothing was ever started
  const stale = names.filter((name) => !/^\d+$/.test(name) || !isAlive(Number(name)));
  await Promise.all(stale.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

export function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to someone else
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
