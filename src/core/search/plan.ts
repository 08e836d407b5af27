import { parseArn } from "../events/naming/arn.js";
import { isKeyId } from "../events/sessions/sessionKey.js";
import { isDataEvent, namesOnRecord, spellName } from "./apiNames.js";
import type { LookupAttribute, LookupKey } from "./lookup.js";
import { groupFilters, type FilterGroup } from "./matches.js";
import type { Filter, Query } from "./query.js";
import { canonicalQuery, formatQuery } from "./queryText.js";
import type { SeenNames } from "./seenNames.js";
import { callsMeant } from "./wordTest.js";

/** How event history is asked for a query: one lookup per attribute, or one without for everything. */
export interface LookupPlan {
  readonly attributes: readonly (LookupAttribute | undefined)[];
  /** Conditions in query text form that the service is not asked about. */
  readonly filteredHere: readonly string[];
  /** Calls that plain words seem to mean; one page of each is shown before everything else has been read. */
  readonly ahead: readonly LookupAttribute[];
  /** What to ask instead when nothing at all came back; undefined when nothing else could be found. */
  readonly fallback: LookupPlan | undefined;
}

/** One lookup an answer can be made of. */
interface Candidate {
  readonly group: FilterGroup;
  readonly attributes: readonly LookupAttribute[];
  /** True when no matching event can be missing from what the service lists for these attributes. */
  readonly certain: boolean;
}

/** More alternatives than these are cheaper to filter here: each is a walk of its own within one rate limit. */
const maxValues = 5;
const maxLookups = 10;
const maxAhead = 3;

type Reading = Omit<Candidate, "group"> | undefined;

/**
 * Picks the attribute the service filters by; LookupEvents takes one and compares exactly. Most selective first:
 * EventId, AccessKeyId (also of a session told by its key), ResourceName, Username, EventName, EventSource,
 * ResourceType, ReadOnly. Only conditions without `*` and without `-` qualify. Names a person types may differ from
 * the ones the service lists:
 *
 * - Username is asked only in forms seen in earlier answers, and only when no EventName can be asked, as another
 *   session of the same person may be listed under another name.
 * - ResourceName is asked in every form the value holds (ARN, name) and every form seen for it.
 * - EventName is asked in its exact spelling with the version suffixes some services add.
 *
 * When such a lookup brings nothing at all, `fallback` asks by a certain attribute, or for everything.
 * Plain words never narrow what is asked; when they read like a call (`stopped logging`), its newest events are
 * asked for ahead, so that a likely answer need not wait for a long walk.
 */
export function planLookup(query: Query, seen: SeenNames): LookupPlan {
  const { filters, words } = canonicalQuery(query);
  const groups = groupFilters(filters);
  const positive = groups.filter((group) => !group.negated);
  const candidates = preferred.flatMap((read) =>
    positive.flatMap((group) => toCandidate(group, read(group, seen))),
  );
  const [best] = candidates;
  const rest = (used: FilterGroup | undefined): readonly string[] => [
    ...groups.filter((group) => group !== used).map((group) => conditionText({ filters: filtersOf(group) })),
    ...words.map((word) => conditionText({ words: [word] })),
  ];
  const plan = (chosen: Candidate | undefined, fallback: LookupPlan | undefined): LookupPlan => ({
    attributes: chosen?.attributes ?? [undefined],
    filteredHere: rest(chosen?.group),
    ahead: chosen
      ? []
      : attributesOf("EventName", callsMeant(words).flatMap(namesOnRecord)).slice(0, maxAhead),
    fallback,
  });
  if (!best || best.certain) return plan(best, undefined);
  return plan(
    best,
    plan(
      candidates.find(({ certain }) => certain),
      undefined,
    ),
  );
}

const filtersOf = ({ field, negated, values }: FilterGroup): readonly Filter[] =>
  values.map((value) => ({ field, negated, value }));

const toCandidate = (group: FilterGroup, reading: Reading): readonly Candidate[] =>
  reading &&
  group.values.length <= maxValues &&
  reading.attributes.length > 0 &&
  reading.attributes.length <= maxLookups
    ? [{ group, ...reading }]
    : [];

const conditionText = (part: Partial<Query>): string =>
  formatQuery({
    range: { kind: "last", ms: 1000 },
    accounts: [],
    regions: [],
    filters: [],
    words: [],
    ...part,
  }).replace(/ last:1s$/, "");

type ReadGroup = (group: FilterGroup, seen: SeenNames) => Reading;

/** In order of preference; each looks at one kind of group and answers undefined for the others. */
const preferred: readonly ReadGroup[] = [
  (group) => exact(group, "id", "EventId", (value) => value.toLowerCase()),
  (group) => exact(group, "key", "AccessKeyId", (value) => value.toUpperCase()),
  sessionKeys,
  resourceNames,
  rootUser,
  eventNames,
  sessionNames,
  usernames,
  (group) => exact(group, "service", "EventSource", (value) => sourceOf(value)),
  resourceTypes,
  readOnly,
];

