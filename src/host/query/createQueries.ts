import * as vscode from "vscode";
import type { LogFolders } from "../engine/logFolders.js";
import { pickFolder } from "../engine/pickFolder.js";
import { LogFolderTargets } from "./logFolderTargets.js";
import { QueryFeatures, type QueryFeaturesDeps } from "./queryFeatures.js";

/** Queries over log folders of this machine. */
export const createQueries = (
  context: vscode.ExtensionContext,
  folders: LogFolders,
  deps: Pick<QueryFeaturesDeps, "clock" | "log" | "funnel">,
): QueryFeatures =>
  new QueryFeatures({
    ...deps,
    memory: context.globalState,
    extensionUri: context.extensionUri,
    targets: new LogFolderTargets({
      store: (folder, signal) => folders.store(folder, signal),
      folders: () => folders.list(),
      t: vscode.l10n.t,
    }),
    addFolder: async () => {
      const folder = await pickFolder(vscode.l10n.t("Use Folder"));
      if (folder !== undefined) await folders.add(folder);
      return folder;
    },
  });
