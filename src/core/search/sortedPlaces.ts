import type { CodedColumn, RowColumns } from "./rowColumns.js";
import type { Column } from "./row.js";

const columnOf: Readonly<Record<Exclude<Column, "time">, CodedColumn>> = {
  actor: "actor",
  event: "eventName",
  resource: "resource",
  via: "via",
  from: "from",
  region: "region",
  account: "accountId",
  outcome: "outcome",
};

/** Numbers inside names count as numbers (`i-2` before `i-10`), case does not count. */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Places sorted by a text column; within equal texts newest first; empty texts last in either direction.
 * Sorts the distinct texts and then deals the rows out, which takes milliseconds for 100,000 rows.
 */
export function sortPlaces(
  columns: RowColumns,
  byTime: Uint32Array,
  column: Exclude<Column, "time">,
  descending: boolean,
): Uint32Array {
  const codes = columns.codes(columnOf[column]);
  const counts = new Uint32Array(columns.texts.length);
  for (const place of byTime) {
    const code = codes[place] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const starts = startsByRank(columns.texts, counts, descending);
  const sorted = new Uint32Array(byTime.length);
  for (let at = byTime.length - 1; at >= 0; at--) {
    const place = byTime[at] ?? 0;
    const code = codes[place] ?? 0;
    const start = starts[code] ?? 0;
    sorted[start] = place;
    starts[code] = start + 1;
  }
  return sorted;
}

/** Where the rows of each text begin. */
function startsByRank(texts: readonly string[], counts: Uint32Array, descending: boolean): Uint32Array {
  const used: number[] = [];
  counts.forEach((count, code) => {
    if (count > 0) used.push(code);
  });
  const sign = descending ? -1 : 1;
  used.sort((a, b) => {
    const left = texts[a] ?? "";
    const right = texts[b] ?? "";
    if (left === "" || right === "") return left === right ? 0 : left === "" ? 1 : -1;
    return sign * collator.compare(left, right) || a - b;
  });
  const starts = new Uint32Array(texts.length);
  let next = 0;
  for (const code of used) {
    starts[code] = next;
    next += counts[code] ?? 0;
  }
  return starts;
}
