import { Failure, isAborted } from "../../core/base/failure.js";
import { safeText } from "../../core/base/safeText.js";
import { compareText, compareTitle, momentText, type Side } from "../../core/events/compare/compareText.js";
import { isSameGroup } from "../../core/events/compare/predecessor.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import {
  namesToAsk,
  previousAmong,
  previousQuery,
  searchPrevious,
} from "../../core/search/previousChange.js";
import { progressOf } from "../../core/search/progress.js";
import type { Query } from "../../core/search/query.js";
import { historyMs } from "../../core/search/window.js";
import type { SearchPanelMethods } from "../../shared/searchPanel.js";
import { eventOf } from "./detailMethods.js";
import { placeOf } from "./eventPlace.js";
import type { PanelContext } from "./panelContext.js";
import type { EventText } from "./ports.js";
import { recordFileName } from "./rawRecords.js";
import { toShownFailure } from "./shownFailure.js";

type CompareMethods = Pick<SearchPanelMethods, "comparePrevious" | "selectForCompare" | "compareSelected">;

/** What changed from one event to another, in the editor's diff view. */
export const compareMethods = (panel: PanelContext): CompareMethods => ({
  comparePrevious: async ({ id }, signal) => comparePrevious(panel, await eventOf(panel, id, signal)),
  selectForCompare: async ({ id }, signal) => {
    const event = await eventOf(panel, id, signal);
    const name = nameOf(panel, event);
    panel.comparing.selected = { name, event };
    return name;
  },
  compareSelected: async ({ id }, signal) => compareSelected(panel, await eventOf(panel, id, signal)),
});

const sideOf = ({ session }: PanelContext, event: CloudTrailEvent): Side => ({
  event,
  insight: session.understand(event),
});
const titleOptions = ({ locale, settings }: PanelContext): { locale: string; utc: boolean } => ({
  locale,
  utc: settings.utc,
});

const nameOf = (panel: PanelContext, event: CloudTrailEvent): string =>
  `${safeText(event.name, 80)} ${momentText(event.timeMs, titleOptions(panel))} (${safeText(panel.session.understand(event).actor.name, 60)})`;

async function compareSelected(panel: PanelContext, event: CloudTrailEvent): Promise<void> {
  const { comparing, t } = panel;
  const selected = comparing.selected?.event;
  if (selected === undefined)
    throw new Failure("event/not-comparable", t("Select an event for comparing first, from its menu."));
  if (selected.id === event.id)
    throw new Failure(
      "event/not-comparable",
      t("This is the event that was selected. Choose another one to compare it with."),
    );
  if (!isSameGroup(selected, event))
    throw new Failure(
      "event/not-comparable",
      t(
        "Only calls of the same kind can be compared: {0} was selected, and this is {1}.",
        safeText(selected.name, 80),
        safeText(event.name, 80),
      ),
    );
  await showPair(panel, selected, event);
}

async function showPair(panel: PanelContext, one: CloudTrailEvent, other: CloudTrailEvent): Promise<void> {
  const [older, newer] = [one, other]
    .sort((a, b) => a.timeMs - b.timeMs)
    .map((event) => sideOf(panel, event));
  if (older === undefined || newer === undefined) return;
  const title = compareTitle(older, newer, titleOptions(panel));
  await panel.window.compare(textOf(older), textOf(newer), title);
}

const textOf = ({ event, insight }: Side): EventText => ({
  id: event.id,
  name: recordFileName(event),
  text: compareText(event, insight),
});

async function comparePrevious(panel: PanelContext, event: CloudTrailEvent): Promise<void> {
  const later = sideOf(panel, event);
  const loaded = previousAmong(panel.session.results, later, panel.session.understand);
  if (loaded !== undefined && !mayHide(panel)) return showPair(panel, loaded, event);
  if (namesToAsk(later).length === 0) {
    offerItself(
      panel,
      later,
      panel.t("This event names no resource whose earlier changes could be looked for."),
    );
    return;
  }
  const found = await searchArchive(panel, later, loaded);
  if (found === undefined) return;
  if ("message" in found) offerItself(panel, later, found.message);
  else await showPair(panel, found, event);
}

/** A search that ended early, or asks for more than a resource and its changes, may hold back a nearer change. */
function mayHide({ session: { run } }: PanelContext): boolean {
  if (run?.state !== "done" || run.asked?.scopes.some(({ state }) => state !== "complete") === true)
    return true;
  const { filters, words } = run.query;
  return words.length > 0 || !filters.every(isHarmless);
}

const isHarmless = ({ field, value, negated }: Query["filters"][number]): boolean =>
  !negated &&
  (field === "resource" ||
    field === "recipient" ||
    (field === "outcome" && value === "changed") ||
    (field === "access" && value === "write"));

/**
 * The nearest change before, else a sentence that says what was searched; undefined when it was called off.
 * `loaded` is the nearest that is known.
 */
async function searchArchive(
  panel: PanelContext,
  later: Side,
  loaded: CloudTrailEvent | undefined,
): Promise<CloudTrailEvent | { readonly message: string } | undefined> {
  const { window, lifetime, t } = panel;
  const names = namesToAsk(later)
    .map((name) => safeText(name, 80))
    .join(", ");
  const query = previousQuery(later, placeOf(panel, later.event), loaded && loaded.timeMs + 1);
  try {
    return await window.withProgress(
      t("Looking for the change of {0} before this one", names),
      lifetime,
      async (signal, report) => {
        const archive = await panel.archive();
        const tools = {
          signal,
          explain: panel.session.understand,
          report: (asked: Parameters<typeof progressOf>[0]) => report(progressOf(asked)),
        };
        const { found, asked } = await searchPrevious(archive, query, later, tools);
        const failed = asked?.scopes.find(({ failure }) => failure !== undefined)?.failure;
        return found ?? loaded ?? { message: noneFound(panel, later.event, query, names, failed?.message) };
      },
    );
  } catch (error) {
    if (isAborted(error)) return undefined;
    // What is loaded is an answer as well, and a better one than a failure.
    if (loaded === undefined) throw error;
    toShownFailure(error, t, panel.log);
    return loaded;
  }
}

function noneFound(
  panel: PanelContext,
  event: CloudTrailEvent,
  { range }: Query,
  names: string,
  failure: string | undefined,
): string {
  const { t } = panel;
  if (panel.folder !== undefined)
    return t("There is no change of {0} before this {1} in the folder.", names, safeText(event.name, 80));
  const fromMs = range.kind === "exact" ? range.fromMs : event.timeMs - range.ms;
  const oldestMs = Math.max(fromMs, panel.clock.now() - historyMs);
  const since = momentText(oldestMs, titleOptions(panel));
  const account = panel.accounts.find(event.accountId)?.name ?? event.accountId;
  if (failure !== undefined)
    return t(
      "No change of {0} before this {1} was found, but event history of {2} in {3} could not be read to its end: {4}",
      names,
      safeText(event.name, 80),
      account,
      event.region,
      failure,
    );
  return t(
    "There is no change of {0} before this {1}. Searched the loaded events, and event history of {2} in {3} by the resource's name back to {4}.",
    names,
    safeText(event.name, 80),
    account,
    event.region,
    since,
  );
}

/** Not waited for: the message stays for as long as the person lets it. */
function offerItself(panel: PanelContext, side: Side, message: string): void {
  const { window, log, t } = panel;
  const shown = window.offer(message, t("Open This Event")).then(async (isTaken) => {
    if (isTaken) await window.showText(textOf(side));
  });
  shown.catch((error: unknown) => toShownFailure(error, t, log));
}
