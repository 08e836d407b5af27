import type { Edited } from "./edits.js";
import { sqlTokens, type SqlProblem } from "./tokens.js";

/** `LINE 2:   1 AS b, nosuch …` with a caret under the place, as DuckDB ends its messages. */
const POINTED = /\n+LINE (\d+): (.*)\n( *)\^\s*$/;

/** A message of DuckDB about an edited statement, at its place in what was typed. Names its error without its kind. */
export function duckProblem(message: string, edited: Edited, typed: string): SqlProblem {
  const pointed = POINTED.exec(message);
  const words = (pointed ? message.slice(0, pointed.index) : message).replace(/^[A-Z][A-Za-z ]* Error: /, "");
  if (/at end of input$/.test(words)) return { message: words, ...tokenAt(typed, typed.length) };
  const offset = pointed ? offsetIn(edited.text, pointed) : undefined;
  if (offset === undefined) return { message: words, from: 0, to: typed.length };
  return { message: words, ...tokenAt(typed, edited.origin(offset)) };
}

/** The caret counts columns of a terminal in a line that may be cut at both ends. */
function offsetIn(text: string, [, line = "1", shown = "", blanks = ""]: RegExpExecArray): number {
  const lines = text.split("\n");
  const index = Math.min(Number(line), lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  const whole = lines[index] ?? "";
  const cutStart = shown.startsWith("...") && !whole.startsWith("...");
  const visible = shown.slice(cutStart ? 3 : 0).replace(/\.\.\.$/, "");
  const columns = blanks.length - `LINE ${line}: `.length - (cutStart ? 3 : 0);
  return start + Math.max(0, whole.indexOf(visible)) + lengthOf(visible, columns);
}

/** UTF-16 units that take so many columns; wide letters take two. */
function lengthOf(text: string, columns: number): number {
  let left = columns;
  let length = 0;
  for (const character of text) {
    if (left <= 0) break;
    left -= WIDE.test(character) ? 2 : 1;
    length += character.length;
  }
  return length;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** The token an offset is in, else the nearest before it: what is underlined must be seen. */
function tokenAt(typed: string, offset: number): { readonly from: number; readonly to: number } {
  const { tokens } = sqlTokens(typed);
  const token = tokens.find(({ to }) => offset < to) ?? tokens.at(-1);
  return token ? { from: token.from, to: token.to } : { from: 0, to: typed.length };
}
