import * as l10n from "@vscode/l10n";
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { ParsedQuery } from "../../../src/shared/searchPanel.js";
import type { QueryProblem } from "../../../src/shared/searchData.js";
import { icon } from "../../ui/icon.js";
import { visible } from "../../ui/text.js";

export interface Piece {
  readonly text: string;
  readonly isWrong: boolean;
}

/** A line cut where problems begin and end. Problems may overlap, reach beyond the text, or be empty. */
export function pieces(text: string, problems: readonly QueryProblem[]): readonly Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (const { from, to } of [...problems].sort((one, other) => one.from - other.from)) {
    const start = Math.min(Math.max(from, at), text.length);
    const end = Math.min(Math.max(to, start), text.length);
    if (end <= start) continue;
    if (start > at) all.push({ text: text.slice(at, start), isWrong: false });
    all.push({ text: text.slice(start, end), isWrong: true });
    at = end;
  }
  if (at < text.length) all.push({ text: text.slice(at), isWrong: false });
  return all;
}

/** The line with its problems underlined. */
export const marked = (text: string, problems: readonly QueryProblem[]): readonly TemplateResult[] =>
  pieces(text, problems).map(
    (piece) => html`<span class=${piece.isWrong ? "ct-wrong" : ""}>${piece.text}</span>`,
  );

/** What is wrong with a line that could not be read, under the query bar. */
export const problemList = (refused: ParsedQuery, edit: () => void): TemplateResult =>
  html`<div id="ct-problems" class="ct-problems" role="alert">
    <div class="ct-problem-line ct-mono">${marked(visible(refused.text), refused.problems)}</div>
    ${refused.problems.map(
      ({ message }) =>
        html`<div class="ct-problem">
          ${icon("error", "ct-problem-icon")}<span>${visible(message)}</span>
        </div>`,
    )}
    <button class="ct-plain ct-inline-link" @click=${edit}>${l10n.t("Edit the line as text")}</button>
  </div>`;