const isExact = (value: string): boolean => !value.includes("*");

const attributesOf = (key: LookupKey, values: readonly string[]): readonly LookupAttribute[] =>
  [...new Set(values)].map((value) => ({ key, value }));

function exact(group: FilterGroup, field: string, key: LookupKey, spell: (value: string) => string): Reading {
  if (group.field !== field || !group.values.every(isExact)) return undefined;
  return { attributes: attributesOf(key, group.values.map(spell)), certain: true };
}

/** A session told by its key. */
function sessionKeys(group: FilterGroup): Reading {
  if (group.field !== "session" || !group.values.every(isKeyId)) return undefined;
  const keys = group.values.map((value) => value.toUpperCase());
  return { attributes: attributesOf("AccessKeyId", keys), certain: true };
}

const sourceOf = (service: string): string =>
  service.includes(".") ? service.toLowerCase() : `${service.toLowerCase()}.amazonaws.com`;

function resourceNames(group: FilterGroup, seen: SeenNames): Reading {
  if (group.field !== "resource" || !group.values.every(isExact)) return undefined;
  const forms = group.values.flatMap((value) => [...typedForms(value), ...seen.resourceNames(value)]);
  return { attributes: attributesOf("ResourceName", forms), certain: false };
}

/** Root has no other name. */
function rootUser(group: FilterGroup): Reading {
  if (group.field !== "user" || !group.values.every((value) => value.toLowerCase() === "root"))
    return undefined;
  return { attributes: [{ key: "Username", value: "root" }], certain: true };
}

/** A session told by its name and start is listed under its name, as a person is. */
function sessionNames({ field, negated, values }: FilterGroup, seen: SeenNames): Reading {
  if (field !== "session" || !values.every((value) => value.includes("@"))) return undefined;
  const names = values.map((value) => value.slice(0, value.lastIndexOf("@")).replace(/^.*[/:]/, ""));
  return usernames({ field: "user", negated, values: names }, seen);
}

function usernames(group: FilterGroup, seen: SeenNames): Reading {
  if (group.field !== "user" || !group.values.every(isExact)) return undefined;
  const names = group.values.map((value) =>
    value.toLowerCase() === "root" ? ["root"] : seen.usernames(value),
  );
  if (names.some((forms) => forms.length === 0)) return undefined;
  return { attributes: attributesOf("Username", names.flat()), certain: false };
}

/** A name nobody knows is asked as typed if it is spelled like an API name; in another case it would find nothing. */
function eventNames(group: FilterGroup, seen: SeenNames): Reading {
  if (group.field !== "event" || !group.values.every(isExact)) return undefined;
  const names = group.values.map((value) => {
    const spelled = spellName(value);
    const listed = seen.eventNames(value);
    const asTyped = /^[A-Z][A-Za-z0-9_]+$/.test(value) ? [value] : [];
    const forms = spelled === undefined && listed.length === 0 ? asTyped : [spelled ?? value, ...listed];
    return {
      forms: forms.flatMap(namesOnRecord),
      known: spelled !== undefined || listed.length > 0 || isDataEvent(value),
    };
  });
  if (names.some(({ forms }) => forms.length === 0)) return undefined;
  return {
    attributes: attributesOf(
      "EventName",
      names.flatMap(({ forms }) => forms),
    ),
    certain: names.every(({ known }) => known),
  };
}

/** Types CloudTrail's index calls otherwise than CloudFormation does. */
const indexedType: Readonly<Record<string, string>> = {
  "AWS::EC2::Image": "AWS::EC2::Ami",
  "AWS::IAM::ManagedPolicy": "AWS::IAM::Policy",
  "AWS::CertificateManager::Certificate": "AWS::ACM::Certificate",
};

function resourceTypes(group: FilterGroup): Reading {
  const isType = (value: string): boolean => /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(value);
  if (group.field !== "type" || !group.values.every(isType)) return undefined;
  const types = group.values.flatMap((value) => [value, indexedType[value] ?? value]);
  return { attributes: attributesOf("ResourceType", types), certain: false };
}

/** What was changed was written; both kinds of access together would be everything. */
function readOnly({ field, values }: FilterGroup): Reading {
  const [value, other] = values;
  if (value === undefined || other !== undefined) return undefined;
  if (field === "access")
    return { attributes: [{ key: "ReadOnly", value: String(value === "read") }], certain: true };
  if (field === "outcome" && value === "changed") {
    return { attributes: [{ key: "ReadOnly", value: "false" }], certain: true };
  }
  return undefined;
}

/** A name as it is; an ARN also as the names the index may hold instead: its own, and the bucket of an object. */
function typedForms(value: string): readonly string[] {
  const arn = parseArn(value);
  if (!arn) return [value];
  return arn.service === "s3" ? [value, arn.resource.replace(/\/.*$/, "")] : [value, arn.name];
}
