import { csvLine, formulaStart } from "../search/csv.js";
import { valueText, type SqlRow } from "./resultTable.js";
import type { SqlColumn } from "./sqlTarget.js";

export type RowFormat = "csv" | "json";

/** The text of an export, piece by piece. */
export const exportRows = (
  format: RowFormat,
  columns: readonly SqlColumn[],
  rows: Iterable<SqlRow>,
): Generator<string, void, undefined> =>
  format === "csv" ? csvText(columns, rows) : jsonText(columns, rows);

function* csvText(columns: readonly SqlColumn[], rows: Iterable<SqlRow>): Generator<string, void, undefined> {
  // The mark by which spreadsheets know UTF-8.
  yield `\ufeff${csvLine(columns.map(({ name }) => name))}`;
  for (const row of rows) yield csvCells(columns, row);
}

/** Negative numbers stay numbers: no formula can be in a column of numbers. */
function csvCells(columns: readonly SqlColumn[], row: SqlRow): string {
  if (!columns.some(({ kind }) => kind === "number")) return csvLine(row.map(valueText));
  const cells = columns.map((_, at) => {
    const value = row[at];
    return typeof value === "number" ? String(value) : csvLine([valueText(value)]).slice(0, -2);
  });
  return `${cells.join(",")}\r\n`;
}

/** A list of objects; of columns with one name the later ones are numbered, so that none is lost. */
function* jsonText(
  columns: readonly SqlColumn[],
  rows: Iterable<SqlRow>,
): Generator<string, void, undefined> {
  const names = uniqueNames(columns);
  let separator = "[\n";
  for (const row of rows) {
    const members = names.map((name, at) => `${JSON.stringify(name)}:${JSON.stringify(row[at] ?? null)}`);
    yield `${separator}{${members.join(",")}}`;
    separator = ",\n";
  }
  yield separator === ",\n" ? "\n]\n" : "[]\n";
}

function uniqueNames(columns: readonly SqlColumn[]): readonly string[] {
  const used = new Set<string>();
  return columns.map(({ name }) => {
    let free = name;
    for (let number = 2; used.has(free); number++) free = `${name}_${number}`;
    used.add(free);
    return free;
  });
}

/** Cells with tabs between them, as spreadsheets paste them; none is taken for a formula there. */
export const tabbedRow = (row: SqlRow): string =>
  row.map((value) => (typeof value === "number" ? String(value) : pastedCell(valueText(value)))).join("\t");

export const tabbedRows = (columns: readonly SqlColumn[], rows: Iterable<SqlRow>): string =>
  [columns.map(({ name }) => pastedCell(name)).join("\t"), ...[...rows].map(tabbedRow)].join("\n");

function pastedCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return formulaStart.test(line) ? `'${line}` : line;
}
