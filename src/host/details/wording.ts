import type { Translate } from "../../core/base/translate.js";

/** How to put things into words for this user at this moment. */
export interface Wording {
  readonly t: Translate;
  /** BCP 47 tag. */
  readonly locale: string;
  readonly nowMs: number;
  readonly utc: boolean;
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** `4 minutes ago`. */
export function relativeTime(timeMs: number, { locale, nowMs }: Wording): string {
  const distanceMs = timeMs - nowMs;
  const [unit, ms] = units.find(([, size]) => Math.abs(distanceMs) >= size) ?? ["second", 1000];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(distanceMs / ms), unit);
}

/** `Nov 23, 2026, 10:04:05 AM UTC (4 minutes ago)`. */
export function when(timeMs: number, wording: Wording): string {
  const exact = new Intl.DateTimeFormat(wording.locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(wording.utc ? { timeZone: "UTC" } : {}),
  }).format(timeMs);
  return `${exact} (${relativeTime(timeMs, wording)})`;
}

/** Bytes in human units: `1.5 MB`. */
export function sizeText(bytes: number, locale: string): string {
  const names = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = bytes < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: names[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1024 ** power);
}

/** Retention as people say it: whole years when it is a few days off from them at most, else days. */
export function daysText(days: number, { t }: Pick<Wording, "t">): string {
  const years = Math.round(days / 365.25);
  if (years >= 1 && Math.abs(days - years * 365.25) <= 3)
    return years === 1 ? t("1 year") : t("{0} years", years);
  return days === 1 ? t("1 day") : t("{0} days", days);
}
