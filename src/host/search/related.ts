import type { Translate } from "../../core/base/translate.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { sessionKeyOf } from "../../core/events/sessions/sessionKey.js";
import type { Insight } from "../../core/events/insight.js";
import type { Filter, FilterField, Query } from "../../core/search/query.js";
import { formatQuery } from "../../core/search/queryText.js";
import { requestId } from "../../core/search/rowColumns.js";
import type { Related } from "../../shared/searchPanel.js";
import { clip } from "./trimTree.js";

/** Most resources of one event to offer; a call can name hundreds. */
const maxResources = 5;
const longestLabelValue = 80;

interface Link {
  readonly label: string;
  readonly field: FilterField;
  readonly value: string;
}

/** How many of the results have exactly this value. */
export type CountSame = (field: FilterField, value: string) => Promise<number>;

/**
 * Events that belong to this one: same request, credentials, person, resource. Each is a query in the time and
 * place of `query`, which names its account: another panel may have another current one.
 */
export function relatedTo(
  event: CloudTrailEvent,
  insight: Insight,
  query: Query,
  count: CountSame,
  t: Translate,
): Promise<readonly Related[]> {
  return Promise.all(
    links(event, insight, t).map(async ({ label, field, value }) => ({
      label,
      text: formatQuery({ ...query, words: [], filters: [equals(field, value)] }),
      here: await count(field, value),
    })),
  );
}

function links(event: CloudTrailEvent, { actor, resources }: Insight, t: Translate): readonly Link[] {
  const link = (label: string, field: FilterField, value: string | undefined): readonly Link[] =>
    value === undefined || value === "" ? [] : [{ label, field, value }];
  const key = event.accessKeyId;
  const session = sessionKeyOf(event);
  const isSession = session !== undefined && session.kind !== "access-key";
  const named = (value: string): string => clip(value, longestLabelValue);
  const subjects = [...new Set(resources.filter(({ role }) => role === "subject").map(({ id }) => id))];
  return [
    ...link(t("Same request"), "request", requestId(event)),
    ...(isSession
      ? link(t("Same session"), "session", session.value)
      : link(t("Same access key"), "key", key)),
    ...link(t("By {0}", named(actor.name)), "user", actor.name),
    ...subjects.slice(0, maxResources).flatMap((id) => link(t("On {0}", named(id)), "resource", id)),
  ];
}

/** `*` stands for any text in a filter and cannot be written as itself; it also matches itself. */
const equals = (field: FilterField, value: string): Filter => ({ field, value, negated: false });
