import { Failure } from "../../core/base/failure.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import type { Insight } from "../../core/events/insight.js";
import { facts } from "../../core/events/facts.js";
import { sentence } from "../../core/events/sentence/sentence.js";
import { toRow } from "../../core/search/toRow.js";
import type { EventDetail, Fact, Related, SearchPanelMethods } from "../../shared/searchPanel.js";
import { clipGroup, clipRow } from "./clipRow.js";
import type { PanelContext } from "./panelContext.js";
import { relatedTo, type CountSame } from "./related.js";
import { asksForWholeSessions, sessionText } from "./sessionQuery.js";
import { roleChainView } from "./roleChainView.js";
import { clip, trimTree } from "./trimTree.js";

type DetailMethods = Pick<SearchPanelMethods, "detail" | "sessionOf" | "openRaw" | "goToTemplate">;

const longestFact = 4_000;
const longestChain = 50;

/** What concerns one event. */
export const detailMethods = (panel: PanelContext): DetailMethods => ({
  detail: async ({ id }, signal) => toDetail(panel, await eventOf(panel, id, signal), signal),
  sessionOf: async ({ id }, signal) => {
    const { run } = panel.session;
    return run && sessionText(await eventOf(panel, id, signal), panel.accounts.fill(run.query));
  },
  goToTemplate: async ({ id }, signal) => {
    const names = namesOf(panel.session.understand(await eventOf(panel, id, signal)));
    if (names.length === 0)
      throw new Failure(
        "panel/bad-request",
        panel.t("This event names no resource a template could describe."),
      );
    await panel.window.goToTemplate(names);
  },
  openRaw: async ({ id }, signal) => panel.window.showRecord(await eventOf(panel, id, signal)),
});

/** What the event calls the resource it was made to. */
const namesOf = ({ resources }: Insight): readonly string[] => [
  ...new Set(
    resources
      .filter(({ role }) => role === "subject")
      .flatMap(({ id, arn }) => (arn === undefined ? [id] : [id, arn])),
  ),
];

/** The event with this id, or a Failure `event/gone`: a search that began meanwhile let the results of the last one go. */
export async function eventOf(
  { results, t }: PanelContext,
  id: string,
  signal: AbortSignal,
): Promise<CloudTrailEvent> {
  const event = await results.event(id, signal);
  if (event !== undefined) return event;
  throw new Failure("event/gone", t("This event is not among the results any more. Search again to see it."));
}

async function toDetail(
  panel: PanelContext,
  event: CloudTrailEvent,
  signal: AbortSignal,
): Promise<EventDetail> {
  const { session, results, clock, locale, t } = panel;
  const insight = session.understand(event);
  const [related, place] = await Promise.all([
    relatedOf(panel, event, insight, signal),
    results.session(event, signal),
  ]);
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
    related,
    session: place && { ...place, session: clipGroup(place.session), isWhole: isWhole(panel) },
  };
}

async function relatedOf(
  { session, accounts, results, t }: PanelContext,
  event: CloudTrailEvent,
  insight: Insight,
  signal: AbortSignal,
): Promise<readonly Related[]> {
  const query = session.run?.query;
  if (query === undefined) return [];
  const count: CountSame = (field, value) => results.count(field, value, signal);
  return relatedTo(event, insight, accounts.fill(query), count, t);
}

/** Every event of the session is here once the search went to its end and asked for nothing less. */
const isWhole = ({ session: { run }, folder }: PanelContext): boolean =>
  run?.state === "done" && (folder !== undefined || asksForWholeSessions(run.query));

/** A value that was cut is not offered as a filter: it would match nothing. */
const clipFact = (fact: Fact): Fact =>
  fact.value.length <= longestFact
    ? fact
    : { ...fact, value: clip(fact.value, longestFact), field: undefined };
