import { groupNames, isEarlierChange, subjectsOf, type Explained } from "../events/compare/predecessor.js";
import type { CloudTrailEvent } from "../events/event.js";
import { spellName } from "./apiNames.js";
import type { Archive } from "./archive.js";
import type { Asked } from "./asked.js";
import type { Filter, Query } from "./query.js";
import type { ResultSet } from "./resultSet.js";
import { historyMs } from "./window.js";

/** The question and the account and Region it is put to. */
export interface Place {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** More values of a field than these are not asked of the service, see `plan.ts`. */
const mostValues = 5;

/** The nearest change before an event that its results hold; see `isEarlierChange`. */
export function previousAmong(
  results: ResultSet,
  later: Explained,
  explain: (event: CloudTrailEvent) => Explained["insight"],
): CloudTrailEvent | undefined {
  for (const event of results.changesBefore(later.event.id))
    if (isEarlierChange({ event, insight: explain(event) }, later)) return event;
  return undefined;
}

/** The names of what the event was made to, as an archive is asked for them. */
export const namesToAsk = ({ insight }: Explained): readonly string[] =>
  [...new Set(subjectsOf(insight.resources).map(({ id, arn }) => arn ?? id))].slice(0, mostValues);

/**
 * The question for changes before an event: by its resource's name, and should that find nothing by the names of its
 * API's group, as some services list no resources. Goes back to `sinceMs`, at most as far as event history keeps.
 */
export function previousQuery(later: Explained, place: Place, sinceMs: number | undefined): Query {
  const { event } = later;
  const group = groupNames(event).filter((name) => name === event.name || spellName(name) !== undefined);
  const filters: Filter[] = namesToAsk(later).map((value) => is("resource", value));
  if (group.length <= mostValues) filters.push(...group.map((value) => is("event", value)));
  const fromMs = Math.max(sinceMs ?? 0, event.timeMs - historyMs);
  return {
    ...place,
    range: { kind: "exact", fromMs, toMs: event.timeMs },
    filters: [...filters, is("outcome", "changed")],
    words: [],
  };
}

const is = (field: Filter["field"], value: string): Filter => ({ field, value, negated: false });

/** What an archive search for the change before came to. */
export interface Searched {
  readonly found: CloudTrailEvent | undefined;
  readonly asked: Asked | undefined;
}

/** Searches until the nearest change before is certain: every walk has come further back than it. */
export async function searchPrevious(
  archive: Archive,
  query: Query,
  later: Explained,
  tools: {
    readonly signal: AbortSignal;
    readonly explain: (event: CloudTrailEvent) => Explained["insight"];
    readonly report: (asked: Asked) => void;
  },
): Promise<Searched> {
  let found: CloudTrailEvent | undefined;
  let asked: Asked | undefined;
  for await (const batch of archive.search(query, tools.signal)) {
    asked = batch.asked;
    tools.report(asked);
    for (const event of batch.events) {
      const isNearer = event.timeMs > (found?.timeMs ?? -Infinity);
      if (isNearer && isEarlierChange({ event, insight: tools.explain(event) }, later)) found = event;
    }
    if (found !== undefined && isCertain(found, asked)) break;
  }
  tools.signal.throwIfAborted();
  return { found, asked };
}

const isCertain = ({ timeMs }: CloudTrailEvent, { scopes }: Asked): boolean =>
  scopes.every(({ state, reachedMs }) => (state !== "waiting" && state !== "running") || reachedMs <= timeMs);
