import { isObject, type JsonObject } from "../../base/json.js";
import { apiOf, type Api } from "../naming/api.js";
import { displayName } from "./displayName.js";
import type { CloudTrailEvent, ListedResource } from "../event.js";
import type { Entity } from "./entity.js";
import { Evidence } from "./evidence.js";
import type { Confidence, Resource } from "../insight.js";
import { derivedKind, kindOfType, knownKind, serviceKey, type Kind } from "../naming/kind.js";
import { isIamUniqueId, kindOfArn, kindOfId } from "./resourceValues.js";
import { parseArn } from "../naming/arn.js";
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
  if (evidence.entities.length === 0) readElsewhere(evidence, event);
  return evidence.entities.length === 0 ? NONE : toResources(api, evidence.entities);
}

/** Service events name their resource in details of their own, denials in the message. */
function readElsewhere(evidence: Evidence, event: CloudTrailEvent): void {
  const { raw, errorMessage } = event;
  if (isObject(raw["serviceEventDetails"]))
    evidence.read(raw["serviceEventDetails"], "serviceEventDetails", "other");
  const denied = errorMessage === undefined ? undefined : deniedArn(errorMessage);
  if (denied !== undefined) evidence.addArn(denied, "errorMessage", "other");
  const self = SELF.has(event.name) ? event.userIdentity?.["arn"] : undefined;
  if (typeof self === "string") evidence.addArn(self, "userIdentity.arn", "other");
  // Beside the resource it holds the caller's endpoint and sign-in provider, which the event did not act on.
  const extra = isObject(raw["additionalEventData"])
    ? ownArns(raw["additionalEventData"], event.source)
    : undefined;
  if (extra) evidence.read(extra, "additionalEventData", "other");
}

/** Calls that change the caller and name nobody. */
const SELF = new Set(["ChangePassword", "PasswordUpdated"]);

/** `… is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:…` (IAM user guide, "Access denied messages"). */
function deniedArn(message: string): string | undefined {
  const at = message.slice(0, 4_000).indexOf("on resource: arn:");
  if (at < 0) return undefined;
  const arn = message.slice(at + "on resource: ".length, at + 1_200).split(/[\s"',;]/, 1)[0] ?? "";
  return arn.includes("*") ? undefined : arn.replace(/[.)]+$/, "");
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
  listed.forEach(({ name, type, arn }, index) => {
    const place = { owner: arn === undefined ? owner : {}, path: `resources[${index}]`, key: "", depth: 0 };
    const how = { specific: true, origin: false };
    const kind = listedKind(name, type, arn);
    if (arn !== undefined) evidence.add(kind, "arn", arn, place, how);
    else if (!isNamedAlready(evidence, name)) evidence.add(kind, partOf(name), name, place, how);
  });
}

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

function listedKind(name: string, type: string | undefined, arn: string | undefined): Kind {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  const byType = type === undefined ? undefined : kindOfType(type);
  if (byType) return byType;
  const byValue = parsed ? kindOfArn(parsed) : kindOfId(name);
  return byValue ?? derivedKind("", type ?? "", type ?? "");
}

function toResources(api: Api, entities: readonly Entity[]): readonly Resource[] {
  if (api.service === "s3") nameObjectsByBucket(entities);
  const subject = subjectOf(api, entities);
  const resources = subject.entities.map((entity) => resource(entity, "subject", subject.sure));
  if (resources.length === entities.length) return resources;
  const subjects = new Set(subject.entities);
  for (const entity of entities)
    if (!subjects.has(entity))
      resources.push(
        resource(entity, "mentioned", entity.specific || entity.arn !== undefined ? "high" : "medium"),
      );
  return resources;
}

const resource = (entity: Entity, role: Resource["role"], confidence: Confidence): Resource => ({
  id: displayName(entity),
  type: entity.kind.type,
  arn: entity.arn,
  role,
  confidence,
  grounds: entity.path,
});

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
