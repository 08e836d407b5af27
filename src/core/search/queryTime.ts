import type { TimeRange } from "./query.js";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const unitMs: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day, w: 7 * day };

/** What a query line means that names no time. */
export const defaultRange: TimeRange = { kind: "last", ms: 7 * day };

/** Ends of a range of which only `from:` or only `to:` was given; an archive clamps them to what it has. */
export const openStartMs = 0;
export const openEndMs = 8_640_000_000_000_000;

/** `90m`, `24h`, `7d`, `2w` as milliseconds; undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const found = /^(\d{1,9})([smhdw])$/i.exec(text);
  const unit = unitMs[found?.[2]?.toLowerCase() ?? ""];
  const amount = Number(found?.[1]);
  return unit !== undefined && amount > 0 ? amount * unit : undefined;
}

/** The largest unit up to days that fits, so that a week reads `7d`. */
export function formatDuration(ms: number): string {
  for (const [unit, size] of [
    ["d", day],
    ["h", hour],
    ["m", minute],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${String(ms / size)}${unit}`;
  }
  return `${String(Math.max(1, Math.ceil(ms / second)))}s`;
}

const instantPattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** An instant as typed: `dateOnly` when it names a whole day, which `to:` includes. */
export interface Instant {
  readonly ms: number;
  readonly dateOnly: boolean;
}

/** ISO 8601 date or date and time, with `Z`, an offset, or neither, which means UTC. */
export function parseInstant(text: string): Instant | undefined {
  const found = instantPattern.exec(text);
  if (!found) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const date = Date.UTC(part(1), part(2) - 1, part(3));
  const exists = new Date(date).getUTCDate() === part(3) && part(2) >= 1 && part(2) <= 12;
  if (!exists || part(4) > 23 || part(5) > 59 || part(6) > 59 || part(1) < 1970) return undefined;
  const milliseconds = Number((found[7] ?? "").padEnd(3, "0"));
  const time = part(4) * hour + part(5) * minute + part(6) * second + milliseconds;
  return { ms: date + time - offsetMs(found[8]), dateOnly: found[4] === undefined };
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "");
  const ms = Number(digits.slice(0, 2)) * hour + Number(digits.slice(2)) * minute;
  return zone.startsWith("-") ? -ms : ms;
}

/** UTC, as short as it is exact: `2026-11-01T00:00Z`. */
export function formatInstant(ms: number): string {
  const iso = new Date(ms).toISOString();
  if (ms % minute === 0) return `${iso.slice(0, 16)}Z`;
  return ms % second === 0 ? `${iso.slice(0, 19)}Z` : iso;
}

export const formatRange = (range: TimeRange): readonly string[] => {
  if (range.kind === "last") return [`last:${formatDuration(range.ms)}`];
  const from = range.fromMs > openStartMs ? [`from:${formatInstant(range.fromMs)}`] : [];
  const to = range.toMs < openEndMs ? [`to:${formatInstant(range.toMs)}`] : [];
  return from.length + to.length > 0 ? [...from, ...to] : [`from:${formatInstant(openStartMs)}`];
};

export const dayMs = day;
