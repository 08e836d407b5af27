import { canonicalText } from "../../core/search/editQuery.js";
import { parseQuery } from "../../core/search/queryText.js";
import type { PanelAction, SearchPanelMethods } from "../../shared/searchPanel.js";
import type { PanelContext } from "./panelContext.js";
import { conditionsOf } from "./panelTitle.js";
import { parseOptions, startSearch } from "./queryMethods.js";

type StepMethods = Pick<SearchPanelMethods, "saveSearch" | "openPanel" | "act">;

/** What leads out of the panel: to the saved searches, to another panel, to the next step after a failure. */
export const stepMethods = (panel: PanelContext): StepMethods => ({
  saveSearch: async ({ text }) => saveSearch(panel, text),
  openPanel: async ({ text }) => panel.window.openPanel(canonicalText(text, parseOptions(panel))),
  act: ({ action }) => act(panel, action),
});

async function saveSearch(panel: PanelContext, text: string): Promise<void> {
  const options = parseOptions(panel);
  const suggested = conditionsOf(parseQuery(text, options).query);
  const name = await panel.window.askSearchName(suggested);
  if (name === undefined || name.trim() === "") return;
  await panel.saved.save(name, canonicalText(text, options), panel.folder?.path);
}

async function act(panel: PanelContext, action: PanelAction): Promise<void> {
  if (action.kind !== "retry") await panel.window.act(action);
  const again = action.kind === "sign-in" ? await isSignedIn(panel, action.account) : action.kind === "retry";
  if (again) searchAgain(panel);
}

/** The command behind "Sign In" tells itself what went wrong; here it only matters whether searching again makes sense. */
async function isSignedIn(panel: PanelContext, account: string): Promise<boolean> {
  const directory = await panel.accounts.load();
  return directory.identify(account, panel.lifetime).then(
    () => true,
    () => false,
  );
}

export function searchAgain(panel: PanelContext): void {
  const { run } = panel.session;
  if (run !== undefined) startSearch(panel, run.text);
}
