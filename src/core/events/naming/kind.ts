import { prefixOf } from "../authorization/action.js";
import { nounsOfFormat, ownerOf } from "../authorization/arnFormat.js";
import { authorizationService, type ResourceType } from "../authorization/authorization.js";
import { SERVICE_ALIASES, SERVICE_TYPES } from "./resourceTypes.js";
import { singular } from "./words.js";

/** A kind of resource. Equal kinds are the same object, so they can be compared and counted by identity. */
export interface Kind {
  readonly service: string;
  /** CloudFormation style; empty when the service's namespace is unknown. */
  readonly type: string;
  /** Nouns that mean it in parameters, ARNs and API names; lower case, without separators, singular. */
  readonly nouns: readonly string[];
  /** False when the type is only spelled from a noun and never looked up. */
  readonly known: boolean;
}

const tables = new Map<string, ReadonlyMap<string, Kind>>();
const derived = new Map<string, Kind>();
const DERIVED_LIMIT = 5_000;

/** The name a service has in ARNs, from the first part of its eventSource. */
export const serviceKey = (service: string): string =>
  Object.hasOwn(SERVICE_ALIASES, service) ? (SERVICE_ALIASES[service] ?? service) : service;

/** The known kind a noun of a service means; undefined when the table has none. */
export function knownKind(service: string, noun: string): Kind | undefined {
  return tableOf(service).get(noun) ?? tableOf(service).get(singular(noun));
}

/** A kind for a noun the table lacks, its type spelled from `spelled` (`resolverRule` -> `ResolverRule`). */
export function derivedKind(service: string, noun: string, spelled: string): Kind {
  const key = `${service}/${noun}`;
  const known = derived.get(key);
  if (known) return known;
  const namespace = namespaceOf(service);
  const end = spelled.charAt(0).toUpperCase() + spelled.slice(1);
  const kind: Kind = {
    service,
    type: namespace === "" ? "" : `AWS::${namespace}::${end}`,
    nouns: [singular(noun)],
    known: false,
  };
  if (derived.size >= DERIVED_LIMIT) derived.clear();
  derived.set(key, kind);
  return kind;
}

/** A kind of CloudTrail's or CloudFormation's own type name, as listed resources carry it. */
export function kindOfType(type: string): Kind | undefined {
  const known = byType.get(type);
  if (known) return known;
  const kind = readType(type);
  if (byType.size >= DERIVED_LIMIT) byType.clear();
  if (kind && type.length <= 128) byType.set(type, kind);
  return kind;
}

const byType = new Map<string, Kind>();

function readType(type: string): Kind | undefined {
  const [, namespace = "", end = ""] = type.split("::");
  const service = serviceOfNamespace().get(namespace);
  if (service === undefined || end === "") return undefined;
  const noun = end.toLowerCase();
  return knownKind(service, LISTED_NOUNS.get(type) ?? noun) ?? derivedKind(service, noun, end);
}

/** Type names of CloudTrail that CloudFormation has another word for. */
const LISTED_NOUNS = new Map([
  ["AWS::EC2::Ami", "image"],
  ["AWS::IAM::Policy", "policy"],
  ["AWS::ACM::Certificate", "certificate"],
  ["AWS::SSM::ManagedInstance", "managedinstance"],
]);

/** The kinds of a service by all their nouns: the ones written by hand, then those of the authorization reference. */
function tableOf(service: string): ReadonlyMap<string, Kind> {
  const known = tables.get(service);
  if (known) return known;
  const row = rowOf(service);
  const reference = authorizationService(prefixOf(service));
  if (!row && !reference) return NO_KINDS; // not kept: names of services come from the records
  const table = new Map<string, Kind>();
  tables.set(service, table);
  if (row) addHandWritten(table, service, row);
  if (reference) addReference(table, service, reference.types);
  return table;
}

