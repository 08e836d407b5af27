import { csvRows, separatorOf } from "./csvRows.js";
import { FIELD_LETTERS, letters } from "./tableRecord.js";

/** A row of a table with named columns, or why it is none; `from` in UTF-16 units. */
export type CsvPart =
  | { readonly from: number; readonly columns: readonly (readonly [string, string])[] }
  | { readonly from: number; readonly reason: string };

/** True when the text begins with a header that names columns of events: two known ones, or the whole record's. */
export function isEventTable(text: string): boolean {
  const header = headerOf(text);
  const known = header.filter((name) => FIELD_LETTERS.has(letters(name)));
  return known.length > 1 || header.some((name) => letters(name) === "eventjson");
}

function headerOf(text: string): readonly string[] {
  const [row] = csvRows(text.slice(0, 20_000), separatorIn(text));
  return row?.cells ?? [];
}

const separatorIn = (text: string): string => separatorOf(/^[^\r\n]{0,20000}/.exec(text)?.[0] ?? "");

export function* csvParts(text: string): Generator<CsvPart, void, undefined> {
  let header: readonly string[] | undefined;
  for (const { from, cells, isCutOff } of csvRows(text, separatorIn(text))) {
    if (header === undefined) header = cells.map((name) => name.trim());
    else if (isCutOff) yield { from, reason: "A quoted cell that begins in this row never ends." };
    else
      yield {
        from,
        columns: cells.map((cell, index) => [header?.[index] ?? `column ${String(index + 1)}`, cell]),
      };
  }
}
