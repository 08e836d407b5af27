import { scaleLinear, scaleTime, scaleUtc } from "d3-scale";
import type { Formats } from "../../ui/format.js";
import type { Span } from "../preferences.js";

export interface Tick {
  readonly timeMs: number;
  readonly label: string;
}

export interface TimeTicks {
  readonly ticks: readonly Tick[];
  /** Starts of days in view, of months when whole days are ticks; from the one the view begins in. */
  readonly days: readonly Tick[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const tickPx = 96;
const dayLinePx = 12;
const dayLabelPx = 84;

/** Where the time axis has its marks and what stands there. */
export function timeTicks(view: Span, widthPx: number, formats: Formats): TimeTicks {
  const scale = (formats.utc ? scaleUtc() : scaleTime()).domain([view.fromMs, view.toMs]);
  const times = scale.ticks(Math.max(2, Math.floor(widthPx / tickPx))).map(Number);
  const stepMs = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : view.toMs - view.fromMs;
  const label = labelFor(stepMs, formats);
  return {
    ticks: times.map((timeMs) => ({ timeMs, label: label(timeMs) })),
    days: stepMs >= dayMs - 60 * minuteMs ? monthStarts(view, formats) : dayStarts(view, widthPx, formats),
  };
}

function labelFor(stepMs: number, formats: Formats): (timeMs: number) => string {
  if (stepMs >= 27 * dayMs) return (timeMs) => formats.month(timeMs);
  if (stepMs >= dayMs - 60 * minuteMs) return (timeMs) => formats.day(timeMs);
  return stepMs >= minuteMs ? (timeMs) => formats.minute(timeMs) : (timeMs) => formats.time(timeMs);
}

/** Midnights of the shown time zone; a day can have 23 or 25 hours, so they are not counted by adding. */
function dayStarts(view: Span, widthPx: number, formats: Formats): readonly Tick[] {
  const dayPx = (widthPx / (view.toMs - view.fromMs)) * dayMs;
  if (dayPx < dayLinePx) return [];
  const every = Math.ceil(dayLabelPx / dayPx);
  const days: Tick[] = [];
  const day = midnight(view.fromMs, formats.utc);
  for (let at = 0; day.getTime() < view.toMs; at++) {
    const timeMs = day.getTime();
    days.push({ timeMs, label: at % every === 0 ? formats.weekday(timeMs) : "" });
    if (formats.utc) day.setUTCDate(day.getUTCDate() + 1);
    else day.setDate(day.getDate() + 1);
  }
  return days;
}

/** Where the ticks are days, the next larger unit gives them their year. */
function monthStarts(view: Span, formats: Formats): readonly Tick[] {
  const months: Tick[] = [];
  const month = midnight(view.fromMs, formats.utc);
  if (formats.utc) month.setUTCDate(1);
  else month.setDate(1);
  while (month.getTime() < view.toMs && months.length < 200) {
    const timeMs = month.getTime();
    months.push({ timeMs, label: formats.month(timeMs) });
    if (formats.utc) month.setUTCMonth(month.getUTCMonth() + 1);
    else month.setMonth(month.getMonth() + 1);
  }
  return months;
}

function midnight(timeMs: number, utc: boolean): Date {
  const day = new Date(timeMs);
  if (utc) day.setUTCHours(0, 0, 0, 0);
  else day.setHours(0, 0, 0, 0);
  return day;
}

/** A round number at or above `max`, and the counts to draw lines at. */
export function countTicks(max: number): { readonly top: number; readonly lines: readonly number[] } {
  if (max <= 0) return { top: 1, lines: [] };
  const scale = scaleLinear().domain([0, max]).nice(2);
  const top = scale.domain()[1] ?? 1;
  return { top, lines: scale.ticks(2).filter((line) => line > 0 && Number.isInteger(line)) };
}
