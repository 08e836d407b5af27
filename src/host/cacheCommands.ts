import * as vscode from "vscode";
import type { LookupStore, StoreSummary } from "../core/search/lookup.js";
import { sizeText } from "./details/wording.js";
import type { DetailsDocuments } from "./details/detailsDocuments.js";

/** The event cache as far as people look at it. */
export interface ClearableStore extends LookupStore {
  summary(): Promise<StoreSummary>;
  clear(): Promise<void>;
}

export function cacheCommands(store: () => ClearableStore, details: DetailsDocuments) {
  return {
    show: (): Promise<void> => details.showCache(),

    clear: async (): Promise<void> => {
      const { sizeBytes, entries } = await store().summary();
      if (entries.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t("The event cache is empty."));
        return;
      }
      const size = sizeText(sizeBytes, vscode.env.language);
      const clear = vscode.l10n.t("Clear");
      const question = vscode.l10n.t(
        "Clear the event cache ({0})? The next searches ask AWS for everything again.",
        size,
      );
      if ((await vscode.window.showWarningMessage(question, clear)) !== clear) return;
      await store().clear();
      details.cacheChanged();
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The event cache was cleared: {0} freed.", size),
      );
    },
  };
}
