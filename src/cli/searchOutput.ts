import { safeText } from "../core/base/safeText.js";
import { english } from "../core/base/translate.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import type { Insight } from "../core/events/insight.js";
import { sentence } from "../core/events/sentence/sentence.js";
import type { Row } from "../core/search/row.js";
import { jsonText } from "./jsonText.js";
import { toRow } from "../core/search/toRow.js";

/** Columns of the table with the width they are padded to; the last one is as long as it is. */
const columns: readonly {
  readonly title: string;
  readonly width: number;
  readonly read: (row: Row) => string;
}[] = [
  { title: "TIME (UTC)", width: 20, read: (row) => isoSeconds(row.timeMs) },
  { title: "WHO", width: 24, read: (row) => row.actor },
  { title: "WHAT", width: 30, read: (row) => row.eventName },
  { title: "RESOURCE", width: 32, read: resourceText },
  { title: "OUTCOME", width: 8, read: (row) => row.outcome },
  { title: "VIA", width: 14, read: (row) => row.via },
  { title: "REGION", width: 0, read: (row) => row.region },
];

export const tableHeader = (): string => line(columns.map(({ title }) => title));

/** One row for people: cut to the columns' widths, and with nothing a terminal would act on. */
export const tableLine = (row: Row): string => line(columns.map(({ read }) => read(row)));

function line(cells: readonly string[]): string {
  const padded = cells.map((cell, index) => {
    const width = columns[index]?.width ?? 0;
    return width === 0 ? safeText(cell) : safeText(cell, width).padEnd(width);
  });
  return `${padded.join("  ").trimEnd()}\n`;
}

function resourceText(row: Row): string {
  return row.moreResources > 0 ? `${row.resource} +${String(row.moreResources)}` : row.resource;
}

/** One event for programs: one JSON object with what the model says of it and the record as CloudTrail wrote it. */
export function jsonLine(event: CloudTrailEvent, insight: Insight, nowMs: number): string {
  const row = toRow(event, insight);
  const { timeMs, ...rest } = row;
  const told = sentence(event, insight, { t: english, nowMs, locale: "en" });
  return jsonText({
    time: new Date(timeMs).toISOString(),
    ...rest,
    sentence: told,
    record: event.raw,
  });
}

const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
