import type { ResultTable } from "./resultTable.js";
import { valueText } from "./resultTable.js";
import type { SqlColumn } from "./sqlTarget.js";

export interface ChartPoint {
  readonly label: string;
  /** Epoch milliseconds; only where the labels are times. */
  readonly timeMs?: number;
  readonly value: number;
}

/** A picture of an answer: a line over time, or bars by name. */
export interface Chart {
  readonly kind: "line" | "bars";
  readonly by: string;
  readonly of: string;
  readonly points: readonly ChartPoint[];
  /** Rows that the chart leaves out. */
  readonly left: number;
}

const mostPoints = 2_000;
const mostBars = 20;

/**
 * A chart when the shape suits: the first number by the first time (points in its order) or by the first text (the
 * largest ones). Rows that share a time or a name would make a lie of a line or a bar, so then there is none.
 */
export function chartOf(table: ResultTable): Chart | undefined {
  const { columns } = table;
  const of = columns.findIndex(({ kind }) => kind === "number");
  const time = columns.findIndex(({ kind }) => kind === "time");
  const by = time >= 0 ? time : columns.findIndex(({ kind }) => kind === "text" || kind === "boolean");
  const [named, counted] = [columns[by], columns[of]];
  if (!named || !counted || table.size < 2) return undefined;
  const points = pointsOf(table, by, of, named);
  if (points.length < 2 || new Set(points.map(({ label }) => label)).size < points.length) return undefined;
  const names = { by: named.name, of: counted.name };
  return time >= 0 ? line(points, table.size, names) : bars(points, table.size, names);
}

function pointsOf(table: ResultTable, by: number, of: number, { kind }: SqlColumn): readonly ChartPoint[] {
  return table.rows(undefined).flatMap((row) => {
    const [label, value] = [valueText(row[by]), row[of]];
    if (value === null || value === undefined || !Number.isFinite(Number(value))) return [];
    const point = { label, value: Number(value) };
    if (kind !== "time") return [point];
    const timeMs = timeOf(label);
    return timeMs === undefined ? [] : [{ ...point, timeMs }];
  });
}

/** Times of an answer are in UTC and written with a blank. */
export function timeOf(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*)?(?:\+00(?::00)?|Z)?$/.exec(text);
  const ms = match ? Date.parse(`${match[1]}T${match[2] ?? "00:00:00"}${match[3] ?? ""}Z`) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

type Names = Pick<Chart, "by" | "of">;

function line(points: readonly ChartPoint[], rows: number, names: Names): Chart | undefined {
  if (points.length > mostPoints) return undefined;
  const sorted = points.toSorted((one, other) => (one.timeMs ?? 0) - (other.timeMs ?? 0));
  return { kind: "line", ...names, points: sorted, left: rows - points.length };
}

function bars(points: readonly ChartPoint[], rows: number, names: Names): Chart | undefined {
  if (points.some(({ value }) => value < 0)) return undefined; // bars from one edge cannot show both directions
  const largest = points.toSorted((one, other) => other.value - one.value).slice(0, mostBars);
  return { kind: "bars", ...names, points: largest, left: rows - largest.length };
}
