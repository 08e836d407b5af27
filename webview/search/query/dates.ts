/** `2026-11-22T14:02:00` as the browser's date field reads and writes it, in local time or UTC. */
export function toField(timeMs: number, utc: boolean): string {
  const date = new Date(timeMs);
  const shifted = utc ? timeMs : timeMs - date.getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 19);
}

/** Epoch milliseconds, or undefined while the field is not filled in. */
export function fromField(value: string, utc: boolean): number | undefined {
  if (value === "") return undefined;
  const timeMs = Date.parse(utc ? `${value}Z` : value);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
