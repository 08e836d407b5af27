import { setImmediate as nextTurn } from "node:timers/promises";
import { parseDigestName } from "../../core/digest/objectNames.js";
import type { KeysWanted } from "../../core/digest/publicKeys.js";
import type { Range } from "../../core/digest/series.js";
import { listFiles } from "./listFiles.js";

const hourMs = 3_600_000;
/** Names read between two pauses, in which other work has its turn. */
const step = 2000;

/**
 * The keys that the digests of a folder need, as far as their names tell Region and time; undefined when no name in the
 * range is a digest's. Reads names alone.
 */
export async function keysWanted(
  folder: string,
  range: Range,
  signal: AbortSignal,
): Promise<KeysWanted | undefined> {
  const regions = new Set<string>();
  let fromMs = Infinity;
  let toMs = -Infinity;
  let count = 0;
  for (const { path } of listFiles(folder)) {
    if (++count % step === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
    const digest = parseDigestName(path);
    if (!digest || (range.region !== undefined && digest.region !== range.region)) continue;
    if (digest.endMs < (range.fromMs ?? -Infinity) || digest.endMs - hourMs > (range.toMs ?? Infinity))
      continue;
    regions.add(digest.region);
    fromMs = Math.min(fromMs, digest.endMs - hourMs);
    toMs = Math.max(toMs, digest.endMs + hourMs);
  }
  return regions.size === 0 ? undefined : { regions: [...regions].sort(), fromMs, toMs };
}
