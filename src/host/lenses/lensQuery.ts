import { historyFilters } from "../../core/iac/history/historyFilters.js";
import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import type { Filter } from "../../core/search/query.js";
import { formatQuery } from "../../core/search/queryText.js";
import { historyMs } from "../../core/search/window.js";

/** The search that shows what lenses count: changes of these resources in all of event history. */
export const lensQuery = (subjects: readonly HistorySubject[]): string =>
  queryOf(subjects, historyFilters(subjects));

/** One event in its account and Region. */
export const eventQuery = (subject: HistorySubject, id: string): string =>
  queryOf([subject], [{ field: "id", value: id, negated: false }]);

const queryOf = (subjects: readonly HistorySubject[], filters: readonly Filter[]): string =>
  formatQuery({
    range: { kind: "last", ms: historyMs },
    accounts: [...new Set(subjects.map(({ scope }) => scope.account))],
    regions: [...new Set(subjects.map(({ scope }) => scope.region))],
    filters,
    words: [],
  });
