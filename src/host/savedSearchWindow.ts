import * as vscode from "vscode";
import type { SavedSearchWindow } from "./search/savedSearchCommands.js";
import type { SavedSearches } from "./search/savedSearches.js";
import { askSearchName } from "./search/searchNameBox.js";
import type { SearchPanels } from "./search/searchPanels.js";

/** The editor as the commands of the saved searches need it. */
export const savedSearchWindow = (panels: SearchPanels, saved: SavedSearches): SavedSearchWindow => ({
  open: (text, folder) =>
    folder === undefined ? panels.open(text, { searchNow: true }) : panels.openFolder(folder, text),
  copy: async (text) => {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Search copied"), 2000);
  },
  askName: (current) =>
    askSearchName(saved, { title: vscode.l10n.t("Rename Search"), value: current, ownName: current }),
  offerUndo: async (message) => {
    const undo = vscode.l10n.t("Undo");
    return (await vscode.window.showInformationMessage(message, undo)) === undo;
  },
});
