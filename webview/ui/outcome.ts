import * as l10n from "@vscode/l10n";
import { svg, html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ChangeClass, Mark } from "../../src/shared/searchData.js";

/** Every outcome in the order it is stacked and listed: what altered something first, background last. */
export const outcomes: readonly ChangeClass[] = ["changed", "denied", "failed", "read", "noise"];

export const outcomeName = (outcome: ChangeClass): string =>
  ({
    changed: l10n.t("Changed"),
    read: l10n.t("Read"),
    denied: l10n.t("Denied"),
    failed: l10n.t("Failed"),
    noise: l10n.t("Background"),
  })[outcome];

export const outcomeMeaning = (outcome: ChangeClass): string =>
  ({
    changed: l10n.t("Altered a resource"),
    read: l10n.t("Looked at something and altered nothing"),
    denied: l10n.t("Refused for lack of permission"),
    failed: l10n.t("Ended in an error"),
    noise: l10n.t("Routine calls of services and tools"),
  })[outcome];

/**
 * The mark of each outcome as a path in a 12 by 12 box, so that canvas and page draw the same shape:
 * changed is filled, read is hollow, denied is a cross, failed a hollow diamond, background a dot.
 */
export const outcomePaths: Readonly<Record<ChangeClass, string>> = {
  changed: "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z",
  read: "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9ZM6 3a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z",
  denied: "M2.9 1.5L6 4.6L9.1 1.5L10.5 2.9L7.4 6L10.5 9.1L9.1 10.5L6 7.4L2.9 10.5L1.5 9.1L4.6 6L1.5 2.9Z",
  failed: "M6 .8L11.2 6L6 11.2L.8 6ZM6 3L3 6L6 9L9 6Z",
  noise: "M6 4.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6Z",
};
/** A change worth a second look. */
export const markPath = "M6 .8L11.6 10.8H.4Z";

export const outcomeShape = (outcome: ChangeClass): TemplateResult =>
  html`<svg class="ct-shape ct-${outcome}" viewBox="0 0 12 12" aria-hidden="true">
    ${svg`<path d=${outcomePaths[outcome]} fill-rule="evenodd"></path>`}
  </svg>`;

export const markName = (mark: Mark): string =>
  ({
    destructive: l10n.t("Destructive"),
    "permission-widening": l10n.t("Widens permissions"),
    "logging-weakening": l10n.t("Weakens logging"),
    "public-exposing": l10n.t("Exposes to the public"),
    credential: l10n.t("Touches credentials"),
  })[mark];

export const markMeaning = (mark: Mark): string =>
  ({
    destructive: l10n.t("It removed or overwrote something that may not come back."),
    "permission-widening": l10n.t("Someone can do more after it than before."),
    "logging-weakening": l10n.t("Less is recorded after it; later events may be missing."),
    "public-exposing": l10n.t("It may have opened a resource to people outside the account."),
    credential: l10n.t("It created, changed or removed a key, password or second factor."),
  })[mark];

const markIcons: Readonly<Record<Mark, string>> = {
  destructive: "trash",
  "permission-widening": "unlock",
  "logging-weakening": "eye-closed",
  "public-exposing": "globe",
  credential: "key",
};
export const markIcon = (mark: Mark): string => markIcons[mark];

/** One triangle for all marks of an event; their names stand in its hover and are read out. */
export function markShape(marks: readonly Mark[]): TemplateResult | typeof nothing {
  if (marks.length === 0) return nothing;
  const names = marks.map(markName).join(", ");
  return html`<span class="ct-mark" role="img" aria-label=${names} title=${names}>
    <svg class="ct-shape" viewBox="0 0 12 12" aria-hidden="true">${svg`<path d=${markPath}></path>`}</svg>
  </span>`;
}
