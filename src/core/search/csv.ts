/** Characters that make a spreadsheet take a cell for a formula: OWASP, "CSV Injection". */
export const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * One cell of a CSV file (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe in front, which
 * it shows as text.
 */
export function csvCell(value: string): string {
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n\t;]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;
