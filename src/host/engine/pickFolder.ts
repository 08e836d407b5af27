import * as vscode from "vscode";

/** Asks for a folder with logs; undefined when the person closed the dialog. */
export async function pickFolder(openLabel: string): Promise<string | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel,
      title: vscode.l10n.t("Folder with CloudTrail Logs"),
    })) ?? [];
  return picked?.fsPath;
}
