import type { ViaTool } from "../../core/events/insight.js";
import type { GroupSummary } from "../../core/events/groups/group.js";
import type { Lane } from "../../core/timeline/timeline.js";
import { literal } from "../duckdb.js";
import type { ReadRows } from "./database.js";

const isConsole = `(lower(coalesce(sessioncredentialfromconsole, '')) = 'true' OR coalesce(eventtype, '') = 'AwsConsoleSignIn')`;
const isTemporary = "starts_with(user_accesskeyid, 'ASIA')";

/** The session an event belongs to, as core's `sessionKeyOf` tells; NULL for none. */
export const sessionSql = `CASE WHEN ${isTemporary} AND NOT ${isConsole} THEN user_accesskeyid
  WHEN session_started IS NOT NULL THEN session_started
  WHEN ${isTemporary} OR starts_with(user_accesskeyid, 'AKIA') THEN user_accesskeyid END`;

/** Tells each lane what is known of the session it stands for, also what of it lies outside of the asked window. */
export async function withSessions(
  lanes: readonly Lane[],
  where: string,
  read: ReadRows,
): Promise<readonly Lane[]> {
  const names = lanes.map(({ key }) => key).filter((key) => key !== "");
  if (names.length === 0) return lanes;
  const rows = await read(
    `SELECT session, arg_min(via, eventtime), arg_min(actor, eventtime), arg_min(actor_note, eventtime),
      epoch_ms(min(eventtime)), epoch_ms(max(eventtime)), count(*), count(*) FILTER (outcome = 'changed')
     FROM (SELECT *, ${sessionSql} AS session FROM segments WHERE ${where})
     WHERE session IN (${names.map(literal).join(", ")}) GROUP BY session`,
  );
  const known = new Map<string, GroupSummary>();
  for (const [name, via, actor, actorNote, fromMs, toMs, events, changes] of rows)
    known.set(String(name), {
      kind: "session",
      tool: String(via) as ViaTool,
      names: [String(name)],
      actor: String(actor ?? ""),
      actorNote: String(actorNote ?? ""),
      fromMs: Number(fromMs),
      toMs: Number(toMs),
      events: Number(events),
      changes: Number(changes),
    });
  return lanes.map((lane) => ({ ...lane, session: known.get(lane.key) }));
}
