import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import type { Filter, Query } from "../../core/search/query.js";
import { formatQuery } from "../../core/search/queryText.js";
import { historyMs } from "../../core/search/window.js";

/** The search that shows what lenses count, with all that was denied: changes of these resources in all of event history. */
export function lensQuery(subjects: readonly HistorySubject[]): string {
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  const names = unique(subjects.flatMap((subject) => subject.names));
  const isNarrow = subjects.every(({ isPart, indexing }) => isPart || indexing === "never");
  const events = isNarrow ? unique(subjects.flatMap(({ eventNames }) => eventNames)) : [];
  const query: Query = {
    range: { kind: "last", ms: historyMs },
    accounts: unique(subjects.map(({ scope }) => scope.account)),
    regions: unique(subjects.map(({ scope }) => scope.region)),
    filters: [
      ...names.map((value) => filter("resource", value)),
      ...events.map((value) => filter("event", value)),
      filter("access", "write"),
    ],
    words: [],
  };
  return formatQuery(query);
}

/** One event in its account and Region. */
export const eventQuery = ({ scope }: HistorySubject, id: string): string =>
  formatQuery({
    range: { kind: "last", ms: historyMs },
    accounts: [scope.account],
    regions: [scope.region],
    filters: [filter("id", id)],
    words: [],
  });

const filter = (field: Filter["field"], value: string): Filter => ({ field, value, negated: false });
