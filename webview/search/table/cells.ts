import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { FilterField, ActorKind, Column, ListRow, Row } from "../../../src/shared/searchData.js";
import type { Formats } from "../../ui/format.js";
import { icon } from "../../ui/icon.js";
import { markShape, markName, outcomeMeaning, outcomeName, outcomeShape } from "../../ui/outcome.js";
import { cellText, hoverText } from "../../ui/text.js";

export const columnName = (column: Column): string =>
  ({
    time: l10n.t("Time"),
    actor: l10n.t("Who"),
    event: l10n.t("What"),
    resource: l10n.t("Resource"),
    via: l10n.t("Via"),
    from: l10n.t("From"),
    region: l10n.t("Region"),
    account: l10n.t("Account"),
    outcome: l10n.t("Outcome"),
  })[column];

const actorIcons: Readonly<Record<ActorKind, string>> = {
  user: "account",
  "identity-center": "account",
  session: "person",
  root: "shield",
  role: "person",
  service: "gear",
  account: "organization",
  federated: "globe",
  unknown: "question",
};

export interface CellContext {
  readonly formats: Formats;
  readonly nowMs: number;
  readonly accountName: (accountId: string) => string;
}

/** What stands in a cell. All of it is event text, made harmless by `cellText` and by Lit, which never parses it. */
export function cell(column: Column, row: ListRow, context: CellContext): TemplateResult {
  switch (column) {
    case "time":
      return timeCell(row, context);
    case "actor":
      return html`<span class="ct-main"
          >${icon(actorIcons[row.actorKind], "ct-cell-icon")}<bdi>${cellText(row.actor)}</bdi></span
        >${note(row.actorNote)}`;
    case "event":
      return html`<span class="ct-main"
          >${outcomeShape(row.outcome)}<bdi>${cellText(row.eventName)}</bdi>${markShape(row.marks)}</span
        >${note(retryNote(row, context.formats) || row.service)}`;
    case "resource":
      return html`<bdi class="ct-mono">${cellText(row.resource)}</bdi>${
          row.moreResources > 0
            ? html`<span class="ct-more">+${context.formats.number(row.moreResources)}</span>`
            : nothing
        }`;
    case "via":
      return html`<bdi>${cellText(row.via)}</bdi>`;
    case "from":
      return html`<bdi class="ct-mono">${cellText(row.from)}</bdi>`;
    case "region":
      return html`<bdi>${cellText(row.region)}</bdi>`;
    case "account":
      return html`<bdi>${cellText(context.accountName(row.accountId))}</bdi>`;
    case "outcome":
      return html`<span class="ct-main ct-outcome-${row.outcome}">${outcomeName(row.outcome)}</span
        >${note(row.errorCode)}`;
  }
}

/** What became of a failed call, or how often a call that succeeded had failed before; empty where neither is known. */
function retryNote({ retriedAfterMs, retries }: ListRow, formats: Formats): string {
  if (retriedAfterMs !== undefined)
    return l10n.t("retried, succeeded {0} later", formats.duration(retriedAfterMs));
  if (retries === undefined) return "";
  return retries === 1 ? l10n.t("after 1 retry") : l10n.t("after {0} retries", formats.number(retries));
}

/** The seconds stand apart, so that a narrow column can leave them out. */
function timeCell({ timeMs }: Row, { formats }: CellContext): TemplateResult {
  const time = formats.time(timeMs);
  const minute = formats.minute(timeMs);
  const [start, rest] = time.startsWith(minute) ? [minute, time.slice(minute.length)] : [time, ""];
  return html`<span class="ct-day">${formats.day(timeMs)}</span
    ><span>${start}<span class="ct-seconds">${rest}</span></span>`;
}

const note = (text: string): TemplateResult | typeof nothing =>
  text === "" ? nothing : html`<bdi class="ct-note">${cellText(text)}</bdi>`;

/** The hover of a cell: everything the cell may have cut off, and what its signs mean. */
export function cellHover(column: Column, row: ListRow, context: CellContext): string {
  const { formats, nowMs } = context;
  switch (column) {
    case "time":
      return formats.everyWay(row.timeMs, nowMs);
    case "actor":
      return hoverText(join(row.actor, row.actorNote));
    case "event":
      return [
        hoverText(join(row.eventName, row.service)),
        outcomeMeaning(row.outcome),
        ...row.marks.map(markName),
        ...[retryNote(row, formats)].filter((text) => text !== ""),
      ].join("\n");
    case "resource":
      return row.moreResources > 0
        ? l10n.t("{0} and {1} more", hoverText(row.resource), formats.number(row.moreResources))
        : hoverText(row.resource);
    case "account":
      return hoverText(join(context.accountName(row.accountId), row.accountId));
    case "outcome":
      return hoverText(join(outcomeMeaning(row.outcome), row.errorCode));
    case "via":
    case "from":
    case "region":
      return hoverText(row[column]);
  }
}

const join = (first: string, second: string): string =>
  second === "" || first === second ? first : `${first} · ${second}`;

/** The cell's value as it is copied. */
export const cellValue = (column: Column, row: Row): string =>
  ({
    time: new Date(row.timeMs).toISOString(),
    actor: row.actor,
    event: row.eventName,
    resource: row.resource,
    via: row.via,
    from: row.from,
    region: row.region,
    account: row.accountId,
    outcome: row.outcome,
  })[column];

const fields: Partial<Record<Column, FilterField>> = {
  actor: "user",
  event: "event",
  resource: "resource",
  via: "via",
  from: "ip",
  outcome: "outcome",
};

/** The query's field a column's values belong to; Region, account and time are parts of the query of their own. */
export const filterField = (column: Column): FilterField | undefined => fields[column];
