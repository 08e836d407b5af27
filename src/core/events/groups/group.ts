import type { ViaTool } from "../insight.js";
import type { GroupKind } from "./groupKey.js";

/** Calls that belong together, as far as the events at hand tell. The page makes the sentence of it. */
export interface GroupSummary {
  readonly kind: GroupKind | "session";
  readonly tool: ViaTool;
  /** Stacks that were deployed; for a session its value. In order of name. */
  readonly names: readonly string[];
  readonly actor: string;
  readonly actorNote: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
  readonly changes: number;
}
