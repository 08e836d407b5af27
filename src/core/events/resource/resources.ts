import { isObject, type JsonObject } from "../../base/json.js";
import { builtArn } from "./builtArn.js";
import { referenceGrounds } from "./referenceGrounds.js";
import { apiOf, type Api } from "../naming/api.js";
import { displayName } from "./displayName.js";
import type { CloudTrailEvent, ListedResource } from "../event.js";
import type { Entity } from "./entity.js";
import { Evidence } from "./evidence.js";
import { placeAt } from "./place.js";
import type { Confidence, Resource } from "../insight.js";
import { derivedKind, kindOfType, knownKind, serviceKey, type Kind } from "../naming/kind.js";
import { isIamUniqueId, kindOfArn, kindOfId } from "./resourceValues.js";
import { parseArn, type Arn } from "../naming/arn.js";
import { serviceName } from "../naming/service.js";
import { subjectOf } from "./subject.js";

const NONE: readonly Resource[] = [];

/**
 * The resources an event names, what it acted on first. Only a fifth of the write records list their resources
 * themselves, so they are read from request and answer by the conventions of parameter names and ARNs, and what
 * is listed confirms and completes them.
 */
export function resourcesOf(
  event: CloudTrailEvent,
  api: Api = apiOf(event.source, event.name),
): readonly Resource[] {
  const evidence = new Evidence(api);
  if (event.requestParameters) evidence.read(event.requestParameters, "requestParameters", "request");
  if (event.responseElements && event.errorCode === undefined)
    evidence.read(event.responseElements, "responseElements", "response");
  if (event.listed.length > 0) readListed(evidence, event.listed);
  if (event.errorMessage !== undefined) readDenied(evidence, api, event.errorMessage);
  if (evidence.entities.length === 0) readElsewhere(evidence, api, event);
  return evidence.entities.length === 0 ? NONE : toResources(api, event, evidence.entities);
}

/** Service events name their resource in details of their own. */
function readElsewhere(evidence: Evidence, api: Api, event: CloudTrailEvent): void {
  const { raw } = event;
  if (isObject(raw["serviceEventDetails"]))
    evidence.read(raw["serviceEventDetails"], "serviceEventDetails", "other");
  const self = actsOnCaller(api, event) ? event.userIdentity?.["arn"] : undefined;
  if (typeof self === "string") evidence.addArn(self, "userIdentity.arn", "other");
  // Beside the resource it holds the caller's endpoint and sign-in provider, which the event did not act on.
  const extra = isObject(raw["additionalEventData"])
    ? ownArns(raw["additionalEventData"], event.source)
    : undefined;
  if (extra) evidence.read(extra, "additionalEventData", "other");
}

/** Calls that change the caller and name nobody: IAM takes the calling user where no `UserName` is given. */
const actsOnCaller = ({ acts }: Api, { name, userIdentity }: CloudTrailEvent): boolean =>
  SELF.has(name) ||
  (userIdentity?.["type"] === "IAMUser" &&
    acts?.required.length === 1 &&
    acts.required[0] === knownKind("iam", "user"));

const SELF = new Set(["ChangePassword", "PasswordUpdated"]);

/**
 * `… is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:…`, in IAM's own case `on resource: user
 * bob` (IAM user guide, "Access denied messages"); and `Unknown trail: arn:aws:cloudtrail:…`.
 */
function readDenied(evidence: Evidence, api: Api, message: string): void {
  const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
  const at = text.indexOf(ON_RESOURCE);
  if (at < 0) {
    if (evidence.entities.length === 0) readUnknown(evidence, api, text);
    return;
  }
  const word = wordAt(text, at + ON_RESOURCE.length);
  if (word.startsWith("arn:")) {
    if (!word.includes("*")) evidence.addArn(word, "errorMessage", "other");
    return;
  }
  const kind = knownKind(api.service, word);
  const name = kind === undefined ? "" : wordAt(text, at + ON_RESOURCE.length + word.length + 1);
  if (kind && name !== "") evidence.addNamed(kind, name, "errorMessage");
}

const ON_RESOURCE = "on resource: ";
const LONGEST_MESSAGE = 4_000;

