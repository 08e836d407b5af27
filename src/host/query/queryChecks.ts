import { Failure } from "../../core/base/failure.js";
import type { Translate } from "../../core/base/translate.js";
import type { QueryPanelMethods, RowSort } from "../../shared/queryPanel.js";
import { isBoolean, isCount, oneOf, optional, shape, textUpTo, type Guard } from "../search/guards.js";

/** Longest statement that is kept, in UTF-16 units. */
export const longestStatement = 100_000;

const isSort = optional(shape<RowSort>({ column: isCount, descending: isBoolean }));
const isNothing = shape({});
const isPage: Guard<number> = (value): value is number => isCount(value) && value <= 1_000;

const checks: { readonly [K in keyof QueryPanelMethods]: Guard<unknown> } = {
  open: shape({ statement: textUpTo(longestStatement) }),
  answer: isNothing,
  rows: shape({ sort: isSort, start: isCount, count: isPage }),
  copy: shape({ sort: isSort, row: optional(isCount), column: optional(isCount) }),
  exportRows: shape({ sort: isSort, format: oneOf("csv", "json") }),
  run: isNothing,
  stop: isNothing,
  showStatement: isNothing,
};

type Run = (arg: unknown, signal: AbortSignal) => Promise<unknown>;

/** The methods with their arguments checked at the entry of each: what the page sends is not trusted. */
export function checkedQuery(methods: QueryPanelMethods, t: Translate): QueryPanelMethods {
  const guarded = Object.entries(methods).map(([name, run]) => [
    name,
    async (arg: unknown, signal: AbortSignal) => {
      if (!checks[name as keyof QueryPanelMethods](arg))
        throw new Failure(
          "panel/bad-request",
          t('The page asked for "{0}" in a way that is not understood.', name),
        );
      return (run as Run)(arg, signal);
    },
  ]);
  return Object.fromEntries(guarded) as QueryPanelMethods;
}
