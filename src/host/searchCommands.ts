import * as vscode from "vscode";
import type { AccountDirectory } from "../core/accounts/ports.js";
import { findAccount } from "./configCommands.js";
import { clipboardSearch, placeText } from "./searchText.js";
import type { SearchPanels } from "./search/searchPanels.js";
import type { Settings } from "./settings.js";
import { isNodeRef, type TreeNodeRef } from "./tree/nodeRef.js";

export interface SearchCommandTargets {
  readonly directory: () => Promise<AccountDirectory>;
  readonly settings: Settings;
  readonly panels: SearchPanels;
  /** Account of the node that is selected in the tree. */
  readonly selectedAccount: () => string | undefined;
}

export function searchCommands({ directory, settings, panels, selectedAccount }: SearchCommandTargets) {
  return {
    /** From a node it searches there at once; from the palette it waits for a question. */
    open: async (arg: TreeNodeRef | undefined): Promise<void> => {
      const node = isNodeRef(arg) ? arg : undefined;
      const key = node?.account ?? selectedAccount();
      const range = settings.defaultRange;
      if (key === undefined) {
        panels.open("");
        return;
      }
      const { accounts } = (await directory()).snapshot();
      const place = { account: findAccount(accounts, key), region: node?.region, range };
      panels.open(placeText(place, accounts), { searchNow: node !== undefined });
    },

    openClipboard: async (): Promise<void> => {
      const clipboard = await vscode.env.clipboard.readText();
      const { accounts } = (await directory()).snapshot();
      const { text, remark } = clipboardSearch(clipboard, accounts, settings.defaultRange, vscode.l10n.t);
      if (remark !== undefined) void vscode.window.showInformationMessage(remark);
      panels.open(text, { searchNow: true });
    },
  };
}
