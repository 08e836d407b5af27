import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { ChangeClass, GroupBy, Lane } from "../../../src/shared/searchData.js";
import { dropdown, iconButton, button } from "../../ui/controls.js";
import { outcomeShape, outcomes } from "../../ui/outcome.js";
import { styled } from "../../ui/styled.js";
import { themeColour } from "../../ui/theme.js";
import type { Formats } from "../../ui/format.js";
import { sessionText } from "../groupText.js";
import type { SearchPage } from "../page.js";
import { paintTexture } from "./fills.js";
import { groupName } from "./groups.js";
import type { GroupStyle } from "./groups.js";
import { lanePx, laneTop } from "./scene.js";
import type { Layout } from "./scene.js";
import type { TimelineModel } from "./timelineModel.js";

const swatchPx = 12;

const groupingName = (groupBy: GroupBy): string =>
  ({
    outcome: l10n.t("outcome"),
    actor: l10n.t("who"),
    service: l10n.t("service"),
    event: l10n.t("event"),
    region: l10n.t("Region"),
    via: l10n.t("tool"),
    session: l10n.t("session"),
  })[groupBy];

const groupBys: readonly GroupBy[] = ["outcome", "actor", "service", "event", "region", "via"];
/** Sessions have no bars of their own: there are far more of them than colours. */
const laneBys: readonly GroupBy[] = [...groupBys, "session"];

/** The line above the picture: legend, what part is shown, how it is grouped. */
export function toolbar(page: SearchPage, model: TimelineModel, withLanes: boolean): TemplateResult {
  const { timelineFolded, groupBy } = page.preferences.now;
  const fold = (): void => page.preferences.set({ timelineFolded: !timelineFolded });
  const label = timelineFolded ? l10n.t("Show the timeline") : l10n.t("Hide the timeline");
  return html`<div class="ct-timeline-bar" role="toolbar" aria-label=${l10n.t("Timeline")}>
    ${iconButton(timelineFolded ? "chevron-right" : "chevron-down", label, { onClick: fold, expanded: !timelineFolded })}
    <div class="ct-legend" role="group" aria-label=${l10n.t("Legend")}>
      ${model.legend.map((style) => legendItem(style, model, groupBy))}
    </div>
    ${model.isZoomed ? zoomTools(page, model) : nothing}
    ${timelineFolded ? nothing : groupingTools(page, withLanes)}
  </div>`;
}

function legendItem(style: GroupStyle, model: TimelineModel, groupBy: GroupBy): TemplateResult {
  const isOn = !model.isHidden(style.key);
  return html`<button
    class="ct-plain ct-legend-item"
    aria-pressed=${isOn ? "true" : "false"}
    title=${isOn ? l10n.t("Hide {0} in the timeline", style.label) : l10n.t("Show {0} in the timeline", style.label)}
    @click=${() => model.toggle(style.key)}
  >
    ${swatch(style)}${groupBy === "outcome" && isOutcome(style.key) ? outcomeShape(style.key) : nothing}<bdi
      >${style.label}</bdi
    >
  </button>`;
}

const isOutcome = (key: string): key is ChangeClass => outcomes.some((each) => each === key);

/** A square that is filled as the bars are. */
const swatch = ({ colour, texture }: GroupStyle): TemplateResult =>
  html`<canvas
    class="ct-swatch"
    width=${swatchPx * 2}
    height=${swatchPx * 2}
    aria-hidden="true"
    ${ref((element) => {
      const context = element instanceof HTMLCanvasElement ? element.getContext("2d") : null;
      if (!context) return;
      context.setTransform(2, 0, 0, 2, 0, 0);
      context.clearRect(0, 0, swatchPx, swatchPx);
      paintTexture(context, themeColour(colour, "CanvasText"), texture, swatchPx);
    })}
  ></canvas>`;

function zoomTools(page: SearchPage, model: TimelineModel): TemplateResult | typeof nothing {
  const { view } = model;
  if (!view) return nothing;
  const search = (): void =>
    page.filter({
      kind: "range",
      range: { kind: "exact", fromMs: Math.floor(view.fromMs), toMs: Math.ceil(view.toMs) },
    });
  return html`<div class="ct-zoom">
    <span class="ct-zoom-span">${page.formats.span(view.fromMs, view.toMs)}</span>
    ${button(l10n.t("Search This Time"), { onClick: search, icon: "search", className: "ct-small" })}
    ${iconButton("screen-normal", l10n.t("Show everything again (Esc)"), { onClick: () => model.reset() })}
  </div>`;
}

function groupingTools(page: SearchPage, withLanes: boolean): TemplateResult {
  const { groupBy, laneBy } = page.preferences.now;
  const lanes = [
    ["none", l10n.t("No lanes")] as const,
    ...laneBys.map((each) => [each, l10n.t("Lanes by {0}", groupingName(each))] as const),
  ];
  return html`<div class="ct-groupings">
    ${dropdown({
      label: l10n.t("Colour the bars by"),
      value: groupBy,
      options: groupBys.map((each) => [each, l10n.t("Bars by {0}", groupingName(each))] as const),
      onChange: (value) => page.preferences.set({ groupBy: value }),
    })}
    ${
      withLanes
        ? dropdown({
            label: l10n.t("One lane for each"),
            value: laneBy ?? "none",
            options: lanes,
            onChange: (value) => page.preferences.set({ laneBy: value === "none" ? undefined : value }),
          })
        : nothing
    }
  </div>`;
}

/** Names of the lanes, as text beside the picture; a press narrows the question to one of them. */
export function laneLabels(
  lanes: readonly Lane[],
  layout: Layout,
  laneBy: GroupBy,
  formats: Formats,
  only: (lane: Lane) => void,
): TemplateResult {
  return html`<div class="ct-lane-labels" ${styled({ width: `${layout.leftPx - 8}px` })}>
    ${lanes.map((lane, at) => {
      const name = lane.session ? sessionText(lane.session, formats) : groupName(laneBy, lane.key);
      return html`<button
        class="ct-plain ct-lane-label"
        tabindex="-1"
        title=${l10n.t("Only {0}", name)}
        ${styled({ top: `${laneTop(layout, at)}px`, height: `${lanePx}px` })}
        @click=${() => only(lane)}
      >
        <bdi>${name}</bdi>
      </button>`;
    })}
  </div>`;
}
