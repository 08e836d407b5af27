import type { LookupScope } from "../../search/lookup.js";
import { identityRow, terraformIdentity, type IdentityRow } from "../identity/identityTable.js";
import type { LocatedResource, ResourceInstance } from "../locatedResource.js";
import type { HistorySubject, Indexing } from "./historySubject.js";
import { eventTarget } from "./ownEvents.js";

/** The part of a located resource that decides how its history is asked for. */
export type AskedResource = Pick<LocatedResource, "type" | "fallback">;

/**
 * How to ask for the history of one instance; `given` are names somebody typed, which are asked first. Undefined when
 * nothing is known that could be asked for.
 */
export function subjectOf(
  { type, fallback }: AskedResource,
  instance: ResourceInstance,
  scope: LookupScope,
  given: readonly string[] = [],
): HistorySubject | undefined {
  const row = rowOf(type);
  const target = eventTarget(type, row?.type ?? type);
  const named = [...new Set([...given, ...instance.identities.map(({ name }) => name)])];
  // a part's changes may lie far below those of its owner, whose name they are listed under
  const isDoubtful = given.length > 0 || target.isPart;
  const indexing = isDoubtful ? "partly" : indexingOf(row?.filled, named.length > 0);
  const names = namesOf(named, fallback, indexing === "never" ? instance.arn : undefined);
  const { eventNames, isPart } = target;
  if (names.length === 0 || (indexing === "never" && eventNames.length === 0)) return undefined;
  const key = [scope.storeKey, target.type, isPart ? type : "", ...names].join(" ");
  return { key, scope, type: target.type, names, indexing, eventNames, isPart };
}

const rowOf = (type: string): IdentityRow | undefined => identityRow(type) ?? terraformIdentity(type)?.row;

/** What an index does not list is not asked by name, so that its names may be any that tell whose event it is. */
function namesOf(
  named: readonly string[],
  fallback: AskedResource["fallback"],
  arn: string | undefined,
): readonly string[] {
  const names = named.length > 0 ? named : (fallback?.values ?? []);
  return arn === undefined || names.includes(arn) ? names : [...names, arn];
}

function indexingOf(filled: string | undefined, isNamed: boolean): Indexing {
  if (filled === "never" || !isNamed) return "never";
  return filled === "always" || filled === "mostly" ? "by-name" : "partly";
}
