import { configuredRegions } from "../../aws/regions.js";
import { Failure } from "../../core/base/failure.js";
import { canonicalText, editQuery } from "../../core/search/editQuery.js";
import { openEndMs, openStartMs } from "../../core/search/queryTime.js";
import { parseQuery, type ParseOptions } from "../../core/search/queryText.js";
import type {
  Choice,
  PanelSetup,
  PanelState,
  ParsedQuery,
  SearchPanelMethods,
} from "../../shared/searchPanel.js";
import { regionName } from "../tree/regionNames.js";
import type { PanelContext } from "./panelContext.js";
import { panelTitle } from "./panelTitle.js";
import { suggestionsFor } from "./suggestions.js";

type QueryMethods = Pick<
  SearchPanelMethods,
  "open" | "parse" | "edit" | "suggest" | "regions" | "search" | "stop"
>;

/** What concerns the question: reading and changing its line, and starting and stopping the search. */
export const queryMethods = (panel: PanelContext): QueryMethods => ({
  open: async ({ state }) => openPage(panel, state),
  parse: async ({ text }) => toParsedQuery(panel, text),
  edit: async ({ text, change }) => toParsedQuery(panel, editQuery(text, change, parseOptions(panel))),
  suggest: ({ text, caret }, signal) => suggestionsFor(panel, text, caret, signal),
  regions: ({ account }, signal) => regionChoices(panel, account, signal),
  search: async ({ text }) => startSearch(panel, text),
  stop: (_, signal) => stop(panel, signal),
});

/** Starts the search of a query line. One that cannot be read is refused: what it left out would not be missed. */
export function startSearch(panel: PanelContext, text: string): void {
  const { query, problems } = parseQuery(text, parseOptions(panel));
  const [problem] = problems;
  if (problem !== undefined) throw new Failure("query/syntax", problem.message);
  panel.window.setTitle(panelTitle(query, panel.t, panel.folder?.name));
  panel.session.start(canonicalText(text, parseOptions(panel)), query);
}

/** What is read of a folder serves every panel over it; only who stops the search means the reading too. */
async function stop({ session, folder }: PanelContext, signal: AbortSignal): Promise<void> {
  session.stop();
  await folder?.store.pause(signal);
}

/** A file and a folder are shown as a whole, however old they are. */
export const parseOptions = ({ settings, file, folder, t }: PanelContext): ParseOptions => ({
  t,
  defaultRange:
    file === undefined && folder === undefined
      ? parseQuery(`last:${settings.defaultRange}`).query.range
      : { kind: "exact", fromMs: openStartMs, toMs: openEndMs },
});

/** A page starts here, and asks again whenever it was told that accounts changed. */
function openPage(panel: PanelContext, state: PanelState | undefined): PanelSetup {
  const { session, accounts, start, settings } = panel;
  accounts.load().catch((error: unknown) => panel.log.debug(`accounts are not known: ${String(error)}`));
  const query = toParsedQuery(panel, state?.text ?? session.run?.text ?? start.text);
  const asked = parseQuery(query.text, parseOptions(panel)).query;
  panel.window.setTitle(panelTitle(session.run?.query ?? asked, panel.t, panel.folder?.name));
  return {
    query,
    accounts: accounts.choices(asked),
    locale: panel.locale,
    utc: state?.utc ?? settings.utc,
    searchNow: searchesNow(panel, state),
    savedState: state,
    selectedForCompare: selectedName(panel),
    file: panel.file,
    folder: shownFolder(panel),
  };
}

/** The host keeps the results of a page that was destroyed because its tab was hidden. */
const searchesNow = ({ session, start }: PanelContext, state: PanelState | undefined): boolean =>
  session.run === undefined && (state?.searched ?? start.searchNow);

const shownFolder = ({ folder }: PanelContext): PanelSetup["folder"] =>
  folder && { name: folder.name, path: folder.path };

const selectedName = ({ comparing }: PanelContext): string | undefined => comparing.selected?.name;

function toParsedQuery(panel: PanelContext, text: string): ParsedQuery {
  const options = parseOptions(panel);
  const { query, chips, problems } = parseQuery(text, options);
  const { range, accounts, regions } = query;
  return { text: canonicalText(text, options), range, accounts, regions, chips, problems };
}

/** The account's Regions; selected are those that a search without Regions asks. */
async function regionChoices(
  panel: PanelContext,
  account: string,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const directory = await panel.accounts.load();
  const key = account === "" ? panel.accounts.current : panel.accounts.keyOf(account);
  if (key === undefined && panel.folder === undefined) return [];
  const own = ownRegions(panel, key ?? "");
  const regions = await directory.regions(key ?? "", signal);
  return regions
    .filter(({ optIn }) => optIn !== "disabled")
    .map(({ code }) => ({
      value: code,
      label: code,
      description: regionName(code),
      selected: own.has(code),
    }));
}

function ownRegions({ accounts, settings }: PanelContext, key: string): ReadonlySet<string> {
  const account = accounts.find(key);
  return new Set(account === undefined ? [] : configuredRegions(account, settings.regionsOf(key)));
}
