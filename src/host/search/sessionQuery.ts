import type { CloudTrailEvent } from "../../core/events/event.js";
import { longestSessionMs, sessionKeyOf } from "../../core/events/sessions/sessionKey.js";
import type { Query } from "../../core/search/query.js";
import { formatQuery } from "../../core/search/queryText.js";

/**
 * The line that finds everything an event's session did, in the place of `query`. Where the record tells when the
 * session began, the time is the session's own, so that what lies outside of the present question is found as well.
 */
export function sessionText(event: CloudTrailEvent, query: Query): string | undefined {
  const session = sessionKeyOf(event);
  if (!session) return undefined;
  const { value, startMs } = session;
  const range =
    startMs === undefined
      ? query.range
      : ({
          kind: "exact",
          fromMs: startMs,
          toMs: Math.max(startMs + longestSessionMs(event), event.timeMs + 1),
        } as const);
  return formatQuery({ ...query, range, words: [], filters: [{ field: "session", value, negated: false }] });
}

/** Whether a question leaves out no event of a session it finds, as far as its conditions go. */
export const asksForWholeSessions = ({ filters, words }: Query): boolean =>
  words.length === 0 && filters.every(({ field, negated }) => field === "session" && !negated);
