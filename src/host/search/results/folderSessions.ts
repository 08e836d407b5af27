import type { CloudTrailEvent } from "../../../core/events/event.js";
import type { Insight } from "../../../core/events/insight.js";
import { longestSessionMs, sessionKeyOf } from "../../../core/events/sessions/sessionKey.js";
import type { LogStore } from "../../../core/logs/logStore.js";
import type { Filter, Query } from "../../../core/search/query.js";
import type { SessionPlace } from "../../../core/search/resultSet.js";
import type { Sort } from "../../../core/search/row.js";
import { everything } from "./folderQueries.js";

const oldestFirst: Sort = { column: "time", descending: false };

/** Where events stand in their sessions, among all that a folder holds of them. */
export class FolderSessions {
  constructor(private readonly store: LogStore) {}

  /** Keys that never expire are used in stretches, which only a list of their events tells; they have no place here. */
  async place(
    event: CloudTrailEvent,
    { via, actor }: Insight,
    signal: AbortSignal,
  ): Promise<SessionPlace | undefined> {
    const session = sessionKeyOf(event);
    if (session === undefined || session.kind === "access-key") return undefined;
    const reachMs = longestSessionMs(event);
    const query: Query = {
      ...everything,
      range: { kind: "exact", fromMs: event.timeMs - reachMs, toMs: event.timeMs + reachMs },
      filters: [is("session", session.value)],
    };
    const changes: Query = { ...query, filters: [...query.filters, is("outcome", "changed")] };
    const [all, changed, index] = await Promise.all([
      this.store.summary(query, signal),
      this.store.summary(changes, signal),
      this.store.place(query, oldestFirst, event.id, signal),
    ]);
    if (index === undefined || all.firstMs === undefined || all.lastMs === undefined) return undefined;
    return {
      position: index + 1,
      session: {
        kind: "session",
        tool: via.tool,
        names: [session.value],
        actor: actor.name,
        actorNote: actor.note,
        fromMs: all.firstMs,
        toMs: all.lastMs,
        events: all.count,
        changes: changed.count,
      },
    };
  }
}

const is = (field: Filter["field"], value: string): Filter => ({ field, value, negated: false });
