import type { Translate } from "../base/translate.js";
import { knownNames, knownServices } from "./apiNames.js";
import type { FilterField } from "./query.js";
import { fixedValues, type QueryKey } from "./queryFields.js";

/** A name with its second fact, as an account or Region the user has. */
export interface NamedValue {
  readonly value: string;
  readonly description: string;
}

/** Values everybody may want, whether they were seen or not. */
export function builtIn(field: FilterField, t: Translate): readonly NamedValue[] {
  if (field === "event")
    return knownNames.map(({ name, service }) => ({ value: name, description: service }));
  if (field === "service") return knownServices.map((value) => ({ value, description: "" }));
  if (field === "error") {
    return [
      { value: "any", description: t("Calls that were denied or failed") },
      { value: "none", description: t("Calls that succeeded") },
      { value: "AccessDenied", description: "" },
      { value: "Client.UnauthorizedOperation", description: "ec2" },
    ];
  }
  if (field === "user") return [{ value: "root", description: t("The account's root user") }];
  return (fixedValues(field) ?? []).map((value) => ({ value, description: "" }));
}

/** Spans of time people ask for. */
export const presets = (t: Translate): readonly NamedValue[] => [
  { value: "30m", description: t("Last 30 minutes") },
  { value: "1h", description: t("Last hour") },
  { value: "24h", description: t("Last 24 hours") },
  { value: "7d", description: t("Last 7 days") },
  { value: "30d", description: t("Last 30 days") },
  { value: "90d", description: t("All that event history keeps") },
];

/** One short line about each field. */
export const fieldDescriptions = (t: Translate): Readonly<Record<QueryKey, string>> => ({
  user: t("Who: user, session, role, or service"),
  event: t("API name, as event:Put*"),
  service: t("AWS service, as service:s3"),
  resource: t("Name, id or ARN of what was acted on"),
  type: t("Resource type, as type:AWS::S3::Bucket"),
  key: t("Access key id"),
  session: t("Session: its key id, or name@start"),
  access: t("read or write"),
  error: t("any, none, or an error code"),
  ip: t("Source address, also as 203.0.113.0/24"),
  via: t("Tool: Console, CLI, Terraform…"),
  outcome: t("changed, read, denied, failed or noise"),
  mark: t("destructive, public-exposing…"),
  id: t("Event id"),
  request: t("Request id"),
  recipient: t("Account whose log it is"),
  account: t("Accounts to search"),
  region: t("Regions to search"),
  last: t("Time back from now: 30m, 24h, 7d"),
  from: t("Start, as 2026-11-01 or 2026-11-01T14:30Z"),
  to: t("End; a date alone includes that day"),
});
