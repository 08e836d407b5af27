/** A row of a CSV file, with where it begins; `isCutOff` when a quoted cell in it never ends. */
export interface CsvRow {
  readonly from: number;
  readonly cells: readonly string[];
  readonly isCutOff: boolean;
}

/** What parts the cells: comma, or what a spreadsheet of another country or a clipboard writes. */
export function separatorOf(firstLine: string): string {
  const count = (character: string): number => firstLine.split(character).length;
  return count(";") > count(",") ? ";" : count("\t") > count(",") ? "\t" : ",";
}

/** Rows of a CSV text (RFC 4180): quoted cells hold separators, doubled quotes and line breaks. Blank lines are none. */
export function* csvRows(text: string, separator: string): Generator<CsvRow, void, undefined> {
  const cellEnd = new RegExp(`[${separator}\\r\\n]|$`, "g");
  let from = 0;
  let cells: string[] = [];
  for (let at = 0; at <= text.length;) {
    const { cell, end } = cellAt(text, at, cellEnd);
    cells.push(cell);
    if (end < 0) return yield { from, cells, isCutOff: true };
    at = end + 1;
    if (text[end] === separator) continue;
    if (text[end] === "\r" && text[at] === "\n") at++;
    if (cells.length > 1 || cells[0] !== "") yield { from, cells, isCutOff: false };
    cells = [];
    from = at;
  }
}

/** The cell that begins here and where it ends; -1 when it is quoted and never does. */
function cellAt(
  text: string,
  from: number,
  cellEnd: RegExp,
): { readonly cell: string; readonly end: number } {
  let quoted = "";
  let at = from;
  if (text[at] === '"') {
    const close = closingQuote(text, at);
    if (close < 0) return { cell: text.slice(at + 1), end: -1 };
    quoted = text.slice(at + 1, close).replaceAll('""', '"');
    at = close + 1;
  }
  cellEnd.lastIndex = at;
  const end = cellEnd.exec(text)?.index ?? text.length;
  // Text behind a closing quote breaks the rules, and belongs to the cell all the same.
  return { cell: quoted + text.slice(at, end), end };
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
