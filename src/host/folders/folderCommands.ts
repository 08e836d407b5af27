import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";
import type { FileAddress } from "../commandIds.js";
import type { LogFolders } from "../engine/logFolders.js";
import { pickFolder } from "../engine/pickFolder.js";
import type { SearchPanels } from "../search/searchPanels.js";

export interface FolderCommandTargets {
  readonly folders: LogFolders;
  readonly panels: SearchPanels;
}

export function folderCommands({ folders, panels }: FolderCommandTargets) {
  return {
    /** From the Explorer with a folder, or a file of one; from the palette it asks. */
    open: async (arg: FileAddress | undefined): Promise<void> => {
      const folder =
        arg?.scheme === "file"
          ? await folderOf(arg.fsPath)
          : await pickFolder(vscode.l10n.t("Open Log Folder"));
      if (folder === undefined) return;
      await folders.add(folder);
      panels.openFolder(folder);
    },
  };
}

const folderOf = async (path: string): Promise<string> => {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => true, // what is not there is told by whoever reads it
  );
  return isFolder ? path : dirname(path);
};
