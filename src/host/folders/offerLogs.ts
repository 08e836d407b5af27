import * as vscode from "vscode";
import type { LogFolders } from "../engine/logFolders.js";
import { workspaceLogFolders } from "./workspaceLogs.js";

const neverKey = "folders.neverOffer";
const offeredKey = "folders.offered";

/** Offers, once in a workspace, to open the copy of a trail's bucket that lies in it. */
export async function offerWorkspaceLogs(
  context: vscode.ExtensionContext,
  folders: LogFolders,
): Promise<void> {
  if (context.globalState.get<boolean>(neverKey) === true) return;
  if (context.workspaceState.get<boolean>(offeredKey) === true) return;
  const listed = folders.list();
  const found = (await workspaceLogFolders()).find((folder) => !listed.includes(folder));
  if (found === undefined) return;
  await context.workspaceState.update(offeredKey, true);
  const { t } = vscode.l10n;
  const open = t("Open Log Folder");
  const never = t("Don't Ask Again");
  const picked = await vscode.window.showInformationMessage(
    t("This workspace holds CloudTrail logs in {0}. They can be searched and validated here.", found),
    open,
    never,
  );
  if (picked === open)
    await vscode.commands.executeCommand("cloudtrailExplorer.folder.open", vscode.Uri.file(found));
  if (picked === never) await context.globalState.update(neverKey, true);
}
