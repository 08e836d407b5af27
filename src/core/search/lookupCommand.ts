import type { CloudTrailEvent } from "../events/event.js";
import type { LookupAttribute } from "./lookup.js";

/** What an `aws cloudtrail lookup-events` command asks; times are epoch milliseconds. */
export interface LookupCommand {
  readonly region: string;
  readonly attribute?: LookupAttribute | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Of the AWS config file; the CLI's own choice without it. */
  readonly profile?: string | undefined;
}

/** The command as text for a POSIX shell. Event content in it is quoted, so that pasting it runs nothing else. */
export function lookupCommand({ region, attribute, fromMs, toMs, profile }: LookupCommand): string {
  const words = ["aws", "cloudtrail", "lookup-events"];
  if (profile !== undefined) words.push("--profile", profile);
  if (region !== "") words.push("--region", region);
  if (attribute) words.push("--lookup-attributes", attributeText(attribute));
  if (fromMs !== undefined) words.push("--start-time", isoSeconds(Math.floor(fromMs / 1000)));
  if (toMs !== undefined) words.push("--end-time", isoSeconds(Math.ceil(toMs / 1000)));
  return words.map(shellQuote).join(" ");
}

/** The command that finds this one event. */
export const eventCommand = (event: CloudTrailEvent, profile?: string): string =>
  lookupCommand({
    profile,
    region: event.region,
    attribute: { key: "EventId", value: event.id },
    fromMs: event.timeMs,
    toMs: event.timeMs + 1000,
  });

/** The CLI's shorthand where the value has no meaning in it, else JSON. */
function attributeText({ key, value }: LookupAttribute): string {
  if (/^[\w.@:/+-]+$/.test(value)) return `AttributeKey=${key},AttributeValue=${value}`;
  return JSON.stringify([{ AttributeKey: key, AttributeValue: value }]);
}

const isoSeconds = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/** Single quotes keep everything literal in a POSIX shell; line breaks and NUL would end the command or the text. */
function shellQuote(word: string): string {
  // eslint-disable-next-line no-control-regex -- control characters must not reach a terminal
  const clean = word.replace(/[\u0000-\u001f\u007f]/g, " ");
  return /^[\w.@:/=,+-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", `'\\''`)}'`;
}