/** The word from a place on, without the marks that end a sentence. */
const wordAt = (text: string, start: number): string =>
  (text.slice(start, start + 1_200).split(/[\s"',;]/, 1)[0] ?? "").replace(/[.):]+$/, "");

/** What could not be found, when the message names it by an ARN of the service itself. */
function readUnknown(evidence: Evidence, api: Api, text: string): void {
  const at = text.indexOf("arn:");
  const found = at < 0 ? "" : wordAt(text, at);
  if (!found.includes("*") && parseArn(found)?.service === api.service)
    evidence.addArn(found, "errorMessage", "other");
}

function ownArns(data: JsonObject, source: string): JsonObject | undefined {
  const service = serviceKey(serviceName(source));
  const own = Object.entries(data).filter(
    ([, value]) => typeof value === "string" && parseArn(value)?.service === service,
  );
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

function readListed(evidence: Evidence, listed: readonly ListedResource[]): void {
  const owner = {};
  evidence.beginListed();
  for (let i = 0; i < listed.length; i++) {
    const item = listed[i];
    if (!item) continue;
    const { name, type, arn } = item;
    const parsed = arn === undefined ? undefined : parseArn(arn);
    const kind = listedKind(name, type, parsed);
    if (arn !== undefined) evidence.add(kind, "arn", arn, placeAt(`resources[${i}]`), LISTED, parsed);
    else if (!isNamedAlready(evidence, name))
      evidence.add(kind, partOf(name), name, placeAt(`resources[${i}]`, owner), LISTED);
  }
}

const LISTED = { specific: true, origin: false };

const partOf = (name: string): "id" | "name" =>
  kindOfId(name) !== undefined || isIamUniqueId(name) ? "id" : "name";

/** A name without a type (tag calls list those) is known when any entity carries it. */
const isNamedAlready = (evidence: Evidence, name: string): boolean =>
  evidence.entities.some((entity) => {
    const same =
      entity.name === name || entity.id === name || entity.url === name || entity.parsed?.name === name;
    if (same) entity.listed = true;
    return same;
  });

function listedKind(name: string, type: string | undefined, parsed: Arn | undefined): Kind {
  const byType = type === undefined ? undefined : kindOfType(type);
  if (byType) return byType;
  const byValue = parsed ? kindOfArn(parsed) : kindOfId(name);
  return byValue ?? derivedKind("", type ?? "", type ?? "");
}

function toResources(api: Api, event: CloudTrailEvent, entities: readonly Entity[]): readonly Resource[] {
  if (api.service === "s3") nameObjectsByBucket(entities);
  const subject = subjectOf(api, entities);
  const resources: Resource[] = [];
  for (const entity of subject.entities)
    resources.push(subjectResource(api, event, entities, entity, subject.sure));
  if (resources.length === entities.length) return resources;
  for (const entity of entities) if (!subject.entities.includes(entity)) resources.push(mentioned(entity));
  return resources;
}

const mentioned = (entity: Entity): Resource => ({
  id: displayName(entity),
  type: entity.kind.type,
  arn: entity.arn,
  role: "mentioned",
  confidence: entity.specific || entity.arn !== undefined ? "high" : "medium",
  grounds: entity.path,
});

function subjectResource(
  api: Api,
  event: CloudTrailEvent,
  entities: readonly Entity[],
  entity: Entity,
  confidence: Confidence,
): Resource {
  const reference = referenceGrounds(api, entity.kind);
  const built = entity.arn === undefined ? builtArn(entity, event, entities) : undefined;
  return {
    id: displayName(entity),
    type: entity.kind.type,
    arn: entity.arn ?? built,
    role: "subject",
    confidence,
    grounds: reference + entity.path + (built === undefined ? "" : "; ARN put together by its format"),
  };
}

/** An object's key alone says little: people and ARNs say `bucket/key`. */
function nameObjectsByBucket(entities: readonly Entity[]): void {
  const object = knownKind("s3", "object");
  const bucket = entities.find(({ kind, origin }) => kind === knownKind("s3", "bucket") && !origin);
  const bucketName = bucket?.name ?? bucket?.parsed?.name;
  if (bucketName === undefined) return;
  for (const entity of entities)
    if (entity.kind === object && entity.name !== undefined)
      entity.name = entity.parsed?.name ?? `${bucketName}/${entity.name}`;
}
