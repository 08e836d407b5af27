/**
 * Times as records write them: `2023-07-10T11:42:18Z` nearly always; with an offset in exports, with a blank
 * instead of `T` and without a zone (meaning UTC) in aggregated events, in basic form (`20230710T114218Z`),
 * or as epoch seconds or milliseconds after a trip through other tools.
 */
const FORM =
  /^(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/;
const LONGEST = 48;
/** Below this a number can only be seconds: as milliseconds it would lie in 1973. */
const SMALLEST_MS = 100_000_000_000;
const LATEST_MS = 8_640_000_000_000_000;

/** Epoch milliseconds; undefined when the value is no moment. */
export function recordTimeMs(value: unknown): number | undefined {
  if (typeof value === "number") return numberMs(value);
  if (typeof value !== "string" || value.length > LONGEST) return undefined;
  return plainMs(value) ?? formMs(value.trim());
}

/** The one form nearly every record has, read without a pattern: a reader spends its time here. */
function plainMs(value: string): number | undefined {
  if (value.length !== 20 || value.charCodeAt(19) !== 90 || value.charCodeAt(10) !== 84) return undefined;
  if (value.charCodeAt(13) !== 58 || value.charCodeAt(16) !== 58) return undefined;
  if (!value.startsWith(lastDay.text) && !rememberDay(value)) return undefined;
  const hour = two(value, 11);
  const minute = two(value, 14);
  const second = two(value, 17);
  const sound = hour <= 23 && minute <= 59 && second <= 60;
  return sound ? lastDay.startMs + ((hour * 60 + minute) * 60 + second) * 1000 : undefined;
}

/** The day read last: records come by the day. No text begins with this first one. */
const lastDay = { text: "\0", startMs: 0 };

function rememberDay(value: string): boolean {
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return false;
  const year = two(value, 0) * 100 + two(value, 2);
  const startMs = momentMs(year, two(value, 5), two(value, 8), 0, 0, 0, 0);
  if (startMs === undefined) return false;
  lastDay.text = value.slice(0, 11);
  lastDay.startMs = startMs;
  return true;
}

/** The number two digits write; NaN when they are none. */
function two(value: string, at: number): number {
  const tens = value.charCodeAt(at) - 48;
  const ones = value.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Undefined for moments that are none: `Date` would turn 31 June into 1 July. */
function momentMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millis: number,
): number | undefined {
  const longest = month === 2 && !isLeap(year) ? 28 : (DAYS[month - 1] ?? 0);
  const sound = day >= 1 && day <= longest && hour <= 23 && minute <= 59 && second <= 60 && year >= 1000;
  return sound ? Date.UTC(year, month - 1, day, hour, minute, second, millis) : undefined;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function formMs(value: string): number | undefined {
  const found = FORM.exec(value);
  if (!found) return /^\d{10,13}(?:\.\d{1,9})?$/.test(value) ? numberMs(Number(value)) : undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  const millis = Number((found[7] ?? "").padEnd(3, "0").slice(0, 3));
  const local = momentMs(year, month, day, hour, minute, second, millis);
  return local === undefined ? undefined : local - offsetMs(found[8]);
}

/** `+11:00`, `-0530`; nothing, `Z` and `UTC` mean none. */
function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === "Z" || zone === "UTC") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

function numberMs(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const ms = value < SMALLEST_MS ? value * 1000 : value;
  return ms <= LATEST_MS ? Math.round(ms) : undefined;
}
