import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { Failure } from "../../core/base/failure.js";
import type { LogStore } from "../../core/logs/logStore.js";
import type { FileAddress } from "../commandIds.js";
import { sizeText } from "../details/wording.js";
import type { LogFolders } from "../engine/logFolders.js";
import { pickFolder } from "../engine/pickFolder.js";
import type { SearchPanels } from "../search/searchPanels.js";
import type { CensusDocuments } from "./censusDocuments.js";
import { isFolderRef, type FolderRef } from "./folderNodes.js";
import { placeQuery } from "./placeQuery.js";

export interface FolderCommandTargets {
  readonly folders: LogFolders;
  readonly panels: SearchPanels;
  readonly census: CensusDocuments;
  readonly queries: { openOn(folder: string): Promise<void> };
}

/** What can be done with log folders: from the Explorer, the palette, and the lines of their view. */
export function folderCommands({ folders, panels, census, queries }: FolderCommandTargets) {
  const store = async (
    arg: unknown,
    work: (store: LogStore, signal: AbortSignal) => Promise<void>,
  ): Promise<void> => {
    const { folder } = wantFolder(arg);
    const { signal } = new AbortController();
    await work(await folders.store(folder, signal), signal);
  };
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
    search: async (arg: FolderRef): Promise<void> => {
      const { folder, group } = wantFolder(arg);
      panels.openFolder(folder, placeQuery(group ?? {}));
    },
    query: (arg: FolderRef): Promise<void> => queries.openOn(wantFolder(arg).folder),
    census: (arg: FolderRef): Promise<void> => census.showCensus(wantFolder(arg).folder),
    files: (arg: FolderRef): Promise<void> => census.showFiles(wantFolder(arg).folder),
    pause: (arg: FolderRef): Promise<void> => store(arg, (each, signal) => each.pause(signal)),
    resume: (arg: FolderRef): Promise<void> => store(arg, (each, signal) => each.resume(signal)),
    refresh: (arg: FolderRef): Promise<void> => store(arg, (each, signal) => each.resume(signal)),
    reveal: async (arg: FolderRef): Promise<void> => reveal(vscode.Uri.file(wantFolder(arg).folder)),
    remove: async (arg: FolderRef): Promise<void> => {
      const { folder } = wantFolder(arg);
      if (await forgetIndex(folders, panels, folder, true)) await folders.remove(folder);
    },
    removeIndex: async (arg: FolderRef): Promise<void> => {
      await forgetIndex(folders, panels, wantFolder(arg).folder, false);
    },
  };
}

/** Asks first, with the index's size; true when the folder may go from the list too. */
async function forgetIndex(
  folders: LogFolders,
  panels: SearchPanels,
  folder: string,
  fromList: boolean,
): Promise<boolean> {
  const { t } = vscode.l10n;
  const { signal } = new AbortController();
  const index = await folders.storedIndex(folder, signal);
  if (!index && !fromList) {
    void vscode.window.showInformationMessage(t("There is no index of {0}.", folder));
    return false;
  }
  const withIndex = index ? t("Remove Index ({0})", sizeText(index.sizeBytes, vscode.env.language)) : "";
  const onlyLine = t("Keep Index");
  const picked = await vscode.window.showWarningMessage(
    fromList ? t("Remove {0} from the log folders?", folder) : t("Remove the index of {0}?", folder),
    {
      modal: true,
      detail: t(
        "The log files stay as they are. Without the index, opening the folder again reads all of them anew.",
      ),
    },
    ...(index ? [withIndex] : []),
    ...(fromList ? [index ? onlyLine : t("Remove")] : []),
  );
  if (picked === undefined) return false;
  if (picked === withIndex || fromList) panels.closeFolder(folder);
  if (picked === withIndex) await folders.removeIndex(folder, signal);
  return true;
}

function wantFolder(arg: unknown): FolderRef {
  if (isFolderRef(arg)) return arg;
  throw new Failure(
    "panel/bad-request",
    vscode.l10n.t("This command needs a line of the Log Folders view. Run it from there."),
  );
}

/** The Explorer shows what is in the workspace, the system's own file manager the rest. */
async function reveal(uri: vscode.Uri): Promise<void> {
  const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inside ? "revealInExplorer" : "revealFileInOS", uri);
}

const folderOf = async (path: string): Promise<string> => {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => true, // what is not there is told by whoever reads it
  );
  return isFolder ? path : dirname(path);
};
