import { groupGapMs } from "../../events/groups/groupKey.js";
import type { HistoryEntry } from "./historyEntry.js";
import { toolsOf, type Manager } from "./manager.js";

/** One run of the manager: what it changed without a long pause. */
export interface Deployment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly actor: string;
  /** Names of the stacks the run was started for, as far as the events tell. */
  readonly stacks: readonly string[];
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}

/** The manager's changes by run, newest run first. Changes without a session are a run of their own. */
export function deploymentsOf(changes: readonly HistoryEntry[], manager: Manager): readonly Deployment[] {
  const tools = toolsOf(manager);
  const open = new Map<string, HistoryEntry[]>();
  const runs: HistoryEntry[][] = [];
  for (const entry of changes) {
    if (!tools.has(entry.via.tool)) continue;
    const { group } = entry;
    const run = group && open.get(group.key);
    const next = run?.at(-1);
    if (run && next && next.timeMs - entry.timeMs < groupGapMs[group.kind]) run.push(entry);
    else {
      const begun = [entry];
      runs.push(begun);
      if (group) open.set(group.key, begun);
    }
  }
  return runs.map(toDeployment);
}

function toDeployment(entries: readonly HistoryEntry[]): Deployment {
  const times = entries.map(({ timeMs }) => timeMs);
  const lead = entries.find(({ group }) => group?.stack !== undefined) ?? entries[0];
  return {
    fromMs: Math.min(...times),
    toMs: Math.max(...times),
    actor: lead?.actor ?? "",
    stacks: [...new Set(entries.flatMap(({ group }) => group?.stack ?? []))].sort(),
    entries,
  };
}
