import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";

const logsFolder = "AWSLogs";
/** The name of a bucket's copy stands one level down at most; a look must stay cheap in any workspace. */
const mostLooked = 200;

/** `AWSLogs` folders at the top of the workspace's folders or one level below: copies of a trail's bucket. */
export async function workspaceLogFolders(): Promise<readonly string[]> {
  const tops = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const found = await Promise.all(tops.map(({ uri }) => logFoldersBelow(uri.fsPath)));
  return found.flat();
}

async function logFoldersBelow(top: string): Promise<readonly string[]> {
  const names = await foldersIn(top);
  const here = names.includes(logsFolder) ? [join(top, logsFolder)] : [];
  const deeper = await Promise.all(
    names
      .filter((name) => name !== logsFolder && name !== "node_modules" && !name.startsWith("."))
      .slice(0, mostLooked)
      .map(async (name) =>
        (await foldersIn(join(top, name))).includes(logsFolder) ? [join(top, name, logsFolder)] : [],
      ),
  );
  return [...here, ...deeper.flat()];
}

const foldersIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(path, { withFileTypes: true }).catch(() => [])) // not there, or not ours to read: nothing to offer
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
