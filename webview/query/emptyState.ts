import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { button } from "../ui/controls.js";
import { visibleLines } from "../ui/text.js";
import type { QueryModel } from "./queryModel.js";

const longestShown = 4_000;

/** Why there are no rows, the statement, and what can be done. */
export function emptyState(model: QueryModel): TemplateResult {
  const { state, statement, problem } = model.answer;
  const show = (): void => void model.showStatement();
  return html`<div class="ct-query-empty">
    <h2>${titles()[state]}</h2>
    <p class="ct-query-problem">
      ${state === "failed" ? visibleLines(problem ?? "") : state === "done" ? noRows() : nothing}
    </p>
    ${statement === "" ? nothing : html`<pre tabindex="0">${visibleLines(statement.slice(0, longestShown))}</pre>`}
    ${state === "failed" ? button(l10n.t("Show Statement"), { icon: "go-to-file", onClick: show }) : nothing}
  </div>`;
}

const titles = (): Readonly<Record<QueryModel["answer"]["state"], string>> => ({
  idle: l10n.t("This statement was not run in this window"),
  running: l10n.t("Waiting for the first rows"),
  done: l10n.t("No rows"),
  cancelled: l10n.t("Stopped before the first row"),
  failed: l10n.t("The statement could not be run"),
});

const noRows = (): string =>
  l10n.t(
    "The statement ran, and no event meets its conditions. Look at the time range and the spelling of names.",
  );
