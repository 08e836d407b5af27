import { configuredRegions } from "../../aws/regions.js";
import type { FilterField } from "../../core/search/query.js";
import type { SeenValue } from "../../core/search/seenValues.js";
import { suggest, type NamedValue } from "../../core/search/suggest.js";
import type { Suggestion } from "../../shared/searchPanel.js";
import { regionName } from "../tree/regionNames.js";
import type { PanelContext } from "./panelContext.js";
import { clip } from "./trimTree.js";

/** A suggestion is one line of a small list. */
const longestLabel = 200;

/** What may be typed next, from what the results hold, the accounts, and their Regions as far as they are known. */
export async function suggestionsFor(
  panel: PanelContext,
  text: string,
  caret: number,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const { results, accounts, t } = panel;
  const asked = new Set<FilterField>();
  const seen = new Map<FilterField, readonly SeenValue[]>();
  const context = {
    t,
    values: (field: FilterField) => {
      asked.add(field);
      return seen.get(field) ?? [];
    },
    accounts: accounts.choices(emptyQuery).map(({ label, description }) => ({ value: label, description })),
    regions: regionsSeen(panel),
  };
  suggest(text, caret, context); // tells of which fields it needs the values
  for (const field of asked) seen.set(field, await results.values(field, signal));
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
