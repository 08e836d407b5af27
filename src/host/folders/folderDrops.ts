import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import type { FolderNode } from "./folderNodes.js";

const uriList = "text/uri-list";

/** Folders and log files dropped onto the view are opened. */
export const folderDrops = (open: {
  folder(uri: vscode.Uri): Promise<void>;
  file(uri: vscode.Uri): Promise<void>;
}): vscode.TreeDragAndDropController<FolderNode> => ({
  dropMimeTypes: [uriList],
  dragMimeTypes: [],
  handleDrop: async (_target, data) => {
    const text = (await data.get(uriList)?.asString()) ?? "";
    const uris = text
      .split(/\r?\n/)
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => vscode.Uri.parse(line));
    for (const uri of uris.filter(({ scheme }) => scheme === "file"))
      await ((await isFolder(uri)) ? open.folder(uri) : open.file(uri));
  },
});

const isFolder = (uri: vscode.Uri): Promise<boolean> =>
  stat(uri.fsPath).then(
    (found) => found.isDirectory(),
    () => false, // what is not there is told by whoever opens it
  );
