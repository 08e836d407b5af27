import * as l10n from "@vscode/l10n";
import { html, nothing, svg } from "lit";
import type { TemplateResult } from "lit";
import type { Chart } from "../../src/shared/queryPanel.js";
import type { Formats } from "../ui/format.js";
import { styled } from "../ui/styled.js";
import { cellText } from "../ui/text.js";

const width = 1_000;
const height = 100;

/** A line over time as a drawing, or bars by name as a list; both say their numbers in words too. */
export const chartPicture = (chart: Chart, formats: Formats): TemplateResult =>
  chart.kind === "line" ? lineChart(chart, formats) : barChart(chart, formats);

function lineChart({ points, of, by }: Chart, formats: Formats): TemplateResult {
  const times = points.map(({ timeMs = 0 }) => timeMs);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const x = (timeMs: number): number => (last === first ? 0 : ((timeMs - first) / (last - first)) * width);
  const y = (value: number): number => height - (high === low ? 0 : ((value - low) / (high - low)) * height);
  const path = points
    .map(({ timeMs = 0, value }) => `${x(timeMs).toFixed(1)},${y(value).toFixed(1)}`)
    .join(" ");
  const top = points.reduce((one, other) => (other.value > one.value ? other : one));
  const text = l10n.t(
    "{0} by {1}: {2} points from {3} to {4}; highest {5} at {6}.",
    cellText(of),
    cellText(by),
    formats.number(points.length),
    formats.exact(first),
    formats.exact(last),
    formats.number(top.value),
    cellText(top.label),
  );
  return html`<div class="ct-line" role="img" aria-label=${text}>
    <span class="ct-line-high">${formats.number(high)}</span>
    <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<line class="ct-axis" x1="0" x2=${width} y1=${y(0)} y2=${y(0)} />
        <polyline class="ct-curve" points=${path} />`}
    </svg>
    <span class="ct-line-first">${formats.exact(first)}</span>
    <span class="ct-line-last">${formats.exact(last)}</span>
  </div>`;
}

function barChart({ points, left }: Chart, formats: Formats): TemplateResult {
  const high = Math.max(...points.map(({ value }) => value), 1e-9);
  return html`<ul class="ct-bars" tabindex="0" aria-label=${l10n.t("Bars")}>
      ${points.map(
        ({ label, value }) =>
          html`<li>
            <bdi class="ct-bar-label" title=${cellText(label)}
              >${label === "" ? l10n.t("(empty)") : cellText(label)}</bdi
            >
            <span class="ct-bar-room"
              ><span class="ct-bar" ${styled({ width: `${(value / high) * 100}%` })}></span
            ></span>
            <span class="ct-bar-value">${formats.number(value)}</span>
          </li>`,
      )}
    </ul>
    ${left > 0 ? html`<p class="ct-muted ct-chart-left">${l10n.t("{0} more rows are not in the chart", formats.number(left))}</p>` : nothing}`;
}
