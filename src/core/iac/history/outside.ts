import type { HistoryEntry } from "./historyEntry.js";
import { toolsOf, type Manager } from "./manager.js";

/** A change that was made past the tool that manages the resource, and not overwritten by it since. */
export interface OutsideChange {
  readonly entry: HistoryEntry;
  /** False when the record does not surely tell the tool; then it is said with "possibly". */
  readonly isSure: boolean;
  /** Field and value that told the tool, as `sessionCredentialFromConsole true`. */
  readonly grounds: string;
}

/** Whether a change came past the manager. Services that turn their own knobs (auto scaling) are not meant. */
export const isOutside = ({ outcome, via }: HistoryEntry, manager: Manager): boolean =>
  outcome === "changed" && via.tool !== "AWS service" && !toolsOf(manager).has(via.tool);

/**
 * The changes of a resource, newest first, that were made outside of its manager since the manager's last change; an
 * earlier one was overwritten or taken over. It is no proof of drift: values may be equal.
 */
export function outsideChanges(changes: readonly HistoryEntry[], manager: Manager): readonly OutsideChange[] {
  const tools = toolsOf(manager);
  const since = changes.findIndex(({ via }) => tools.has(via.tool));
  const recent = since < 0 ? changes : changes.slice(0, since);
  return recent
    .filter((entry) => isOutside(entry, manager))
    .map((entry) => ({
      entry,
      isSure: entry.via.confidence === "high",
      grounds: entry.via.grounds,
    }));
}
