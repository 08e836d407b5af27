const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to the limit a distance is told in the unit; 50 hours are 2 days, 40 days are a month. */
const STEPS: readonly {
  readonly below: number;
  readonly unit: Intl.RelativeTimeFormatUnit;
  readonly ms: number;
}[] = [
  { below: MINUTE, unit: "second", ms: SECOND },
  { below: HOUR, unit: "minute", ms: MINUTE },
  { below: DAY, unit: "hour", ms: HOUR },
  { below: 31 * DAY, unit: "day", ms: DAY },
  { below: 365 * DAY, unit: "month", ms: 30.44 * DAY },
];

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** `2 days ago`, `yesterday`, `in 3 minutes` (a host's clock runs ahead) in the words of a BCP 47 locale. */
export function relativeTime(timeMs: number, nowMs: number, locale: string): string {
  const distance = timeMs - nowMs;
  const step = STEPS.find(({ below }) => Math.abs(distance) < below) ?? {
    unit: "year" as const,
    ms: 365.25 * DAY,
  };
  return formatOf(locale).format(Math.trunc(distance / step.ms), step.unit);
}

function formatOf(locale: string): Intl.RelativeTimeFormat {
  const known = formats.get(locale);
  if (known) return known;
  const format = newFormat(locale);
  formats.set(locale, format);
  return format;
}

/** A language tag nobody knows must not cost the sentence. */
function newFormat(locale: string): Intl.RelativeTimeFormat {
  try {
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  } catch {
    return new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  }
}
