import { Failure } from "../../core/base/failure.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { facts } from "../../core/events/facts.js";
import { sentence } from "../../core/events/sentence/sentence.js";
import { toRow } from "../../core/search/toRow.js";
import type { EventDetail, Fact, SearchPanelMethods, SessionPlace } from "../../shared/searchPanel.js";
import { clipGroup, clipRow } from "./clipRow.js";
import type { PanelContext } from "./panelContext.js";
import { relatedTo } from "./related.js";
import { asksForWholeSessions, sessionText } from "./sessionQuery.js";
import { roleChainView } from "./roleChainView.js";
import { clip, trimTree } from "./trimTree.js";

type DetailMethods = Pick<SearchPanelMethods, "detail" | "sessionOf" | "openRaw">;

const longestFact = 4_000;
const longestChain = 50;

/** What concerns one event. */
export const detailMethods = (panel: PanelContext): DetailMethods => ({
  detail: async ({ id }) => toDetail(panel, eventOf(panel, id)),
  sessionOf: async ({ id }) => {
    const { run } = panel.session;
    return run && sessionText(eventOf(panel, id), panel.accounts.fill(run.query));
  },
  openRaw: ({ id }) => panel.window.showRecord(eventOf(panel, id)),
});

/** The event with this id, or a Failure `event/gone`: a search that began meanwhile let the results of the last one go. */
export function eventOf({ session, t }: PanelContext, id: string): CloudTrailEvent {
  const event = session.results.event(id) ?? session.beside.event(id);
  if (event !== undefined) return event;
  throw new Failure("event/gone", t("This event is not among the results any more. Search again to see it."));
}

function toDetail(panel: PanelContext, event: CloudTrailEvent): EventDetail {
  const { session, accounts, clock, locale, t } = panel;
  const insight = session.understand(event);
  const query = session.run?.query;
  return {
    row: clipRow(toRow(event, insight)),
    sentence: sentence(event, insight, { t, nowMs: clock.now(), locale }),
    facts: facts(event, insight, t).map(clipFact),
    chain: insight.actor.chain.slice(0, longestChain).map((link) => clip(link, longestFact)),
    roles: roleChainView(panel, event, insight),
    viaGrounds: clip(insight.via.grounds, longestFact),
    marks: insight.change.marks,
    request: trimTree(event.requestParameters, t),
    response: trimTree(event.responseElements, t),
    related: query === undefined ? [] : relatedTo(event, insight, accounts.fill(query), session.results, t),
    session: sessionPlace(session, event.id),
  };
}

/** Every event of the session is here once the search went to its end and asked for nothing less. */
function sessionPlace({ run, results }: PanelContext["session"], id: string): SessionPlace | undefined {
  const place = results.session(id);
  const isWhole = run?.state === "done" && asksForWholeSessions(run.query);
  return place && { ...place, session: clipGroup(place.session), isWhole };
}

/** A value that was cut is not offered as a filter: it would match nothing. */
const clipFact = (fact: Fact): Fact =>
  fact.value.length <= longestFact
    ? fact
    : { ...fact, value: clip(fact.value, longestFact), field: undefined };
