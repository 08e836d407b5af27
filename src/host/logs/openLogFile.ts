import * as vscode from "vscode";
import type { FileAddress } from "../commandIds.js";
import { anyLogFile } from "./logFileEditors.js";

/** Opens a file of any name as a log. */
export async function openLogFile(arg: FileAddress | undefined): Promise<void> {
  const uri = arg instanceof vscode.Uri ? arg : await pickFile();
  if (uri !== undefined) await vscode.commands.executeCommand("vscode.openWith", uri, anyLogFile);
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Open Log File"),
      openLabel: vscode.l10n.t("Open"),
      filters: {
        [vscode.l10n.t("Logs and exports")]: ["gz", "json", "jsonl", "ndjson", "csv"],
        [vscode.l10n.t("All files")]: ["*"],
      },
    })) ?? [];
  return picked;
}
