import { join } from "node:path";
import * as vscode from "vscode";
import { diskFile } from "../search/exportFile.js";
import { reportFormats, type ReportFormat } from "./reportFormats.js";
import type { ValidationRun } from "./validationRun.js";

/** Asks for a form and a place, writes the report there, and opens it. */
export async function exportReport(run: ValidationRun): Promise<void> {
  const { t } = vscode.l10n;
  const format = await vscode.window.showQuickPick([...reportFormats(t)], {
    title: t("Export Validation Report"),
    placeHolder: t("Form of the report"),
  });
  if (!format) return;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(run.folder, "..", `${run.folderName}-validation.${format.ending}`)),
    filters: { [format.label]: [format.ending] },
    title: t("Export Validation Report"),
  });
  if (!uri) return;
  await writeReport(run, format, uri.fsPath);
  await open(uri, format);
}

export async function writeReport(run: ValidationRun, format: ReportFormat, path: string): Promise<void> {
  const { t } = vscode.l10n;
  const { tally, verdicts } = run.results;
  const parts = format.parts({ tally, keys: run.keys, t }, verdicts);
  await diskFile(path, t).write(parts, new AbortController().signal);
}

async function open(uri: vscode.Uri, { ending }: ReportFormat): Promise<void> {
  if (ending === "md") await vscode.commands.executeCommand("markdown.showPreview", uri);
  else if (ending === "html") await vscode.env.openExternal(uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}
