import { join } from "node:path";
import * as vscode from "vscode";
import type { Releasable } from "../../core/base/disposables.js";
import type { LogStores } from "../../core/logs/logStore.js";
import { LogFolderTargets } from "./logFolderTargets.js";
import { QueryFeatures, type QueryFeaturesDeps } from "./queryFeatures.js";

const foldersKey = "query.folders";
const mostFolders = 10;

/** Queries over log folders of this machine; the engine is started with the first statement. */
export function createQueries(
  context: vscode.ExtensionContext,
  deps: Pick<QueryFeaturesDeps, "clock" | "log" | "funnel">,
): QueryFeatures {
  const memory = context.globalState;
  const folders = (): readonly string[] => memory.get<readonly string[]>(foldersKey, []);
  let engine: Promise<LogStores & Releasable> | undefined;
  const stores = (): Promise<LogStores> => (engine ??= startEngine(context));
  context.subscriptions.push({ dispose: () => void engine?.then((each) => each.dispose()) });
  return new QueryFeatures({
    ...deps,
    memory,
    extensionUri: context.extensionUri,
    targets: new LogFolderTargets({ stores, folders, t: vscode.l10n.t }),
    addFolder: async () => {
      const [picked] = (await vscode.window.showOpenDialog(openOptions())) ?? [];
      if (!picked) return undefined;
      const others = folders().filter((each) => each !== picked.fsPath);
      await memory.update(foldersKey, [picked.fsPath, ...others].slice(0, mostFolders));
      return picked.fsPath;
    },
  });
}

const openOptions = (): vscode.OpenDialogOptions => ({
  canSelectFiles: false,
  canSelectFolders: true,
  openLabel: vscode.l10n.t("Use Folder"),
  title: vscode.l10n.t("Folder with CloudTrail Logs"),
});

async function startEngine(context: vscode.ExtensionContext): Promise<LogStores & Releasable> {
  const { Engine } = await import("./queryParts.js");
  const script = join(context.extensionUri.fsPath, "dist", "engine.js");
  return new Engine(script, vscode.Uri.joinPath(context.globalStorageUri, "logs").fsPath);
}
