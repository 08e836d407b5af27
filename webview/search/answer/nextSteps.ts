import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { AnswerProblem, Caveat, PanelAction, QueryChange } from "../../../src/shared/searchPanel.js";
import { button } from "../../ui/controls.js";
import { icon } from "../../ui/icon.js";

/** Something that failed, with the step that mends it. */
export function problemRow(problem: AnswerProblem, act: (action: PanelAction) => void): TemplateResult {
  const { action, actionLabel, message } = problem;
  return html`<div class="ct-problem-row" role="alert">
    ${icon("error", "ct-error-icon")}<span class="ct-problem-text">${message}</span>
    ${
      action && actionLabel !== undefined
        ? button(actionLabel, { onClick: () => act(action), className: "ct-small" })
        : nothing
    }
  </div>`;
}

/** Why events may be missing from an answer. */
export const caveatList = (
  caveats: readonly Caveat[],
  change: (change: QueryChange) => void,
): TemplateResult | typeof nothing =>
  caveats.length === 0
    ? nothing
    : html`<h3>${l10n.t("Why events may be missing")}</h3>
        <ul class="ct-caveats">
          ${caveats.map((caveat) => caveatRow(caveat, change))}
        </ul>`;

/** A reason why events may be missing, with the change of the question that would show them. */
export function caveatRow(caveat: Caveat, change: (change: QueryChange) => void): TemplateResult {
  const { change: offered, changeLabel, text } = caveat;
  return html`<li class="ct-caveat">
    <span>${text}</span>
    ${
      offered && changeLabel !== undefined
        ? button(changeLabel, { onClick: () => change(offered), className: "ct-small" })
        : nothing
    }
  </li>`;
}
