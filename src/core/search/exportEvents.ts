import { text } from "../base/json.js";
import type { CloudTrailEvent } from "../events/event.js";
import { explain, type Explain } from "../events/explain.js";
import type { Insight } from "../events/insight.js";
import { csvLine } from "./csv.js";
import { requestId } from "./rowColumns.js";
import { toRow } from "./toRow.js";

/**
 * `csv` for spreadsheets: one line an event, with what the model says of it. `json` and `jsonl` hold the records as
 * CloudTrail wrote them, `json` in the form of CloudTrail's own log files, so that other tools read it.
 */
export type EventFormat = "csv" | "json" | "jsonl";

/** The text of an export, piece by piece, in the order the events come. */
export function* exportEvents(
  format: EventFormat,
  events: Iterable<CloudTrailEvent>,
  understand: Explain = explain,
): Generator<string, void, undefined> {
  if (openings[format] !== "") yield openings[format];
  let count = 0;
  for (const event of events) yield eventText(format, event, count++, understand);
  yield closing(format, count);
}

/** The same for events that arrive in portions. */
export async function* exportPortions(
  format: EventFormat,
  portions: AsyncIterable<readonly CloudTrailEvent[]>,
  understand: Explain = explain,
): AsyncGenerator<string, void, undefined> {
  if (openings[format] !== "") yield openings[format];
  let count = 0;
  for await (const events of portions)
    for (const event of events) yield eventText(format, event, count++, understand);
  yield closing(format, count);
}

const header = [
  "time",
  "actor",
  "actorKind",
  "actorNote",
  "eventName",
  "service",
  "resource",
  "resources",
  "via",
  "from",
  "region",
  "account",
  "outcome",
  "marks",
  "errorCode",
  "errorMessage",
  "userArn",
  "accessKeyId",
  "userAgent",
  "requestId",
  "eventId",
] as const;

const openings: Readonly<Record<EventFormat, string>> = {
  // The mark by which spreadsheets know UTF-8.
  csv: `\ufeff${csvLine(header)}`,
  json: '{"Records":[',
  jsonl: "",
};

function eventText(format: EventFormat, event: CloudTrailEvent, index: number, understand: Explain): string {
  if (format === "csv") return csvLine(cells(event, understand(event)));
  const record = JSON.stringify(event.raw);
  if (format === "jsonl") return `${record}\n`;
  return index === 0 ? `\n${record}` : `,\n${record}`;
}

const closing = (format: EventFormat, count: number): string =>
  format !== "json" ? "" : count === 0 ? "]}\n" : "\n]}\n";

function cells(event: CloudTrailEvent, insight: Insight): readonly string[] {
  const row = toRow(event, insight);
  const values: Record<(typeof header)[number], string> = {
    time: new Date(row.timeMs).toISOString(),
    actor: row.actor,
    actorKind: row.actorKind,
    actorNote: row.actorNote,
    eventName: row.eventName,
    service: row.service,
    resource: row.resource,
    resources: insight.resources.map(({ id, arn }) => arn ?? id).join(" "),
    via: row.via,
    from: row.from,
    region: row.region,
    account: row.accountId,
    outcome: row.outcome,
    marks: row.marks.join(" "),
    errorCode: row.errorCode,
    errorMessage: event.errorMessage ?? "",
    userArn: text(event.userIdentity?.["arn"]) ?? "",
    accessKeyId: row.accessKeyId,
    userAgent: event.userAgent,
    requestId: requestId(event),
    eventId: row.id,
  };
  return header.map((name) => values[name]);
}
