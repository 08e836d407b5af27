import { sqlTokens } from "./tokens.js";

/** A statement of a document; offsets in UTF-16 units, without the semicolon and the comments around it. */
export interface Statement {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The statements of a document, parted by semicolons. What is never closed belongs to the last one. */
export function statementsIn(text: string): readonly Statement[] {
  const { tokens, problem } = sqlTokens(text);
  const found: Statement[] = [];
  let from = -1;
  let to = -1;
  const end = (): void => {
    if (from >= 0) found.push({ text: text.slice(from, to), from, to });
    from = -1;
  };
  for (const token of tokens) {
    if (token.kind === "mark" && token.text === ";") {
      end();
      continue;
    }
    if (from < 0) from = token.from;
    to = token.to;
  }
  if (problem) {
    if (from < 0) from = problem.from;
    to = text.trimEnd().length;
  }
  end();
  return found;
}

/** The statement an offset is in; between two the one before, as after typing a semicolon; before the first that one. */
export function statementAt(text: string, offset: number): Statement | undefined {
  const all = statementsIn(text);
  const index = all.findIndex(({ to }) => offset <= to);
  const at = all[index];
  if (at && (offset >= at.from || index === 0)) return at;
  if (index < 0) return all.at(-1);
  // on a line of its own above a statement one is about to run what follows
  return text.slice(all[index - 1]?.to ?? 0, offset).includes("\n") ? at : all[index - 1];
}
