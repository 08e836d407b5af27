import type { Asked, AskedScope } from "./asked.js";

/** How much of the search's time window was read, 0 to 1 over all scopes; one that failed has nothing left to do. */
export function progressOf(asked: Asked | undefined): number {
  if (asked?.folder !== undefined) return asked.folder.filesDone / Math.max(1, asked.folder.filesFound);
  if (asked?.file !== undefined) return asked.file.readBytes / Math.max(1, asked.file.sizeBytes);
  if (asked === undefined || asked.scopes.length === 0) return 0;
  const spanMs = Math.max(1, asked.toMs - asked.fromMs);
  const shares = asked.scopes.map((scope) => shareOf(scope, asked.toMs, spanMs));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function shareOf({ state, reachedMs }: AskedScope, toMs: number, spanMs: number): number {
  if (state === "complete" || state === "failed") return 1;
  return Math.min(1, Math.max(0, (toMs - reachedMs) / spanMs));
}
