/** What the name of a digest says. It is a hint until the content or a signature agrees. */
export interface DigestName {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  /** The end of the hour it covers. */
  readonly endMs: number;
  readonly isBackfill: boolean;
}

/** What the name of a log file says. */
export interface LogName {
  readonly account: string;
  /** `CloudTrail`, `CloudTrail-Insight`, `CloudTrail-NetworkActivity`… */
  readonly kind: string;
  readonly region: string;
  /** When it was delivered, to the minute. */
  readonly deliveredMs: number;
}

/** S3's own limit for the length of a key, in bytes. */
const longestKey = 1024;
/** Read from the right, since a trail's name may hold `_`, `.` and `-`. */
const digestPattern =
  /^(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_([A-Za-z0-9._-]+)_([a-z]{2,}(?:-[a-z]+)+-\d+)_(\d{8}T\d{6})Z(_backfill)?\.json(?:\.gz)?$/;
/** Names of 2014 lack the underscore before the unique text. */
const logPattern =
  /^(\d{12})_(CloudTrail(?:-(?!Digest_)[A-Za-z]+)?)_([a-z0-9-]+)_(\d{8}T\d{4})Z_?[A-Za-z0-9]{8,40}\.json(?:\.gz)?$/;

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export function parseDigestName(path: string): DigestName | undefined {
  if (path.length > longestKey) return undefined;
  const [, account, region, trail, homeRegion, stamp, backfill] = digestPattern.exec(baseName(path)) ?? [];
  const endMs = stampMs(stamp);
  if (account === undefined || region === undefined || trail === undefined || homeRegion === undefined)
    return undefined;
  return Number.isNaN(endMs)
    ? undefined
    : { account, region, trail, homeRegion, endMs, isBackfill: backfill !== undefined };
}

export function parseLogName(path: string): LogName | undefined {
  if (path.length > longestKey) return undefined;
  const [, account, kind, region, stamp] = logPattern.exec(baseName(path)) ?? [];
  const deliveredMs = stampMs(stamp === undefined ? undefined : `${stamp}00`);
  if (account === undefined || kind === undefined || region === undefined) return undefined;
  return Number.isNaN(deliveredMs) ? undefined : { account, kind, region, deliveredMs };
}

/** `20251231T235959` as epoch milliseconds; NaN when there is no such moment. Asked for every file, so by hand. */
function stampMs(stamp: string | undefined): number {
  if (stamp === undefined) return NaN;
  const month = twoDigits(stamp, 4);
  const day = twoDigits(stamp, 6);
  const hour = twoDigits(stamp, 9);
  const minute = twoDigits(stamp, 11);
  const second = twoDigits(stamp, 13);
  const isMoment =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  const year = twoDigits(stamp, 0) * 100 + twoDigits(stamp, 2);
  return isMoment ? Date.UTC(year, month - 1, day, hour, minute, second) : NaN;
}

const twoDigits = (text: string, at: number): number =>
  (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** `20251231T235959Z`, as digests have it in their names. */
export const digestStamp = (timeMs: number): string =>
  `${new Date(timeMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/**
 * How a file's path stands to the key it had in S3.
 * `fits`: the key, with any folders before it or cut from it. `renamed`: a name of its own that claims nothing.
 * `moved`: the name or folders of another object.
 */
export type Place = "fits" | "renamed" | "moved";

/** A part of a path that means something in CloudTrail's layout, so that another one in its place is a lie. */
const structural =
  /^(?:AWSLogs|o-[a-z0-9]{10,32}|\d{12}|CloudTrail(?:-[A-Za-z]+)?|[a-z]{2,}(?:-[a-z]+)+-\d+|\d{4}|\d\d)$/;

/** The whole key, with or without folders before it: what most files are. */
const isWhole = (path: string, key: string): boolean =>
  path.endsWith(key) && (path.length === key.length || path.at(-key.length - 1) === "/");

export function placeOf(path: string, key: string): Place {
  if (isWhole(path, key)) return "fits";
  const name = baseName(path);
  const keyName = baseName(key);
  if (name !== keyName && `${name}.gz` !== keyName)
    return parseDigestName(name) || parseLogName(name) ? "moved" : "renamed";
  const folders = path.split("/").slice(0, -1);
  const wanted = key.split("/").slice(0, -1);
  while (folders.length > 0 && wanted.length > 0) {
    const folder = folders.pop() ?? "";
    if (folder !== wanted.pop()) return structural.test(folder) ? "moved" : "fits";
  }
  return "fits";
}
