import type { Json } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";
import type { CloudTrailEvent } from "../event.js";
import type { Insight } from "../insight.js";
import { addedBy, withoutVolatile } from "./volatile.js";
import { unfold } from "./unfold.js";

const longestFact = 300;
/** Characters an editor shows as nothing, or that turn the text around them: written as JSON escapes instead. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * An event as a text to be compared with another one of the same API: who, when and via as a header in the manner
 * of comments, then what was asked and what the answer adds, with keys sorted and what differs each time left out.
 * Always JSON; does not depend on the user's language, so that equal events read equal.
 */
export function compareText(event: CloudTrailEvent, insight: Insight): string {
  const request = withoutVolatile(unfold(event.requestParameters ?? null), "request");
  const response = withoutVolatile(unfold(event.responseElements ?? null), "response");
  const added = addedBy(response.value, request.value);
  const leftOut = [...request.leftOut, ...response.leftOut];
  const document: readonly (readonly [string, Json | undefined])[] = [
    ...header(event, insight),
    ["request", request.value],
    ["answerAdds", added === null ? undefined : added],
    ["// left out", leftOut.length === 0 ? undefined : leftOut],
  ];
  const kept = document.filter(([, value]) => value !== undefined);
  return `${JSON.stringify(Object.fromEntries(kept), undefined, 2).replace(UNSEEN, escaped)}\n`;
}

const header = (
  event: CloudTrailEvent,
  { actor, via, change }: Insight,
): readonly (readonly [string, string])[] => [
  ["// what", fact(change.class === "changed" ? event.name : `${event.name} (${outcome(event, change)})`)],
  ["// who", fact(actor.note === "" ? actor.name : `${actor.name} (${actor.note})`)],
  ["// when", new Date(event.timeMs).toISOString()],
  ["// via", fact(`${via.tool}, ${via.grounds}`)],
];

const outcome = ({ errorCode }: CloudTrailEvent, change: Insight["change"]): string =>
  errorCode === undefined ? change.class : `${change.class}: ${errorCode}`;

const fact = (text: string): string => safeText(text, longestFact);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `PutBucketPolicy`, or of two APIs of one group `PutBucketPolicy → DeleteBucketPolicy`. */
const names = (older: CloudTrailEvent, newer: CloudTrailEvent): string =>
  older.name === newer.name
    ? safeText(newer.name, 80)
    : `${safeText(older.name, 80)} → ${safeText(newer.name, 80)}`;

export interface Side {
  readonly event: CloudTrailEvent;
  readonly insight: Insight;
}

export interface TitleOptions {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly utc: boolean;
}

/** `PutBucketPolicy logs-prod: Nov 12 14:02 (alice) ↔ Nov 14 09:10 (ci-deploy)`. */
export function compareTitle(older: Side, newer: Side, options: TitleOptions): string {
  const resource = newer.insight.resources.find(({ role }) => role === "subject")?.id ?? "";
  const what = `${names(older.event, newer.event)}${resource === "" ? "" : ` ${safeText(resource, 80)}`}`;
  const withYear =
    new Date(older.event.timeMs).getUTCFullYear() !== new Date(newer.event.timeMs).getUTCFullYear();
  const side = ({ event, insight }: Side): string =>
    `${momentText(event.timeMs, options, withYear)} (${safeText(insight.actor.name, 60)})`;
  return `${what}: ${side(older)} ↔ ${side(newer)}`;
}

/** Day and minute, as `Nov 12 14:02`. */
export function momentText(timeMs: number, { locale, utc }: TitleOptions, withYear = false): string {
  const zone = utc ? { timeZone: "UTC" } : {};
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", ...zone };
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone };
  const date = new Date(timeMs);
  const dayText = date.toLocaleDateString(locale, withYear ? { ...day, year: "numeric" } : day);
  return `${dayText} ${date.toLocaleTimeString(locale, time)}`;
}
