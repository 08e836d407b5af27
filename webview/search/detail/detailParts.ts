import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { EventDetail, Fact, Related } from "../../../src/shared/searchPanel.js";
import { actionLink, button, iconButton } from "../../ui/controls.js";
import { icon } from "../../ui/icon.js";
import { markIcon, markMeaning, markName, outcomeName, outcomeShape } from "../../ui/outcome.js";
import { clip, visible, visibleLines } from "../../ui/text.js";
import { sessionText } from "../groupText.js";
import type { SearchPage } from "../page.js";

const valueLimit = 600;

/** The sentence a person would say, and under it the outcome in a word. */
export const headline = ({ sentence, row }: EventDetail, page: SearchPage): TemplateResult =>
  html`<p class="ct-sentence"><bdi>${visible(clip(sentence, 1_000))}</bdi></p>
    <div class="ct-under">
      <span class="ct-under-item">${outcomeShape(row.outcome)}${outcomeName(row.outcome)}</span>
      <span class="ct-under-item" title=${page.formats.everyWay(row.timeMs, Date.now())}
        >${icon("clock")}${page.formats.exact(row.timeMs)}</span
      >
    </div>`;

/** Where the event stands in its session, and the way to all of it. */
export function sessionLine(
  { session: place, row }: EventDetail,
  page: SearchPage,
): TemplateResult | typeof nothing {
  if (!place) return nothing;
  const { formats } = page;
  const { position, session, isWhole } = place;
  const count = formats.number(session.events);
  const at = formats.number(position);
  const span = formats.span(session.fromMs, session.toMs);
  const text = isWhole
    ? l10n.t("Event {0} of {1} in this session, {2}", at, count, span)
    : l10n.t("Event {0} of {1} of this session in this answer, {2}", at, count, span);
  return html`<div class="ct-under ct-in-session">
    <span class="ct-under-item" title=${sessionText(session, formats)}>${icon("list-ordered")}${text}</span>
    ${actionLink(l10n.t("Everything this session did"), () => void page.showSession(row.id), l10n.t("Everything this session did, oldest first (s)"))}
  </div>`;
}

export const actions = ({ row }: EventDetail, page: SearchPage): TemplateResult =>
  html`<div class="ct-actions" role="toolbar" aria-label=${l10n.t("Event actions")}>
    ${button(l10n.t("Compare with Previous"), {
      icon: "diff",
      label: l10n.t("Show what this call changed since the change before it (d)"),
      onClick: () => page.comparePrevious(row.id),
    })}
    ${button(l10n.t("Go to Template"), {
      icon: "go-to-file",
      label: l10n.t("Open the resource's block in a template of the workspace"),
      onClick: () => page.goToTemplate(row.id),
    })}
    ${button(l10n.t("Raw"), { icon: "file-code", label: l10n.t("Open the raw record in an editor"), onClick: () => page.openRaw(row.id) })}
    ${button(l10n.t("Copy Command"), {
      icon: "terminal",
      label: l10n.t("Copy as aws cloudtrail lookup-events command"),
      onClick: () => void page.copy(row.id, "command"),
    })}
    ${iconButton("arrow-left", l10n.t("Previous change of the same resource ([)"), {
      onClick: () => void page.step("previous"),
    })}
    ${iconButton("arrow-right", l10n.t("Next change of the same resource (])"), {
      onClick: () => void page.step("next"),
    })}
  </div>`;

/** Every mark with what it means, because a triangle alone does not say. */
export const marks = ({ marks: all }: EventDetail): TemplateResult | typeof nothing =>
  all.length === 0
    ? nothing
    : html`<ul class="ct-marks" aria-label=${l10n.t("Worth a second look")}>
        ${all.map(
          (mark) =>
            html`<li>
              ${icon(markIcon(mark), "ct-mark")}<span
                ><strong>${markName(mark)}.</strong> ${markMeaning(mark)}</span
              >
            </li>`,
        )}
      </ul>`;

/** From the person outward to what the service saw. */
export const chain = ({ chain: steps }: EventDetail): TemplateResult | typeof nothing =>
  steps.length === 0
    ? nothing
    : section(
        l10n.t("Who is behind it"),
        html`<ol class="ct-chain">
          ${steps.map(
            (step, at) =>
              html`<li>
                ${at === 0 ? nothing : icon("chevron-right", "ct-chain-arrow")}<bdi
                  >${visible(clip(step, valueLimit))}</bdi
                >
              </li>`,
          )}
        </ol>`,
      );

export const via = ({ row, viaGrounds }: EventDetail): TemplateResult =>
  section(
    l10n.t("Made with"),
    html`<div>
      <bdi>${visible(row.via)}</bdi>
      ${viaGrounds === "" ? nothing : html`<span class="ct-muted">– <bdi>${visible(clip(viaGrounds, valueLimit))}</bdi></span>`}
    </div>`,
  );

export const section = (title: string, content: TemplateResult): TemplateResult =>
  html`<section class="ct-section">
    <h3>${title}</h3>
    ${content}
  </section>`;

export interface FactHandlers {
  readonly active: number;
  readonly filter: (fact: Fact, negated: boolean) => void;
  readonly copy: (fact: Fact) => void;
  readonly focus: (at: number) => void;
}

/** Facts to read, to copy, to filter by. The buttons are for the pointer; keys f, x and c do the same. */
export const factList = (facts: readonly Fact[], handlers: FactHandlers): TemplateResult =>
  html`<dl class="ct-facts" aria-label=${l10n.t("Facts")}>
    ${facts.map((fact, at) => factRow(fact, at, handlers))}
  </dl>`;

function factRow(fact: Fact, at: number, handlers: FactHandlers): TemplateResult {
  const name = visible(clip(fact.value, 60));
  return html`<div class="ct-fact" data-fact=${at}>
    <dt>${fact.label}</dt>
    <dd tabindex=${at === handlers.active ? 0 : -1} @focus=${() => handlers.focus(at)}>
      <bdi class="ct-fact-value">${visibleLines(clip(fact.value, valueLimit))}</bdi>
      <span class="ct-fact-buttons">
        ${
          fact.field === undefined
            ? nothing
            : html`${iconButton("filter", l10n.t("Only {0} (f)", name), { onClick: () => handlers.filter(fact, false), tabIndex: -1 })}
              ${iconButton("exclude", l10n.t("Not {0} (x)", name), { onClick: () => handlers.filter(fact, true), tabIndex: -1 })}`
        }
        ${iconButton("copy", l10n.t("Copy {0} (c)", fact.label), { onClick: () => handlers.copy(fact), tabIndex: -1 })}
      </span>
    </dd>
  </div>`;
}

export const relatedList = (
  related: readonly Related[],
  page: SearchPage,
): TemplateResult | typeof nothing =>
  related.length === 0
    ? nothing
    : section(
        l10n.t("Related"),
        html`<ul class="ct-related">
          ${related.map((each) => relatedRow(each, page))}
        </ul>`,
      );

function relatedRow({ label, text, here }: Related, page: SearchPage): TemplateResult {
  const count =
    here === 1 ? l10n.t("1 in this answer") : l10n.t("{0} in this answer", page.formats.number(here));
  return html`<li>
    ${actionLink(visible(clip(label, valueLimit)), () => void page.way.go(text), visible(clip(text, valueLimit)))}
    <span class="ct-muted">${count}</span>
    ${iconButton("split-horizontal", l10n.t("Open {0} in another panel", visible(clip(label, 80))), { onClick: () => page.openPanel(text) })}
  </li>`;
}
