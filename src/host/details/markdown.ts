import { safeText } from "../../core/base/safeText.js";

/** A value may be long (an ARN, a policy); what is longer than this is cut with an ellipsis. */
const longestValue = 2000;

/** Text that shows as it is: every character Markdown or HTML could act on is escaped, control characters made visible. */
export const escapeMarkdown = (text: string): string =>
  safeText(text, longestValue).replace(/[!-/:-@[-`{-~]/g, (character) => `\\${character}`);

/** Text in code font. Inside code nothing can be escaped, so the fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const safe = safeText(text, longestValue);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const gap = longest > 0 ? " " : "";
  return safe === "" ? "" : `${fence}${gap}${safe}${gap}${fence}`;
}

/** A link to an address that is percent-encoded already. */
export const link = (text: string, address: string): string =>
  `[${escapeMarkdown(text)}](<${address.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;

/** A link, or code where there is no address. */
export const linkOrCode = (text: string, address: string | undefined): string =>
  address === undefined ? code(text) : link(text, address);

/** What `show` makes of a value that is there. */
export const ifSet = <T>(value: T | undefined, show: (value: T) => string): string | undefined =>
  value === undefined ? undefined : show(value);

/** A fact's name as plain text and its value as Markdown; without a value the row is left out. */
export type FactRow = readonly [label: string, value: string | undefined];

export function factTable(rows: readonly FactRow[]): string {
  const filled = rows.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [[escapeMarkdown(label), value]],
  );
  return filled.length === 0 ? "" : table(["", ""], filled);
}

/** Head cells are plain text, the others Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableRow(head.map(escapeMarkdown)), tableRow(head.map(() => ":--")), ...rows.map(tableRow)].join(
    "\n",
  );
}

/** A bar ends a cell even inside code, unless it is escaped. */
const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;

/** Parts separated by blank lines; empty ones are left out. */
export const page = (...parts: readonly string[]): string =>
  `${parts.filter((part) => part !== "").join("\n\n")}\n`;
