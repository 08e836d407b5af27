import type { Translate } from "../../core/base/translate.js";
import type { Query } from "../../core/search/query.js";
import { formatFilter } from "../../core/search/queryText.js";
import { clip } from "./trimTree.js";

/** A tab is as wide as its title. */
const longestTitle = 48;

/** What a query looks for, without time and place. */
export const conditionsOf = ({ filters, words }: Query): string =>
  [...filters.map(formatFilter), ...words].join(" ");

/** What tells one panel's tab from the other's. */
export function panelTitle(query: Query, t: Translate, folder?: string): string {
  const conditions = conditionsOf(query);
  if (folder !== undefined)
    return clip(conditions === "" ? folder : `${folder}: ${conditions}`, longestTitle);
  return conditions === "" ? t("CloudTrail Search") : clip(t("CloudTrail: {0}", conditions), longestTitle);
}
