import type { CloudTrailEvent } from "../events/event.js";
import { text } from "../base/json.js";
import type { Insight } from "../events/insight.js";
import { sessionForms } from "../events/sessions/sessionKey.js";
import { resourceForms, resourceTypes, userForms } from "./eventForms.js";
import { globTest, type TextTest } from "./glob.js";
import { addressTest } from "./ipTest.js";
import type { Filter, FilterField, Query } from "./query.js";
import type { Row } from "./row.js";
import { EventTexts, wordTest } from "./wordTest.js";

/** An event with what the model says of it. */
export interface Subject {
  readonly event: CloudTrailEvent;
  readonly insight: Insight;
  readonly row: Row;
}

export type Matcher = (event: CloudTrailEvent, insight: Insight, row: Row) => boolean;

type Test = (subject: Subject) => boolean;

/**
 * A predicate for everything a query asks but time, accounts and Regions: of each field's values one must hold
 * (of excluded ones none), and every word must occur. Undefined when the query asks for nothing.
 */
export function matcherOf(query: Query): Matcher | undefined {
  const fields = groupFilters(query.filters).map(groupTest);
  const words = query.words.map(wordTest);
  if (fields.length + words.length === 0) return undefined;
  return (event, insight, row) => {
    if (!fields.every((test) => test({ event, insight, row }))) return false;
    if (words.length === 0) return true;
    const texts = new EventTexts(event, insight, row);
    return words.every((test) => test(texts));
  };
}

/** Filters of one field and sign: alternatives of each other. */
export interface FilterGroup {
  readonly field: FilterField;
  readonly negated: boolean;
  readonly values: readonly string[];
}

export function groupFilters(filters: readonly Filter[]): readonly FilterGroup[] {
  const groups = new Map<string, FilterGroup & { readonly values: string[] }>();
  for (const { field, negated, value } of filters) {
    const key = `${String(negated)} ${field}`;
    const group = groups.get(key);
    if (group) group.values.push(value);
    else groups.set(key, { field, negated, values: [value] });
  }
  return [...groups.values()];
}

function groupTest({ field, negated, values }: FilterGroup): Test {
  const tests = values.map((value) => fieldTest(field, value));
  return (subject) => tests.some((test) => test(subject)) !== negated;
}

function fieldTest(field: FilterField, value: string): Test {
  if (field === "access") return accessTest(value);
  if (field === "error") return errorTest(value);
  const holds = field === "ip" ? addressTest(value) : globTest(value);
  const forms = formsOf[field];
  return (subject) => forms(subject).some((form) => holds(form.toLowerCase()));
}

/** The texts of an event that a field's value is compared with. */
const formsOf: Readonly<
  Record<Exclude<FilterField, "access" | "error">, (subject: Subject) => readonly string[]>
> = {
  user: ({ event, insight }) => userForms(event, insight),
  event: ({ event }) => [event.name, text(event.raw["eventName"]) ?? event.name],
  service: ({ event, row }) => [row.service, event.source],
  resource: ({ event, insight }) => resourceForms(event, insight),
  type: ({ event, insight }) => resourceTypes(event, insight),
  key: ({ event }) => [event.accessKeyId ?? ""],
  session: ({ event }) => sessionForms(event),
  ip: ({ event }) => [event.sourceAddress],
  via: ({ insight }) => [insight.via.tool],
  outcome: ({ insight }) => [insight.change.class],
  mark: ({ insight }) => insight.change.marks,
  id: ({ event }) => [event.id],
  request: ({ event }) => [text(event.raw["requestID"]) ?? ""],
  recipient: ({ event }) => [event.accountId],
};

function accessTest(value: string): Test {
  const holds: TextTest = globTest(value);
  return ({ event, insight }) => holds(isWrite(event, insight) ? "write" : "read");
}

/** Old and service records may lack readOnly; what was changed was written. */
export const isWrite = (event: CloudTrailEvent, insight: Insight): boolean =>
  event.readOnly === undefined ? insight.change.class === "changed" : !event.readOnly;

function errorTest(value: string): Test {
  const went = ({ event, insight }: Subject): boolean =>
    event.errorCode !== undefined || insight.change.class === "denied" || insight.change.class === "failed";
  if (value === "any") return went;
  if (value === "none") return (subject) => !went(subject);
  const holds = globTest(value);
  return ({ event }) => event.errorCode !== undefined && holds(event.errorCode.toLowerCase());
}
