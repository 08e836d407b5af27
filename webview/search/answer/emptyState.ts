import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { button } from "../../ui/controls.js";
import { icon } from "../../ui/icon.js";
import { visible } from "../../ui/text.js";
import type { SearchPage } from "../page.js";
import { rangeName } from "../query/rangeName.js";
import { askedParts } from "./answerTexts.js";
import { caveatRow, problemRow } from "./nextSteps.js";

interface Example {
  readonly question: string;
  readonly icon: string;
  /** Joined to what the question bar says about where. */
  readonly query: string;
}

/** Those with an event name are answered by the service within a few pages, so they may look back all the way. */
const examples = (): readonly Example[] => [
  {
    question: l10n.t("Who stopped logging?"),
    icon: "eye-closed",
    query: "event:StopLogging,DeleteTrail,PutEventSelectors last:90d",
  },
  { question: l10n.t("What changed in the last day?"), icon: "edit", query: "outcome:changed last:1d" },
  { question: l10n.t("Denied calls in the last day"), icon: "circle-slash", query: "outcome:denied last:1d" },
  {
    question: l10n.t("Console changes this week"),
    icon: "browser",
    query: "via:Console outcome:changed last:7d",
  },
  { question: l10n.t("Root sign-ins"), icon: "shield", query: "user:root event:ConsoleLogin last:90d" },
  {
    question: l10n.t("Access keys made or removed"),
    icon: "key",
    query: "event:CreateAccessKey,UpdateAccessKey,DeleteAccessKey last:90d",
  },
];

/** Before any search: what can be asked. */
export function startState(page: SearchPage): TemplateResult {
  const { search } = page;
  const hasAccount = (search.setup?.accounts.length ?? 0) > 0;
  return html`<div class="ct-empty" role="region" aria-label=${l10n.t("Start")}>
    <div class="ct-empty-inner">
      <h2>${l10n.t("Ask who did what")}</h2>
      <p class="ct-muted">
        ${l10n.t("CloudTrail keeps the management events of the last 90 days. Type a condition above, or start with a question:")}
      </p>
      <div class="ct-examples">
        ${examples().map(
          ({ question, icon: name, query }) =>
            html`<button
              class="ct-plain ct-example"
              @click=${() => void search.edit({ kind: "type", typed: query }, true)}
            >
              ${icon(name)}<span>${question}</span><span class="ct-mono ct-muted">${query}</span>
            </button>`,
        )}
      </div>
      ${hasAccount ? nothing : noAccount(page)}
    </div>
  </div>`;
}

const noAccount = (page: SearchPage): TemplateResult =>
  html`<p class="ct-empty-line">${l10n.t("No AWS account is set up on this machine yet.")}</p>
    ${button(l10n.t("Explore the Sample Account"), { kind: "primary", onClick: () => page.act({ kind: "explore-sample" }) })}`;

/** A search that found nothing: what was asked, why there may be nothing, what to do next. */
export function nothingFound(page: SearchPage): TemplateResult {
  const { search, formats } = page;
  const { asked, caveats, state } = search.answer;
  const isCut = state === "stopped";
  return html`<div class="ct-empty" role="region" aria-label=${l10n.t("Nothing found")}>
    <div class="ct-empty-inner">
      <h2>${isCut ? l10n.t("Stopped before anything was found") : l10n.t("No events found")}</h2>
      <p>
        <span class="ct-muted">${l10n.t("Asked:")}</span>
        <bdi class="ct-mono">${search.query.text}</bdi>
      </p>
      ${asked ? html`<p class="ct-muted">${askedParts(asked, formats).join(" · ")}</p>` : nothing}
      ${
        caveats.length > 0
          ? html`<h3>${l10n.t("Why there may be nothing")}</h3>
              <ul class="ct-caveats">
                ${caveats.map((caveat) => caveatRow(caveat, (change) => void search.edit(change, true)))}
              </ul>`
          : nothing
      }
      <div class="ct-empty-buttons">
        ${isCut ? button(l10n.t("Search Again"), { kind: "primary", onClick: () => void search.search() }) : nothing}
        ${
          search.query.chips.length > 0
            ? button(l10n.t("Remove All Conditions"), {
                onClick: () => void search.edit({ kind: "clear" }, true),
              })
            : nothing
        }
      </div>
    </div>
  </div>`;
}

/** A search that could not be made. Its problems stand under the answer line too; here they are what there is to see. */
export function failedState(page: SearchPage): TemplateResult {
  const { search, formats } = page;
  const file = search.setup?.file ?? search.setup?.folder;
  return html`<div class="ct-empty" role="region" aria-label=${l10n.t("Search failed")}>
    <div class="ct-empty-inner">
      <h2>${file ? l10n.t("{0} cannot be shown here", visible(file.name)) : l10n.t("The search failed")}</h2>
      <p ?hidden=${file !== undefined}>
        <span class="ct-muted">${l10n.t("Asked:")}</span> <bdi class="ct-mono">${search.query.text}</bdi>
        <span class="ct-muted">${rangeName(search.query.range, formats)}</span>
      </p>
      ${search.answer.problems.map((problem) => problemRow(problem, (action) => page.act(action)))}
      <div class="ct-empty-buttons">
        ${button(l10n.t("Try Again"), { kind: "primary", onClick: () => void search.search() })}
        ${button(l10n.t("Show Log"), { onClick: () => page.act({ kind: "show-log" }) })}
      </div>
    </div>
  </div>`;
}

/** The page itself could not start. */
export const openFailed = (page: SearchPage, message: string): TemplateResult =>
  html`<div class="ct-empty" role="alert">
    <div class="ct-empty-inner">
      <h2>${l10n.t("The search panel could not open")}</h2>
      <p>${message}</p>
      <div class="ct-empty-buttons">
        ${button(l10n.t("Try Again"), { kind: "primary", onClick: () => void page.start() })}
      </div>
    </div>
  </div>`;
