import type { CloudTrailEvent } from "../../core/events/event.js";
import { explain, type Explain } from "../../core/events/explain.js";
import { formulaStart } from "../../core/search/csv.js";
import { eventCommand } from "../../core/search/lookupCommand.js";
import type { Row } from "../../core/search/row.js";
import { toRow } from "../../core/search/toRow.js";
import type { CopyForm } from "../../shared/searchPanel.js";

/** Events as text for the clipboard; `profileOf` names the AWS profile a command reaches an account with. */
export function copyText(
  events: readonly CloudTrailEvent[],
  form: CopyForm,
  profileOf: (accountId: string) => string | undefined,
  understand: Explain = explain,
): string {
  switch (form) {
    case "id":
      return events.map(({ id }) => id).join("\n");
    case "row":
      return events.map((event) => tabbedRow(toRow(event, understand(event)))).join("\n");
    case "command":
      return events.map((event) => eventCommand(event, profileOf(event.accountId))).join("\n");
    case "json":
      return jsonText(events);
  }
}

/** One record as it is, several as a list. */
function jsonText(events: readonly CloudTrailEvent[]): string {
  const records = events.map(({ raw }) => raw);
  return JSON.stringify(records.length === 1 ? records[0] : records, undefined, 2);
}

/** The cells of a row with tabs between them, as spreadsheets paste them. */
function tabbedRow(row: Row): string {
  const cells = [
    new Date(row.timeMs).toISOString(),
    row.actor,
    row.eventName,
    row.service,
    row.resource,
    row.via,
    row.from,
    row.region,
    row.accountId,
    row.outcome,
    row.errorCode,
  ];
  return cells.map(pastedCell).join("\t");
}

/** Stays one cell wherever it is pasted, and is never taken for a formula there. */
function pastedCell(value: string): string {
  const line = value.replace(/[\t\r\n]+/g, " ");
  return formulaStart.test(line) ? `'${line}` : line;
}
