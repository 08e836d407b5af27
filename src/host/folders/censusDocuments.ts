import { basename } from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { Failure, isFailure } from "../../core/base/failure.js";
import type { LogStore } from "../../core/logs/logStore.js";
import { withSignal } from "../cancel.js";
import { escapeMarkdown, page } from "../details/markdown.js";
import { isOpen, showMarkdown } from "../details/showMarkdown.js";
import type { Wording } from "../details/wording.js";
import { censusPage } from "./censusPage.js";
import { fileList } from "./fileList.js";

const scheme = "cloudtrail-folder";
const view = "cloudtrailExplorer.folders";

export interface CensusSources {
  list(): readonly string[];
  store(folder: string, signal: AbortSignal): Promise<LogStore>;
}

/**
 * Read-only documents about log folders. The address says all that is needed to make one at any time:
 * `cloudtrail-folder:/Census of NAME.md?FOLDER`, and `.csv` for the list of its files.
 */
export class CensusDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly folders: CensusSources,
    private readonly wording: () => Wording,
  ) {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  async showCensus(folder: string): Promise<void> {
    const name = vscode.l10n.t("Census of {0}", basename(folder));
    await showMarkdown(this.#fresh(`${name}.md`, folder), view);
  }

  async showFiles(folder: string): Promise<void> {
    const name = vscode.l10n.t("Files of {0}", basename(folder));
    const uri = this.#fresh(`${name}.csv`, folder);
    await vscode.window.withProgress({ location: { viewId: view } }, async () => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    });
  }

  /** Never rejects: a page that says why beats an empty one. */
  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    try {
      return await withSignal(token, (signal) => this.#text(uri, signal));
    } catch (error) {
      const message = isFailure(error) ? error.message : String(error);
      return page(`# ${vscode.l10n.t("This could not be loaded")}`, escapeMarkdown(message));
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #fresh(name: string, folder: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: folder });
    if (isOpen(uri)) this.#changed.fire(uri);
    return uri;
  }

  /** Any extension may open an address of this scheme: only what somebody opened as a log folder is read. */
  async #text({ path, query: folder }: vscode.Uri, signal: AbortSignal): Promise<string> {
    if (!this.folders.list().includes(folder)) {
      throw new Failure(
        "folder/unreadable",
        vscode.l10n.t("{0} is not among the log folders. Open it in the Log Folders view.", folder),
        { file: folder },
      );
    }
    const store = await this.folders.store(folder, signal);
    if (path.endsWith(".csv")) return fileList(store.files(signal));
    return censusPage(await store.census(signal), store.state, this.wording());
  }
}
