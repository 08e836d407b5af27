import { configuredRegions } from "../../aws/regions.js";
import { suggest, type NamedValue } from "../../core/search/suggest.js";
import type { Suggestion } from "../../shared/searchPanel.js";
import { regionName } from "../tree/regionNames.js";
import type { PanelContext } from "./panelContext.js";
import { clip } from "./trimTree.js";

/** A suggestion is one line of a small list. */
const longestLabel = 200;

/** What may be typed next, from what the results hold, the accounts, and their Regions as far as they are known. */
export function suggestionsFor(panel: PanelContext, text: string, caret: number): readonly Suggestion[] {
  const { session, accounts, t } = panel;
  const context = {
    t,
    values: (field: Parameters<typeof session.results.values>[0]) => session.results.values(field),
    accounts: accounts.choices(emptyQuery).map(({ label, description }) => ({ value: label, description })),
    regions: regionsSeen(panel),
  };
  return suggest(text, caret, context).map((each) => ({ ...each, label: clip(each.label, longestLabel) }));
}

const emptyQuery = {
  range: { kind: "last", ms: 0 },
  accounts: [],
  regions: [],
  filters: [],
  words: [],
} as const;

/** Regions that were asked for, and those the accounts are configured with; nothing is fetched while somebody types. */
function regionsSeen({ session, accounts, settings }: PanelContext): readonly NamedValue[] {
  const asked = session.run?.asked?.scopes.map(({ region }) => region) ?? [];
  const own = accounts.known.flatMap((account) =>
    configuredRegions(account, settings.regionsOf(account.key)),
  );
  return [...new Set([...asked, ...own])].map((value) => ({ value, description: regionName(value) }));
}
