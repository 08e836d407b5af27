import { at } from "../base/json.js";
import { safeText } from "../base/safeText.js";
import type { Translate } from "../base/translate.js";
import type { FilterField } from "../search/query.js";
import type { CloudTrailEvent } from "./event.js";
import type { Insight, Resource } from "./insight.js";
import { scalar } from "./scalar.js";
import { serviceName } from "./naming/service.js";

/** One line of the detail view; `field` is there when the value can be filtered by. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly field: FilterField | undefined;
}

const MOST_RESOURCES = 12;
/** Long enough for any name that can be searched for; the whole text is in the raw record. */
const LONGEST_VALUE = 2_000;

/** The fields of an event that matter, most asked for first; what the record does not say is left out. */
export function facts(event: CloudTrailEvent, insight: Insight, t: Translate): readonly Fact[] {
  const found: Fact[] = [];
  const add = (label: string, value: string | undefined, field?: FilterField): void => {
    if (value !== undefined && value !== "")
      found.push({ label, value: safeText(value, LONGEST_VALUE), field });
  };
  what(event, add, t);
  who(event, insight, add, t);
  for (const resource of insight.resources.slice(0, MOST_RESOURCES))
    add(resourceLabel(resource, t), resource.id, "resource");
  subjectTypes(insight).forEach((type) => add(t("Resource type"), type, "type"));
  how(event, insight, add, t);
  outcome(event, insight, add, t);
  ids(event, add, t);
  return found;
}

type Add = (label: string, value: string | undefined, field?: FilterField) => void;

function what(event: CloudTrailEvent, add: Add, t: Translate): void {
  add(t("Event"), event.name, "event");
  add(t("Service"), serviceName(event.source), "service");
  add(t("Time"), new Date(event.timeMs).toISOString());
}

function who(event: CloudTrailEvent, { actor }: Insight, add: Add, t: Translate): void {
  const identity = event.userIdentity;
  add(t("User"), actor.name, "user");
  add(t("Identity"), actor.note);
  add(t("Identity type"), scalar(identity?.["type"]));
  add(t("Role"), scalar(at(identity, "sessionContext", "sessionIssuer", "arn")));
  add(t("Caller ARN"), scalar(identity?.["arn"]));
  add(t("Caller account"), actor.crossAccount ? scalar(identity?.["accountId"]) : undefined);
  add(t("Access key"), event.accessKeyId, "key");
  add(t("MFA"), mfaText(event, t));
}

function mfaText({ userIdentity, raw }: CloudTrailEvent, t: Translate): string | undefined {
  const used =
    at(raw, "additionalEventData", "MFAUsed") ??
    at(userIdentity, "sessionContext", "attributes", "mfaAuthenticated");
  if (used === "Yes" || used === "true" || used === true) return t("yes");
  return used === "No" || used === "false" || used === false ? t("no") : undefined;
}

const resourceLabel = ({ role }: Resource, t: Translate): string =>
  role === "subject" ? t("Resource") : t("Also named");

const subjectTypes = ({ resources }: Insight): readonly string[] => [
  ...new Set(resources.filter(({ role }) => role === "subject").map(({ type }) => type)),
];

function how(event: CloudTrailEvent, { via }: Insight, add: Add, t: Translate): void {
  add(t("Tool"), via.tool, "via");
  add(t("Tool told by"), via.grounds);
  add(t("From"), event.sourceAddress, "ip");
  add(t("User agent"), event.userAgent);
  add(t("VPC endpoint"), scalar(event.raw["vpcEndpointId"]));
  add(t("TLS"), scalar(at(event.raw, "tlsDetails", "tlsVersion")));
}

function outcome(event: CloudTrailEvent, { change }: Insight, add: Add, t: Translate): void {
  add(t("Outcome"), change.class, "outcome");
  for (const mark of change.marks) add(t("Mark"), mark, "mark");
  add(t("Error"), event.errorCode, "error");
  add(t("Error message"), event.errorMessage);
  add(t("Access"), event.readOnly === undefined ? undefined : event.readOnly ? "read" : "write", "access");
}

function ids(event: CloudTrailEvent, add: Add, t: Translate): void {
  const { raw } = event;
  add(t("Region"), event.region);
  add(t("Account"), event.accountId, "recipient");
  add(t("Event type"), event.eventType);
  add(t("Category"), scalar(raw["eventCategory"]));
  add(t("Delivery"), scalar(at(raw, "addendum", "reason")));
  add(t("Event ID"), event.id, "id");
  add(t("Request ID"), scalar(raw["requestID"]), "request");
  add(t("Shared event ID"), event.sharedId);
}
