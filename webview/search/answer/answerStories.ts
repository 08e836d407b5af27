import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { iconButton } from "../../ui/controls.js";
import { icon } from "../../ui/icon.js";
import { cellText } from "../../ui/text.js";
import type { SearchPage } from "../page.js";

/** Leads back to the question that was left for this one. */
export function backButton(page: SearchPage): TemplateResult | typeof nothing {
  const { last } = page.way;
  if (!last) return nothing;
  const label = l10n.t("Back to {0} (Esc)", cellText(last.text));
  return html`<button class="ct-plain ct-inline-link ct-back" title=${label} @click=${() => page.way.back()}>
    ${icon("arrow-left")}${l10n.t("Back")}
  </button>`;
}

export function foldButton(page: SearchPage): TemplateResult {
  const { fold } = page.preferences.now;
  return iconButton(
    fold ? "unfold" : "fold",
    fold ? l10n.t("Show every event as a row (g)") : l10n.t("Fold deployments and stretches of work (g)"),
    { onClick: () => page.toggleFold(), pressed: fold },
  );
}

/** Deployments, where there are some; and failed calls that were retried, which a press shows or folds again. */
export function storyCounts(page: SearchPage): TemplateResult {
  const { formats, preferences, search } = page;
  const { deployments, retries } = search.answer;
  const isShown = preferences.now.retries;
  return html`${
    deployments === 0
      ? nothing
      : html`<span class="ct-story"
          >${deployments === 1 ? l10n.t("1 deployment") : l10n.t("{0} deployments", formats.number(deployments))}</span
        >`
  }${
    retries === 0
      ? nothing
      : html`<button
          class="ct-plain ct-count ct-retries"
          aria-pressed=${isShown ? "true" : "false"}
          title=${isShown ? l10n.t("Leave out failed calls that soon succeeded") : l10n.t("Show failed calls that soon succeeded")}
          @click=${() => preferences.set({ retries: !isShown })}
        >
          ${retriesText(retries, formats.number(retries), isShown)}
        </button>`
  }`;
}

function retriesText(count: number, shown: string, isShown: boolean): string {
  if (isShown) return count === 1 ? l10n.t("1 retry shown") : l10n.t("{0} retries shown", shown);
  return count === 1 ? l10n.t("1 retry folded") : l10n.t("{0} retries folded", shown);
}
