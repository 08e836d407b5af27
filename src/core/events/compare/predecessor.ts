import { at, type Json } from "../../base/json.js";
import type { CloudTrailEvent } from "../event.js";
import type { Insight, Resource } from "../insight.js";
import { apiOf } from "../naming/api.js";

/** Fields that tell apart several things one resource holds: its policies, its statements, its rules. */
const PARTS = [
  "policyName",
  "policyArn",
  "statementId",
  "ruleName",
  "alias",
  "aliasName",
  "attribute",
  "attributeName",
  "serverCertificateName",
] as const;

/** Verbs that together make, change and take away one thing: Put, Delete and Update of the same noun. */
const VERBS = ["Put", "Create", "Update", "Delete", "Modify", "Set", "Add", "Remove", "Attach", "Detach"];
const MORE_VERBS = ["Authorize", "Revoke", "Associate", "Disassociate", "Enable", "Disable", "Start", "Stop"];

/** True when two events are calls of one API, or of one group: the same noun of the same service. */
export function isSameGroup(one: CloudTrailEvent, other: CloudTrailEvent): boolean {
  if (one.source !== other.source) return false;
  if (one.name === other.name) return true;
  const { noun } = apiOf(one.source, one.name);
  return noun !== "" && noun === apiOf(other.source, other.name).noun;
}

/** The spellings an API's group may have, its own first; which of them exist is the caller's to know. */
export function groupNames({ source, name }: CloudTrailEvent): readonly string[] {
  const { rest } = apiOf(source, name);
  return rest === "" ? [name] : [...new Set([name, ...[...VERBS, ...MORE_VERBS].map((verb) => verb + rest)])];
}

export interface Explained {
  readonly event: CloudTrailEvent;
  readonly insight: Insight;
}

/** True when `earlier` is a successful change before `later`, of the same group, to the same part of the same resource. */
export const isEarlierChange = (earlier: Explained, later: Explained): boolean =>
  earlier.event.id !== later.event.id &&
  earlier.event.timeMs < later.event.timeMs &&
  earlier.insight.change.class === "changed" &&
  earlier.event.accountId === later.event.accountId &&
  isSameGroup(earlier.event, later.event) &&
  PARTS.every((part) => partOf(earlier.event, part) === partOf(later.event, part)) &&
  sharesSubject(earlier.insight.resources, later.insight.resources);

const partOf = ({ requestParameters }: CloudTrailEvent, part: string): Json | undefined => {
  const value = at(requestParameters, part);
  return typeof value === "string" ? value : undefined;
};

/** A resource may be named by its ARN in one call and by its name in the other; the service is the same. */
function sharesSubject(some: readonly Resource[], others: readonly Resource[]): boolean {
  const names = new Set(subjectsOf(some).flatMap(({ id, arn }) => (arn === undefined ? [id] : [id, arn])));
  return subjectsOf(others).some(({ id, arn }) => names.has(id) || (arn !== undefined && names.has(arn)));
}

/** What the event was made to; what it names at all when that is not known. */
export function subjectsOf(resources: readonly Resource[]): readonly Resource[] {
  const subjects = resources.filter(({ role }) => role === "subject");
  return subjects.length > 0 ? subjects : resources.slice(0, 1);
}
