import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Choice } from "../../../src/shared/searchPanel.js";
import type { Asked, AskedFile, AskedFolder, AskedScope } from "../../../src/shared/searchData.js";
import type { Formats } from "../../ui/format.js";
import { icon } from "../../ui/icon.js";
import { cellText, hoverText } from "../../ui/text.js";
import { scopeIcon, scopeState } from "./answerTexts.js";

/** Everything that was asked: one line for each account and Region. */
export function answerDetails(
  asked: Asked,
  formats: Formats,
  accounts: readonly Choice[],
  caveats: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<div class="ct-asked-details" role="region" aria-label=${l10n.t("What was asked")} tabindex="0">
    <div class="ct-asked-facts">
      ${facts(asked, formats).map(([name, value]) => html`<span><span class="ct-muted">${name}</span> <bdi>${value}</bdi></span>`)}
    </div>
    ${answered(asked, formats, accounts)} ${caveats}
  </div>`;
}

/** By account and Region what a service was asked; a file and a folder have no such parts. */
function answered(
  asked: Asked,
  formats: Formats,
  accounts: readonly Choice[],
): TemplateResult | typeof nothing {
  if (asked.folder) return nothing;
  return asked.file ? damagedRecords(asked.file) : scopeTable(asked, formats, accounts);
}

/** Where and why records could not be read. */
const damagedRecords = ({ damaged }: AskedFile): TemplateResult | typeof nothing =>
  damaged.length === 0
    ? nothing
    : html`<h3>${l10n.t("What could not be read")}</h3>
        <ul class="ct-caveats">
          ${damaged.map((each) => html`<li class="ct-caveat"><bdi>${cellText(each)}</bdi></li>`)}
        </ul>`;

function scopeTable(asked: Asked, formats: Formats, accounts: readonly Choice[]): TemplateResult {
  return html`<table class="ct-scopes">
    <thead>
      <tr>
        ${[
          l10n.t("State"),
          l10n.t("Account"),
          l10n.t("Region"),
          l10n.t("Asked for"),
          l10n.t("Pages"),
          l10n.t("From the cache"),
          l10n.t("Read back to"),
        ].map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${asked.scopes.map((scope) => scopeRow(scope, asked, formats, accounts))}
    </tbody>
  </table>`;
}

const folderFacts = (
  { filesDone, filesFound }: AskedFolder,
  formats: Formats,
): readonly (readonly [name: string, value: string])[] => [
  [l10n.t("Files found"), formats.number(filesFound)],
  [l10n.t("Looked into"), formats.number(filesDone)],
];

const span = (asked: Asked, formats: Formats): readonly [name: string, value: string] => [
  asked.file ? l10n.t("Time span") : l10n.t("Window"),
  `${formats.exact(asked.fromMs)} – ${formats.exact(asked.toMs)}`,
];

function facts(asked: Asked, formats: Formats): readonly (readonly [name: string, value: string])[] {
  return [
    ...(asked.file ? ([[l10n.t("Size"), formats.kilobytes(asked.file.sizeBytes)]] as const) : []),
    ...(asked.folder ? folderFacts(asked.folder, formats) : [span(asked, formats)]),
    [
      asked.file || asked.folder ? l10n.t("Events in it") : l10n.t("Received"),
      formats.number(asked.received),
    ],
    [l10n.t("Duplicates dropped"), formats.number(asked.duplicates)],
    ...(asked.unreadable > 0
      ? ([[l10n.t("Unreadable records"), formats.number(asked.unreadable)]] as const)
      : []),
    ...(asked.filteredHere.length > 0
      ? ([[l10n.t("Filtered here"), asked.filteredHere.map(cellText).join(" ")]] as const)
      : []),
  ];
}

function scopeRow(
  scope: AskedScope,
  asked: Asked,
  formats: Formats,
  accounts: readonly Choice[],
): TemplateResult {
  const account = accounts.find(({ value }) => value === scope.account)?.label ?? scope.account;
  const isWhole = scope.reachedMs <= asked.fromMs;
  const reached =
    scope.state === "waiting"
      ? ""
      : isWhole
        ? l10n.t("the start")
        : formats.span(scope.reachedMs, scope.reachedMs);
  return html`<tr>
      <td class="ct-scope-${scope.state}">
        ${icon(scopeIcon(scope), scope.state === "running" ? "codicon-modifier-spin" : "")}
        ${scopeState(scope)}
      </td>
      <td title=${hoverText(scope.accountId)}><bdi>${cellText(account)}</bdi></td>
      <td><bdi>${cellText(scope.region)}</bdi></td>
      <td class="ct-mono">
        <bdi>${scope.attribute === undefined ? l10n.t("all events") : cellText(scope.attribute)}</bdi>
      </td>
      <td class="ct-number">${formats.number(scope.pages)}</td>
      <td class="ct-number">${formats.number(scope.cachedPages)}</td>
      <td>${reached}</td>
    </tr>
    ${
      scope.failure
        ? html`<tr>
            <td></td>
            <td colspan="6" class="ct-scope-failure">${scope.failure.message}</td>
          </tr>`
        : nothing
    }`;
}
