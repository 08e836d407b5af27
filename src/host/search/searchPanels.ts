import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { openFile } from "../logs/byteFile.js";
import { pageHtml } from "./html.js";
import type { RecentAccount } from "./panelAccounts.js";
import type { PanelStart } from "./panelContext.js";
import { panelWindow } from "./panelWindow.js";
import { CompareDocuments } from "./compareDocuments.js";
import { RecordDocuments } from "./recordDocuments.js";
import type { SearchPanel, SearchPanelDeps } from "./searchPanel.js";
import { toShownFailure } from "./shownFailure.js";

const viewType = "cloudtrailExplorer.search";
const fileViewType = "cloudtrailExplorer.fileSearch";
/** Style sheets in `dist/webview`; the page brings the rest of its styles in its script. */
const styleSheets = ["codicon.css"];

export interface SearchPanelsDeps extends Omit<SearchPanelDeps, "t" | "locale" | "recent"> {
  readonly extensionUri: vscode.Uri;
}

/** All open search panels. Each has a search of its own; they share the connection to AWS and its cache. */
export class SearchPanels implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #records = this.#owned.add(new RecordDocuments());
  readonly #texts = this.#owned.add(new CompareDocuments());
  readonly #recent: RecentAccount = { name: undefined };
  readonly #open = new Set<vscode.WebviewPanel>();

  constructor(private readonly deps: SearchPanelsDeps) {}

  /** Opens a panel with this query line; with an empty one it starts at the usual time range. */
  open(text: string, { searchNow = false }: { readonly searchNow?: boolean } = {}): void {
    const panel = vscode.window.createWebviewPanel(
      viewType,
      vscode.l10n.t("CloudTrail Search"),
      vscode.ViewColumn.Active,
      { ...this.#webviewOptions(), retainContextWhenHidden: false, enableFindWidget: false },
    );
    this.#fill(panel, { text, searchNow }).catch((error: unknown) => this.#cannotOpen(panel, error));
  }

  /** Lets panels come back after the window was closed; what they showed stands in the state their page kept. */
  registerSerializer(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => {
        panel.webview.options = this.#webviewOptions();
        const filled = this.#fill(panel, { text: "", searchNow: false });
        await filled.catch((error: unknown) => this.#cannotOpen(panel, error));
      },
    });
  }

  /** Makes a webview the page that searches a file; resolves to what it is told when the file changes. */
  async showFile(panel: vscode.WebviewPanel, uri: vscode.Uri, text = ""): Promise<SearchPanel | undefined> {
    panel.webview.options = this.#webviewOptions();
    const owned = this.#own(panel);
    const { FileArchive, SeenAccounts, SearchPanel } = await import("./panelParts.js");
    if (owned.isDisposed) return undefined;
    const { t } = vscode.l10n;
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const seen = new SeenAccounts(t);
    const archive = new FileArchive({ open: () => openFile(uri), seen, clock: this.deps.clock, t });
    const window = panelWindow({
      panel,
      records: this.#records,
      texts: this.#texts,
      saved: this.deps.saved,
      openPanel: (asked) => this.#openFilePanel(uri, name, asked),
      openAsText: async () => {
        await vscode.commands.executeCommand("vscode.openWith", uri, "default");
      },
    });
    const filled = owned.add(
      new SearchPanel(
        {
          ...this.deps,
          services: async () => ({ archive, directory: seen }),
          t,
          locale: vscode.env.language,
          recent: { name: undefined },
          file: { name },
        },
        // the tab keeps the file's name
        { ...window, setTitle: () => undefined },
        panel.webview,
        { text, searchNow: true },
      ),
    );
    panel.webview.html = this.#html(panel.webview);
    return filled;
  }

  /** Another question about the same file, beside the first; it does not come back with the window. */
  #openFilePanel(uri: vscode.Uri, name: string, text: string): void {
    const panel = vscode.window.createWebviewPanel(fileViewType, name, vscode.ViewColumn.Active, {
      ...this.#webviewOptions(),
      retainContextWhenHidden: false,
      enableFindWidget: false,
    });
    panel.iconPath = this.#icon();
    this.showFile(panel, uri, text).catch((error: unknown) => this.#cannotOpen(panel, error));
  }

  #own(panel: vscode.WebviewPanel): DisposableStore {
    const owned = new DisposableStore();
    this.#open.add(panel);
    panel.onDidDispose(() => {
      this.#open.delete(panel);
      owned.dispose();
    });
    return owned;
  }

  /** Closes every panel and stops what runs for it. */
  dispose(): void {
    for (const panel of [...this.#open]) panel.dispose();
    this.#owned.dispose();
  }

  /** The search itself is in a file that is read with the first panel, so that activation does not pay for it. */
  async #fill(panel: vscode.WebviewPanel, start: PanelStart): Promise<void> {
    const owned = this.#own(panel);
    panel.iconPath = this.#icon();
    const { SearchPanel } = await import("./panelParts.js");
    if (owned.isDisposed) return; // closed meanwhile
    const window = panelWindow({
      panel,
      records: this.#records,
      texts: this.#texts,
      saved: this.deps.saved,
      openPanel: (text) => this.open(text, { searchNow: true }),
    });
    const shared = { ...this.deps, t: vscode.l10n.t, locale: vscode.env.language, recent: this.#recent };
    owned.add(new SearchPanel(shared, window, panel.webview, start));
    panel.webview.html = this.#html(panel.webview);
  }

  /** Only a damaged installation gets here: the file with the search is missing or cannot be read. */
  #cannotOpen(panel: vscode.WebviewPanel, error: unknown): void {
    panel.dispose();
    const { message } = toShownFailure(error, vscode.l10n.t, this.deps.log);
    void vscode.window.showErrorMessage(message);
  }

  #html(webview: vscode.Webview): string {
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#pageFolder(), file)).toString();
    return pageHtml({
      nonce: randomBytes(16).toString("base64"),
      cspSource: webview.cspSource,
      script: address("search.js"),
      styles: styleSheets.map(address),
      locale: vscode.env.language,
      title: vscode.l10n.t("CloudTrail Search"),
      l10n: vscode.l10n.bundle,
    });
  }

  /** The page reaches its own files and no others. */
  #webviewOptions(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.#pageFolder()] };
  }

  #pageFolder(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extensionUri, "dist", "webview");
  }

  #icon(): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
    const media = vscode.Uri.joinPath(this.deps.extensionUri, "media");
    return {
      light: vscode.Uri.joinPath(media, "search-light.svg"),
      dark: vscode.Uri.joinPath(media, "search-dark.svg"),
    };
  }
}
