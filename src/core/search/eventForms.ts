import { at, text } from "../base/json.js";
import { parseArn } from "../events/naming/arn.js";
import type { CloudTrailEvent } from "../events/event.js";
import type { Insight } from "../events/insight.js";

/**
 * Every text by which a person may name the caller: user or session name, role, ARN and its last part, principal,
 * source identity, Identity Center user id, the service that called, and the part of an e-mail address before `@`.
 */
export function identityForms(event: CloudTrailEvent): readonly string[] {
  const identity = event.userIdentity;
  const principal = text(identity?.["principalId"]);
  const arn = text(identity?.["arn"]);
  const issuer = at(identity, "sessionContext", "sessionIssuer");
  const forms = [
    text(identity?.["userName"]),
    arn,
    arn?.slice(arn.lastIndexOf("/") + 1),
    principal,
    principal?.slice(principal.indexOf(":") + 1),
    text(at(issuer, "userName")),
    text(at(issuer, "arn")),
    text(at(identity, "sessionContext", "sourceIdentity")),
    text(at(identity, "onBehalfOf", "userId")),
    text(identity?.["invokedBy"]),
    identity?.["type"] === "Root" ? "root" : undefined,
  ];
  return withLocalParts(forms.filter((form) => form !== undefined));
}

/** The caller's forms, with the name the event model gives it. */
export const userForms = (event: CloudTrailEvent, insight: Insight): readonly string[] => [
  ...withLocalParts([insight.actor.name]),
  ...identityForms(event),
];

function withLocalParts(names: readonly string[]): readonly string[] {
  const local = names.filter((name) => name.includes("@")).map((name) => name.slice(0, name.indexOf("@")));
  return [...names, ...local];
}

/** Every text by which a person may name what the call was made to. */
export function resourceForms(event: CloudTrailEvent, insight: Insight): readonly string[] {
  const forms: string[] = [];
  for (const { id, arn } of insight.resources) {
    forms.push(id);
    if (arn !== undefined) forms.push(arn, ...arnNames(arn));
  }
  for (const { name, arn } of event.listed) {
    forms.push(name, ...arnNames(name));
    if (arn !== undefined) forms.push(arn, ...arnNames(arn));
  }
  return forms;
}

/** The names an ARN holds: `logs` and `logs/key` of a bucket's object, name and last part of other resources. */
export function arnNames(value: string): readonly string[] {
  const arn = parseArn(value);
  if (!arn) return [];
  const last = arn.resource.slice(Math.max(arn.resource.lastIndexOf("/"), arn.resource.lastIndexOf(":")) + 1);
  const bucket = arn.service === "s3" ? arn.resource.slice(0, endOf(arn.resource, "/")) : undefined;
  return [...new Set([arn.name, arn.resource, last, bucket ?? arn.name])].filter(
    (name) => name !== "" && name !== "*",
  );
}

const endOf = (resource: string, separator: string): number => {
  const found = resource.indexOf(separator);
  return found < 0 ? resource.length : found;
};

export function resourceTypes(event: CloudTrailEvent, insight: Insight): readonly string[] {
  const listed = event.listed.flatMap((resource) => (resource.type === undefined ? [] : [resource.type]));
  return [...insight.resources.map((resource) => resource.type), ...listed].filter((type) => type !== "");
}
