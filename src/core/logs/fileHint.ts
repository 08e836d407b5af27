/** What a file's place and name suggest; its content decides. */
export interface FileHint {
  readonly kind: LogFileKind | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  /** `2026-11-01`, the day of delivery. */
  readonly day: string | undefined;
  /** When CloudTrail delivered it, from the name; epoch milliseconds. */
  readonly deliveredMs: number | undefined;
  readonly organizationId: string | undefined;
}

export type LogFileKind = "log" | "digest" | "insights" | "network-activity" | "aggregated" | "other";

const kinds: Readonly<Record<string, LogFileKind>> = {
  CloudTrail: "log",
  "CloudTrail-Digest": "digest",
  "CloudTrail-Insight": "insights",
  "CloudTrail-NetworkActivity": "network-activity",
  "CloudTrail-Aggregated": "aggregated",
};

/** `<acct>_CloudTrail_<region>_YYYYMMDDTHHmmZ_<16>.json.gz`; names of 2014 lack the last underscore. */
const NAME =
  /(?:^|\/)(\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_([a-z]{2}(?:-[a-z]+)+-\d)_(?:[^/]*_)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z[^/]*$/;
/** `…/<acct>/CloudTrail/<region>/YYYY/MM/DD/`, found from the right: prefixes may look like anything. */
const PLACE =
  /(?:^|\/)(\d{12})\/(CloudTrail(?:-[A-Za-z]+)?)\/([a-z]{2}(?:-[a-z]+)+-\d)\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]*$/;
const ORGANIZATION = /(?:^|\/)(o-[a-z0-9]{10,32})\/\d{12}\/CloudTrail/;

/** Reads a path with `/` between its parts. Never fails: what the path does not tell stays undefined. */
export function fileHint(path: string): FileHint {
  const name = NAME.exec(path);
  const organizationId = ORGANIZATION.exec(path)?.[1];
  const found = name ?? PLACE.exec(path);
  if (!found) return { ...nowhere, organizationId };
  const [, accountId, kind = "", region, year = "", month = "", day = ""] = found;
  return {
    kind: kinds[kind],
    accountId,
    region,
    day: `${year}-${month}-${day}`,
    deliveredMs: name ? deliveryMs(name) : undefined,
    organizationId,
  };
}

const nowhere: FileHint = {
  kind: undefined,
  accountId: undefined,
  region: undefined,
  day: undefined,
  deliveredMs: undefined,
  organizationId: undefined,
};

function deliveryMs(name: readonly string[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = name
    .slice(4)
    .map((text: string | undefined) => Number(text ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** What a file of events is, by the eventCategory of one of them. */
export const kindOfCategory = (category: string | undefined): LogFileKind =>
  category === "Insight"
    ? "insights"
    : category === "NetworkActivity"
      ? "network-activity"
      : category === "Aggregated"
        ? "aggregated"
        : "log";

/** What comes first when newest events are wanted first: delivery by name, else the day's end, else the file's age. */
export function newness(path: string, mtimeMs: number): number {
  const { deliveredMs, day } = fileHint(path);
  return deliveredMs ?? (day === undefined ? mtimeMs : Date.parse(`${day}T23:59:59Z`));
}
