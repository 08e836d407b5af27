import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ExportFormat, PanelAction } from "../../shared/searchPanel.js";
import type { CommandArgs } from "../commandIds.js";
import type { TreeNodeRef } from "../tree/nodeRef.js";
import type { CompareDocuments } from "./compareDocuments.js";
import { diskFile, exportFailure } from "./exportFile.js";
import type { ExportFile, PanelWindow, Report } from "./ports.js";
import type { RecordDocuments } from "./recordDocuments.js";
import type { SavedSearches } from "./savedSearches.js";
import { askSearchName } from "./searchNameBox.js";

export interface PanelWindowOptions {
  readonly panel: vscode.WebviewPanel;
  readonly records: RecordDocuments;
  readonly texts: CompareDocuments;
  readonly saved: SavedSearches;
  readonly openPanel: (text: string) => void;
  /** Absent where there is no file. */
  readonly openAsText?: () => Promise<void>;
}

/** The editor around one panel. */
export const panelWindow = ({
  panel,
  records,
  texts,
  saved,
  openPanel,
  openAsText,
}: PanelWindowOptions): PanelWindow => ({
  setTitle: (title) => {
    panel.title = title;
  },
  copy: async (text) => vscode.env.clipboard.writeText(text),
  askSearchName: (value) => askSearchName(saved, { title: vscode.l10n.t("Save Search"), value }),
  showRecord: (event) => records.show(event),
  compare: (older, newer, title) => texts.compare(older, newer, title),
  showText: (text) => texts.show(text),
  offer: async (message, action) => (await vscode.window.showInformationMessage(message, action)) === action,
  pickExportFile,
  withProgress,
  openPanel,
  goToTemplate: async (names) => {
    const id: keyof CommandArgs = "cloudtrailExplorer.lens.goToTemplate";
    await vscode.commands.executeCommand(id, { names });
  },
  act: async (action) => {
    if (action.kind === "open-as-text") await openAsText?.();
    else await act(action);
  },
});

export async function pickExportFile(
  format: ExportFormat,
  suggestedName: string,
): Promise<ExportFile | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Events"),
    defaultUri: vscode.Uri.joinPath(folder, suggestedName),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (uri === undefined) return undefined;
  return uri.scheme === "file" ? diskFile(uri.fsPath, vscode.l10n.t) : providedFile(uri);
}

/** A file of a file system that an extension provides; those take a file only as a whole. */
const providedFile = (uri: vscode.Uri): ExportFile => {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  return {
    name,
    write: async (parts, signal) => {
      let text = "";
      for await (const part of parts) text += part;
      signal.throwIfAborted();
      try {
        await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
      } catch (error) {
        throw exportFailure(name, error, vscode.l10n.t);
      }
    },
  };
};

export function withProgress<T>(
  title: string,
  signal: AbortSignal,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const run = vscode.window.withProgress(options, async (progress, token) => {
    const cancelled = new AbortController();
    const listening = token.onCancellationRequested(() => cancelled.abort());
    let reported = 0;
    const report: Report = (done) => {
      progress.report({ increment: (done - reported) * 100 });
      reported = done;
    };
    try {
      return await work(AbortSignal.any([signal, cancelled.signal]), report);
    } finally {
      listening.dispose();
    }
  });
  return Promise.resolve(run);
}

async function act(action: PanelAction): Promise<void> {
  switch (action.kind) {
    case "sign-in":
      await run("cloudtrailExplorer.account.signIn", accountNode(action.account));
      return;
    case "open-config":
      await run(
        "cloudtrailExplorer.account.openConfig",
        action.account === "" ? undefined : accountNode(action.account),
      );
      return;
    case "explore-sample":
      await run("cloudtrailExplorer.sample.explore");
      return;
    case "show-log":
      await run("cloudtrailExplorer.log.show");
      return;
    case "trust-workspace":
      await vscode.commands.executeCommand("workbench.trust.manage");
      return;
    case "open-as-text":
    case "retry":
      // The panel searches again by itself, and a file's editor shows the text; here is nothing to do.
      return;
  }
}

const run = <K extends keyof CommandArgs>(id: K, arg?: CommandArgs[K]): Thenable<unknown> =>
  vscode.commands.executeCommand(id, arg);

const accountNode = (account: string): TreeNodeRef => ({ kind: "account", account });
