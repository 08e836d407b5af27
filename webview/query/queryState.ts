import type { QueryState } from "../../src/shared/queryPanel.js";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** State as it was kept, maybe by another version of the page: what does not fit falls back part by part. */
export function readQueryState(kept: unknown): QueryState {
  if (!isRecord(kept) || kept.version !== 1) return { version: 1, statement: "", widths: {} };
  const { sort, widths } = kept;
  const numbers = Object.entries(isRecord(widths) ? widths : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0,
  );
  return {
    version: 1,
    statement: typeof kept.statement === "string" ? kept.statement : "",
    widths: Object.fromEntries(numbers),
    chartFolded: kept.chartFolded === true,
    ...(isRecord(sort) && typeof sort.column === "number" && Number.isInteger(sort.column)
      ? { sort: { column: sort.column, descending: sort.descending === true } }
      : {}),
  };
}
