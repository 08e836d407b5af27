import { english, type Translate } from "../base/translate.js";
import type { Asked, AskedScope } from "./asked.js";

/** What was asked, as one line: `2 Regions, Username=alice, 27 pages, 3 from the cache`. */
export function describeAsked(asked: Asked, t: Translate = english): string {
  const { scopes } = asked;
  const accounts = distinct(scopes, (scope) => scope.accountId || scope.account);
  const regions = distinct(scopes, (scope) => scope.region);
  const attributes = distinct(scopes, (scope) => scope.attribute);
  const pages = sum(scopes, (scope) => scope.pages);
  const cached = sum(scopes, (scope) => scope.cachedPages);
  const failed = scopes.filter((scope) => scope.state === "failed").length;
  const parts = [
    accounts.length > 1 ? t("{0} accounts", accounts.length) : "",
    regions.length > 2 ? t("{0} Regions", regions.length) : regions.join(" + "),
    [
      ...attributes,
      ...(scopes.some(({ attribute }) => attribute === undefined) ? [t("all events")] : []),
    ].join(" | "),
    pages === 1 ? t("1 page") : t("{0} pages", pages),
    cached > 0 ? t("{0} from the cache", cached) : "",
    asked.filteredHere.length > 0 ? t("filtered here: {0}", asked.filteredHere.join(" ")) : "",
    asked.duplicates > 0 ? t("{0} repeated events dropped", asked.duplicates) : "",
    asked.unreadable > 0 ? t("{0} records unreadable", asked.unreadable) : "",
    failed > 0 ? t("{0} of {1} lookups failed", failed, scopes.length) : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function distinct(
  scopes: readonly AskedScope[],
  read: (scope: AskedScope) => string | undefined,
): readonly string[] {
  return [...new Set(scopes.map(read).filter((value) => value !== undefined))];
}

const sum = (scopes: readonly AskedScope[], read: (scope: AskedScope) => number): number =>
  scopes.reduce((total, scope) => total + read(scope), 0);
