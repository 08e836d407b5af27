import { dayMs, History } from "../data/history.js";
import { accounts, usedRegions } from "../data/organization.js";
import type { StoredEvent } from "../data/storedEvent.js";
import { toDayWriter } from "../data/stories.js";
import type { FolderPlan, PlannedDay } from "./plan.js";

/** The events of one account and Region on one day, newest first. */
export interface ScopeEvents {
  readonly accountId: string;
  readonly region: string;
  readonly events: readonly StoredEvent[];
}

/** Everything a trail delivers of one day, exactly as much as planned. */
export function dayEvents(plan: FolderPlan, day: PlannedDay): readonly ScopeEvents[] {
  let scale = plan.eventsScale;
  let scopes = written(plan, day, scale);
  while (countOf(scopes) < day.events) {
    scale = scale * 1.3 + 0.1;
    scopes = written(plan, day, scale);
  }
  return thinned(scopes, day.events);
}

function written(plan: FolderPlan, day: PlannedDay, eventsScale: number): readonly ScopeEvents[] {
  // A history of its own for every day: what was written is forgotten with it.
  const write = toDayWriter({ seed: plan.seed, anchorMs: plan.endMs, eventsScale });
  const history = new History(plan.seed, write);
  const fromMs = day.number * dayMs;
  return accounts.flatMap(({ id: accountId }) =>
    usedRegions.map((region) => {
      const events = history.walkGenerated(accountId, region, fromMs, fromMs + dayMs - 1);
      return { accountId, region, events: [...events].filter(({ category }) => category !== "Insight") };
    }),
  );
}

const countOf = (scopes: readonly ScopeEvents[]): number =>
  scopes.reduce((sum, { events }) => sum + events.length, 0);

/** Leaves out what is too much, evenly, and reads before anything else: the stories are told by the writes. */
function thinned(scopes: readonly ScopeEvents[], wanted: number): readonly ScopeEvents[] {
  const all = scopes.flatMap(({ events }) => events);
  const reads = new Set(all.filter(({ readOnly }) => readOnly === "true"));
  const surplus = all.length - wanted;
  const gone = new Set([
    ...evenly([...reads], Math.min(surplus, reads.size)),
    ...evenly(
      all.filter((event) => !reads.has(event)),
      Math.max(0, surplus - reads.size),
    ),
  ]);
  return scopes.map((scope) => ({ ...scope, events: scope.events.filter((event) => !gone.has(event)) }));
}

/** So many items of a list, at even distances. */
const evenly = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  items.filter(
    (_, at) => Math.floor(((at + 1) * count) / items.length) > Math.floor((at * count) / items.length),
  );