function addHandWritten(
  table: Map<string, Kind>,
  service: string,
  row: readonly [string, ...string[]],
): void {
  const [namespace, ...lines] = row;
  for (const word of lines
    .join(" ")
    .split(" ")
    .filter((text) => text !== "")) {
    const [end = "", more = ""] = word.split("=");
    const nouns = [end.toLowerCase(), ...more.split(",")].filter((noun) => noun !== "").map(singular);
    const kind: Kind = { service, type: `AWS::${namespace}::${end}`, nouns, known: true };
    for (const noun of nouns) if (!table.has(noun)) table.set(noun, kind);
  }
}

function addReference(table: Map<string, Kind>, service: string, types: readonly ResourceType[]): void {
  const own = types.filter((type) => ownerOf(type) === prefixOf(service));
  const nouns = types.map((type) => singular(type.noun));
  for (const type of own) table.set(singular(type.noun), kindOfReference(service, type, table));
  // What another service owns (`instance` of Systems Manager is EC2's) is that service's kind.
  types.forEach((type, index) => {
    const noun = nouns[index] ?? "";
    const foreign = table.has(noun) ? undefined : knownKind(ownerOf(type), noun);
    if (foreign) table.set(noun, foreign);
  });
  // Further nouns come last: a word in one type's ARN may be another's name.
  for (const type of own) {
    const kind = table.get(singular(type.noun));
    for (const noun of nounsOfFormat(type))
      if (kind && !table.has(singular(noun))) table.set(singular(noun), kind);
  }
}

const NO_KINDS: ReadonlyMap<string, Kind> = new Map();

/** The kind a type of the reference is; `service` as in ARNs. */
export const kindOfReferenceType = (service: string, type: ResourceType): Kind | undefined =>
  ownerOf(type) === prefixOf(service)
    ? knownKind(service, type.noun)
    : (knownKind(ownerOf(type), type.noun) ?? knownKind(service, type.noun));

/** A type of the reference as a kind: one written by hand when either noun or type is the same. */
function kindOfReference(service: string, type: ResourceType, table: Map<string, Kind>): Kind {
  const noun = singular(type.noun);
  const byNoun = table.get(noun);
  if (byNoun) return byNoun;
  if (type.type !== "") for (const kind of table.values()) if (kind.type === type.type) return kind;
  for (const word of nounsOfFormat(type)) {
    const kind = type.type === "" ? table.get(singular(word)) : undefined;
    // `cluster` in `cluster-snapshot:{ClusterName}/{SnapshotName}` is its parent's.
    if (kind && type.arn.indexOf("{", type.arn.indexOf("{Account}") + 1) === type.arn.lastIndexOf("{"))
      return kind;
  }
  return { service, type: type.type || spelledType(service, type.key), nouns: [noun], known: true };
}

/** What CloudFormation does not name is named as if it did. */
function spelledType(service: string, key: string): string {
  const namespace = namespaceOf(service);
  const end = key.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return namespace === "" ? "" : `AWS::${namespace}::${end}`;
}

/** CloudFormation's name for a service; empty where it has none. */
const namespaceOf = (service: string): string =>
  rowOf(service)?.[0] ?? authorizationService(prefixOf(service))?.namespace ?? "";

const rowOf = (service: string): readonly [string, ...string[]] | undefined =>
  Object.hasOwn(SERVICE_TYPES, service) ? SERVICE_TYPES[service] : undefined;

let namespaces: ReadonlyMap<string, string> | undefined;

/** Namespace -> service; where several services share one (EC2, Cognito) the one with more types has it. */
function serviceOfNamespace(): ReadonlyMap<string, string> {
  if (namespaces) return namespaces;
  const found = new Map<string, string>([
    ["ACM", "acm"],
    ["Elasticsearch", "es"],
    ["OpenSearch", "es"],
  ]);
  const bySize = Object.entries(SERVICE_TYPES).sort(
    ([, a], [, b]) => b.join(" ").length - a.join(" ").length,
  );
  for (const [service, [namespace]] of bySize) if (!found.has(namespace)) found.set(namespace, service);
  found.set("ElasticLoadBalancing", "elasticloadbalancing");
  namespaces = found;
  return found;
}
