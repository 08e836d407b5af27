/** An object of the bucket. Bodies are made when first asked for. */
export interface StoredObject {
  readonly key: string;
  readonly lastModifiedMs: number;
  readonly body: () => Buffer;
  /** User metadata, without `x-amz-meta-`. */
  readonly metadata: () => Readonly<Record<string, string>>;
}

/** `2026/11/22`, the day folder of a time. */
export const dayFolder = (timeMs: number): string =>
  new Date(timeMs).toISOString().slice(0, 10).replaceAll("-", "/");

/** `20261122T1312Z` for log files, `20261122T131207Z` for digests. */
export const stamp = (timeMs: number, precision: "minutes" | "seconds"): string =>
  `${new Date(timeMs)
    .toISOString()
    .slice(0, precision === "minutes" ? 16 : 19)
    .replace(/[-:]/g, "")}Z`;
