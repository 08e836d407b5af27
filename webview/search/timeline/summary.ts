import * as l10n from "@vscode/l10n";
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Formats } from "../../ui/format.js";
import type { Span } from "../preferences.js";
import { bucketSpan, bucketsIn, totalIn } from "./bars.js";
import type { Bars } from "./bars.js";
import type { GroupStyle } from "./groups.js";

/** More rows than this nobody listens to. */
const mostPeriods = 24;

interface Period {
  readonly span: Span;
  readonly counts: readonly number[];
}

const sumOf = (counts: readonly number[], from: number, end: number): number => {
  let sum = 0;
  for (let at = from; at < end; at++) sum += counts[at] ?? 0;
  return sum;
};

/** The view in at most 24 equal stretches. */
export function periods(bars: Bars, view: Span): readonly Period[] {
  const [from, end] = bucketsIn(bars, view);
  const step = Math.max(1, Math.ceil((end - from) / mostPeriods));
  const all: Period[] = [];
  for (let at = from; at < end; at += step) {
    const last = Math.min(end, at + step);
    const span = { fromMs: bucketSpan(bars, at).fromMs, toMs: bucketSpan(bars, last - 1).toMs };
    all.push({ span, counts: bars.groups.map(({ counts }) => sumOf(counts, at, last)) });
  }
  return all;
}

/** What a glance at the picture tells, as a sentence. */
export function summary(
  bars: Bars | undefined,
  view: Span,
  styles: readonly GroupStyle[],
  formats: Formats,
): string {
  if (!bars) return l10n.t("No events to show over time");
  const [from, end] = bucketsIn(bars, view);
  const total = formats.number(totalIn(bars, view));
  const parts = bars.groups.map(
    ({ counts }, at) => `${styles[at]?.label ?? ""} ${formats.number(sumOf(counts, from, end))}`,
  );
  let peak = from;
  for (let at = from; at < end; at++) if ((bars.totals[at] ?? 0) > (bars.totals[peak] ?? 0)) peak = at;
  const { fromMs, toMs } = bucketSpan(bars, peak);
  return [
    l10n.t("{0} events, {1}: {2}.", total, formats.span(view.fromMs, view.toMs), parts.join(", ")),
    l10n.t("Most in {0}: {1}.", formats.span(fromMs, toMs), formats.number(bars.totals[peak] ?? 0)),
  ].join(" ");
}

/** The text of one bucket, for its hover and for being read out. */
export function bucketText(
  bars: Bars,
  at: number,
  styles: readonly GroupStyle[],
  formats: Formats,
): readonly string[] {
  const { fromMs, toMs } = bucketSpan(bars, at);
  const count = bars.totals[at] ?? 0;
  const total = count === 1 ? l10n.t("1 event") : l10n.t("{0} events", formats.number(count));
  const parts = bars.groups.flatMap(({ counts }, group) => {
    const part = counts[at] ?? 0;
    return part === 0 ? [] : [`${styles[group]?.label ?? ""}: ${formats.number(part)}`];
  });
  return [formats.span(fromMs, toMs), total, ...parts];
}

/** The picture as a table that is there for screen readers alone. */
export function summaryTable(
  bars: Bars,
  view: Span,
  styles: readonly GroupStyle[],
  formats: Formats,
): TemplateResult {
  return html`<div class="ct-hidden">
    <table>
      <caption>
        ${l10n.t("Events over time")}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t("Time")}</th>
          ${styles.map(({ label }) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${periods(bars, view).map(
          ({ span, counts }) =>
            html`<tr>
              <th scope="row">${formats.span(span.fromMs, span.toMs)}</th>
              ${counts.map((count) => html`<td>${formats.number(count)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
