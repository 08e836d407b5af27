import * as l10n from "@vscode/l10n";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const relativeSteps: readonly (readonly [
  limitMs: number,
  unitMs: number,
  unit: Intl.RelativeTimeFormatUnit,
])[] = [
  [90 * secondMs, secondMs, "second"],
  [90 * minuteMs, minuteMs, "minute"],
  [36 * hourMs, hourMs, "hour"],
  [60 * dayMs, dayMs, "day"],
  [Infinity, 30 * dayMs, "month"],
];

/** Numbers, times and durations as the person reads them. Making an Intl formatter is slow, so each is kept. */
export class Formats {
  readonly #times = new Map<string, Intl.DateTimeFormat>();
  readonly #numbers: Intl.NumberFormat;
  readonly #seconds: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #bytes: Intl.NumberFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #locale: string;

  constructor(
    locale: string,
    readonly utc: boolean,
  ) {
    this.#locale = supported(locale);
    this.#numbers = new Intl.NumberFormat(this.#locale);
    this.#seconds = new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 1 });
    this.#percent = new Intl.NumberFormat(this.#locale, { style: "percent" });
    this.#bytes = new Intl.NumberFormat(this.#locale, {
      maximumFractionDigits: 0,
      style: "unit",
      unit: "kilobyte",
    });
    this.#relative = new Intl.RelativeTimeFormat(this.#locale, { numeric: "always" });
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  percent(part: number): string {
    return this.#percent.format(part);
  }

  kilobytes(sizeBytes: number): string {
    return this.#bytes.format(Math.ceil(sizeBytes / 1_000));
  }

  /** `14:02:11`, with milliseconds only when there are any. */
  time(timeMs: number): string {
    const fraction = timeMs % secondMs === 0 ? {} : { fractionalSecondDigits: 3 as const };
    return this.#format(timeMs, { ...clock, ...fraction });
  }

  /** `14:02` */
  minute(timeMs: number): string {
    return this.#format(timeMs, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** `Nov 22` */
  day(timeMs: number): string {
    return this.#format(timeMs, { month: "short", day: "numeric" });
  }

  /** `Sat, Nov 22` */
  weekday(timeMs: number): string {
    return this.#format(timeMs, { weekday: "short", month: "short", day: "numeric" });
  }

  /** `Nov 2026` */
  month(timeMs: number): string {
    return this.#format(timeMs, { month: "short", year: "numeric" });
  }

  /** `Nov 22, 2026, 14:02:11 UTC` */
  exact(timeMs: number): string {
    return this.#exact(timeMs, this.utc ? "UTC" : undefined);
  }

  /** Relative, local and UTC, one a line, for hovers. */
  everyWay(timeMs: number, nowMs: number): string {
    return [this.relative(timeMs, nowMs), this.#exact(timeMs, undefined), this.#exact(timeMs, "UTC")].join(
      "\n",
    );
  }

  /** `3 hours ago` */
  relative(timeMs: number, nowMs: number): string {
    const gapMs = timeMs - nowMs;
    const step = relativeSteps.find(([limitMs]) => Math.abs(gapMs) < limitMs) ?? ([0, dayMs, "day"] as const);
    return this.#relative.format(Math.round(gapMs / step[1]), step[2]);
  }

  /** `Nov 21, 14:02 – 15:02`, as short as the two ends allow. */
  span(fromMs: number, toMs: number): string {
    const short =
      toMs - fromMs < 10 * minuteMs ? clock : { hour: "2-digit" as const, minute: "2-digit" as const };
    const options = { month: "short", day: "numeric", hourCycle: "h23", ...short } as const;
    return this.#formatter(options).formatRange(fromMs, toMs);
  }

  /** `3.1 s`, `4 min 12 s` */
  duration(ms: number): string {
    if (ms < minuteMs) return l10n.t("{0} s", this.#seconds.format(ms / secondMs));
    const minutes = Math.floor(ms / minuteMs);
    return l10n.t("{0} min {1} s", this.number(minutes), Math.round((ms % minuteMs) / secondMs));
  }

  #exact(timeMs: number, timeZone: string | undefined): string {
    const options = {
      year: "numeric",
      month: "short",
      day: "numeric",
      ...clock,
      timeZoneName: "short",
    } as const;
    const fraction = timeMs % secondMs === 0 ? {} : { fractionalSecondDigits: 3 as const };
    return this.#formatter({ ...options, ...fraction }, timeZone ?? "local").format(timeMs);
  }

  #format(timeMs: number, options: Intl.DateTimeFormatOptions): string {
    return Number.isFinite(timeMs) ? this.#formatter(options).format(timeMs) : "";
  }

  #formatter(options: Intl.DateTimeFormatOptions, zone = this.utc ? "UTC" : "local"): Intl.DateTimeFormat {
    const key = zone + JSON.stringify(options);
    let formatter = this.#times.get(key);
    if (!formatter) {
      formatter = new Intl.DateTimeFormat(
        this.#locale,
        zone === "UTC" ? { ...options, timeZone: "UTC" } : options,
      );
      this.#times.set(key, formatter);
    }
    return formatter;
  }
}

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** VS Code can name languages (`qps-ploc`, or one of its own packs) that Intl refuses. */
function supported(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en"; // an unusable tag is no reason to show no dates
  }
}

/** `7 days`, `1 hour`: the length of a preset. */
export function lengthName(ms: number): string {
  const [count, one, many] =
    ms % dayMs === 0 && ms >= dayMs
      ? [ms / dayMs, l10n.t("1 day"), l10n.t("{0} days", ms / dayMs)]
      : ms % hourMs === 0 && ms >= hourMs
        ? [ms / hourMs, l10n.t("1 hour"), l10n.t("{0} hours", ms / hourMs)]
        : [ms / minuteMs, l10n.t("1 minute"), l10n.t("{0} minutes", Math.round(ms / minuteMs))];
  return count === 1 ? one : many;
}
