import type { Filter } from "../../search/query.js";
import type { HistorySubject } from "./historySubject.js";

/** What finds the changes of these resources, with all that was denied, in any archive. */
export function historyFilters(subjects: readonly HistorySubject[]): readonly Filter[] {
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  const names = unique(subjects.flatMap((subject) => subject.names));
  const isNarrow = subjects.every(({ isPart, indexing }) => isPart || indexing === "never");
  const events = isNarrow ? unique(subjects.flatMap(({ eventNames }) => eventNames)) : [];
  return [
    ...names.map((value) => filter("resource", value)),
    ...events.map((value) => filter("event", value)),
    filter("access", "write"),
  ];
}

const filter = (field: Filter["field"], value: string): Filter => ({ field, value, negated: false });
