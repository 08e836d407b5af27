import * as vscode from "vscode";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { JsonObject } from "../../core/base/json.js";
import type { Log } from "../../core/base/log.js";
import type { SearchPanels } from "../search/searchPanels.js";
import { besideDigest } from "./besideDigest.js";
import { openFile } from "./byteFile.js";
import { digestPage } from "./digestPage.js";

/** The first opens by itself what is named like a log of CloudTrail; the second is offered for files of any name. */
const viewTypes = ["cloudtrailExplorer.logFile", "cloudtrailExplorer.anyLogFile"];
export const anyLogFile = "cloudtrailExplorer.anyLogFile";

/** A file that is being written is read anew once it was left alone for so long. */
const settleMs = 300;
/** Files a digest names that are looked for on this disk. */
const mostLinks = 2_000;

export interface LogFileEditorsDeps {
  readonly panels: SearchPanels;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

type LogFile = vscode.CustomDocument;

/** Opens logs and digests as read-only editors, whatever their size: VS Code itself never reads the file. */
export class LogFileEditors implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();

  constructor(private readonly deps: LogFileEditorsDeps) {
    const options = {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { retainContextWhenHidden: false },
    };
    for (const viewType of viewTypes)
      this.#owned.add(vscode.window.registerCustomEditorProvider(viewType, this, options));
  }

  openCustomDocument(uri: vscode.Uri): LogFile {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: LogFile, panel: vscode.WebviewPanel): Promise<void> {
    const owned = new DisposableStore();
    const lifetime = new AbortController();
    panel.onDidDispose(() => {
      lifetime.abort();
      owned.dispose();
    });
    const digest = await this.#digest(uri, lifetime.signal);
    if (lifetime.signal.aborted) return;
    if (digest !== undefined) {
      await this.#showDigest(uri, digest, panel, lifetime.signal);
      owned.add(onFileChange(uri, () => void this.#showAnew(uri, panel, lifetime.signal)));
      return;
    }
    const shown = await this.deps.panels.showFile(panel, uri);
    owned.add(onFileChange(uri, () => shown?.searchAgain()));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** What cannot be read is left to the panel, which says why. */
  async #digest(uri: vscode.Uri, signal: AbortSignal): Promise<JsonObject | undefined> {
    try {
      const { readDigestText } = await import("../search/panelParts.js");
      const file = await openFile(uri);
      try {
        return await readDigestText(file, signal, vscode.l10n.t);
      } finally {
        await file.close();
      }
    } catch (error) {
      this.deps.log.debug(`not read as a digest: ${String(error)}`);
      return undefined;
    }
  }

  async #showAnew(uri: vscode.Uri, panel: vscode.WebviewPanel, signal: AbortSignal): Promise<void> {
    const digest = await this.#digest(uri, signal);
    if (digest !== undefined && !signal.aborted) await this.#showDigest(uri, digest, panel, signal);
  }

  async #showDigest(
    uri: vscode.Uri,
    digest: JsonObject,
    panel: vscode.WebviewPanel,
    signal: AbortSignal,
  ): Promise<void> {
    const pages = vscode.Uri.joinPath(this.deps.extensionUri, "dist", "webview");
    panel.webview.options = { localResourceRoots: [pages], enableCommandUris: ["vscode.open"] };
    const links = await filesBeside(uri, digest);
    if (signal.aborted) return;
    panel.webview.html = digestPage(digest, {
      name: uri.path.slice(uri.path.lastIndexOf("/") + 1),
      cspSource: panel.webview.cspSource,
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(pages, "digest.css")).toString(),
      locale: vscode.env.language,
      t: vscode.l10n.t,
      linkTo: (key) => links.get(key),
    });
  }
}

/** Addresses of the files a digest names, as far as they are there. */
async function filesBeside(uri: vscode.Uri, digest: JsonObject): Promise<ReadonlyMap<string, string>> {
  const own = digest["digestS3Object"];
  if (typeof own !== "string") return new Map();
  const logs = Array.isArray(digest["logFiles"]) ? (digest["logFiles"] as readonly JsonObject[]) : [];
  const keys = [digest["previousDigestS3Object"], ...logs.map((log) => log["s3Object"])].slice(0, mostLinks);
  const found = await Promise.all(
    keys.map(async (key): Promise<readonly [string, string] | undefined> => {
      const path = typeof key === "string" ? besideDigest(uri.path, own, key) : undefined;
      if (typeof key !== "string" || path === undefined) return undefined;
      const target = uri.with({ path });
      const isThere = await vscode.workspace.fs.stat(target).then(
        () => true,
        () => false,
      );
      const args = encodeURIComponent(JSON.stringify([target.toJSON()]));
      return isThere ? [key, `command:vscode.open?${args}`] : undefined;
    }),
  );
  return new Map(found.filter((each) => each !== undefined));
}

/** Tells once a burst of changes is over. */
function onFileChange(uri: vscode.Uri, changed: () => void): Releasable {
  const folder = vscode.Uri.joinPath(uri, "..");
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  // a pattern: brackets and the like in a name stand for themselves
  const pattern = new vscode.RelativePattern(folder, name.replace(/[[\]{}*?]/g, "?"));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const listening = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(hear),
    watcher.onDidCreate(hear),
    watcher.onDidDelete(hear),
  );
  return {
    dispose: () => {
      clearTimeout(timer);
      listening.dispose();
    },
  };
}
