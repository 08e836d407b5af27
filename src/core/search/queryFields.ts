import type { ChangeClass, Mark, ViaTool } from "../events/insight.js";
import type { FilterField } from "./query.js";

/** Everything that may stand before a colon in a query line. */
export type QueryKey = FilterField | "account" | "region" | "last" | "from" | "to";

export const outcomes: readonly ChangeClass[] = ["changed", "read", "denied", "failed", "noise"];

export const marks: readonly Mark[] = [
  "destructive",
  "permission-widening",
  "logging-weakening",
  "public-exposing",
  "credential",
];

export const viaTools: readonly ViaTool[] = [
  "Console",
  "CLI",
  "SDK",
  "CloudFormation",
  "CDK",
  "SAM",
  "Terraform",
  "OpenTofu",
  "Pulumi",
  "CloudShell",
  "AWS service",
  "Other",
];

const filterFields: Readonly<Record<FilterField, readonly string[]>> = {
  user: ["actor", "who", "username", "principal"],
  event: ["eventname", "action", "api"],
  service: ["eventsource", "source"],
  resource: ["resourcename"],
  type: ["resourcetype"],
  key: ["accesskey", "accesskeyid"],
  session: [],
  access: [],
  error: ["errors", "errorcode"],
  ip: ["address", "sourceip"],
  via: ["tool"],
  outcome: ["result"],
  mark: ["marks"],
  id: ["eventid"],
  request: ["requestid"],
  recipient: ["recipientaccount"],
};

const scopeKeys: Readonly<Record<Exclude<QueryKey, FilterField>, readonly string[]>> = {
  account: ["accounts", "profile"],
  region: ["regions"],
  last: [],
  from: ["since"],
  to: ["until"],
};

const byName = new Map<string, QueryKey>();
for (const [key, aliases] of Object.entries({ ...filterFields, ...scopeKeys })) {
  for (const name of [key, ...aliases]) byName.set(name, key as QueryKey);
}

/** Canonical names only, filters first; what suggestions list. */
export const queryKeys = Object.keys({ ...filterFields, ...scopeKeys }) as readonly QueryKey[];

/** The key a person means by a name, whatever the case and for some other common names too. */
export const findKey = (name: string): QueryKey | undefined => byName.get(name.toLowerCase());

export const isFilterField = (key: string): key is FilterField => Object.hasOwn(filterFields, key);

/** The only values a field takes, in canonical spelling; undefined where any text goes. */
export function fixedValues(field: FilterField): readonly string[] | undefined {
  if (field === "access") return ["read", "write"];
  if (field === "outcome") return outcomes;
  if (field === "mark") return marks;
  return field === "via" ? viaTools : undefined;
}

/** The known name that is at most two typing errors away (one for short names). */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const typed = name.toLowerCase();
  const allowed = typed.length <= 3 ? 1 : 2;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(typed, candidate.toLowerCase(), allowed);
    if (distance <= allowed && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** The canonical key nearest to a misspelt one. */
export function nearestKey(name: string): QueryKey | undefined {
  const found = nearest(name, byName.keys());
  return found === undefined ? undefined : byName.get(found);
}

/** Levenshtein distance with swapped neighbours as one error; gives up above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) rows.push(nextRow(a, b, row, rows));
  return cell(rows, a.length, b.length);
}

function nextRow(a: string, b: string, row: number, rows: readonly (readonly number[])[]): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    const change = cell(rows, row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
    const gap = Math.min(cell(rows, row - 1, column), current[column - 1] ?? Infinity) + 1;
    current.push(Math.min(change, gap, swapped ? cell(rows, row - 2, column - 2) + 1 : Infinity));
  }
  return current;
}

const cell = (rows: readonly (readonly number[])[], row: number, column: number): number =>
  rows[row]?.[column] ?? Infinity;
