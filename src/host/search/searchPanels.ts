import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { isObject } from "../../core/base/json.js";
import type { LogStore } from "../../core/logs/logStore.js";
import { openFile } from "../logs/byteFile.js";
import { pageHtml } from "./html.js";
import type { RecentAccount } from "./panelAccounts.js";
import type { PanelStart } from "./panelContext.js";
import { panelWindow } from "./panelWindow.js";
import { CompareDocuments } from "./compareDocuments.js";
import type { LastChange } from "./lastChange.js";
import { RecordDocuments } from "./recordDocuments.js";
import type { SearchPanel, SearchPanelDeps } from "./searchPanel.js";
import { toShownFailure } from "./shownFailure.js";

const viewType = "cloudtrailExplorer.search";
const fileViewType = "cloudtrailExplorer.fileSearch";
const folderViewType = "cloudtrailExplorer.folderSearch";
/** Style sheets in `dist/webview`; the page brings the rest of its styles in its script. */
const styleSheets = ["codicon.css"];

export interface SearchPanelsDeps extends Omit<SearchPanelDeps, "t" | "locale" | "recent"> {
  /** Opens a log folder; rejects with a Failure when it cannot be read at all. */
  readonly openFolder: (folder: string, signal: AbortSignal) => Promise<LogStore>;
  readonly extensionUri: vscode.Uri;
}

/** All open search panels. Each has a search of its own; they share the connection to AWS and its cache. */
export class SearchPanels implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #records = this.#owned.add(new RecordDocuments());
  readonly #texts = this.#owned.add(new CompareDocuments());
  readonly #recent: RecentAccount = { name: undefined };
  readonly #open = new Set<vscode.WebviewPanel>();
  /** Panels over log folders, the first one first, with their folders. */
  readonly #folders = new Map<vscode.WebviewPanel, string>();

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
    const restored =
      (fill: (panel: vscode.WebviewPanel, state: unknown) => Promise<void>) =>
      async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
        panel.webview.options = this.#webviewOptions();
        await fill(panel, state).catch((error: unknown) => this.#cannotOpen(panel, error));
      };
    return vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: restored((panel) => this.#fill(panel, { text: "", searchNow: false })),
      }),
      vscode.window.registerWebviewPanelSerializer(folderViewType, {
        deserializeWebviewPanel: restored(async (panel, state) => {
          const folder = isObject(state) && typeof state["folder"] === "string" ? state["folder"] : undefined;
          if (folder === undefined) panel.dispose();
          else await this.#showFolder(panel, folder, "");
        }),
      }),
    );
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

  /** Opens a panel over a log folder. Without a query line it comes forward when one is open that shows the folder. */
  openFolder(folder: string, text = ""): void {
    const [open] = text === "" ? this.#panelsOver(folder) : [];
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      folderViewType,
      basename(folder),
      vscode.ViewColumn.Active,
      { ...this.#webviewOptions(), retainContextWhenHidden: false, enableFindWidget: false },
    );
    this.#showFolder(panel, folder, text).catch((error: unknown) => this.#cannotOpen(panel, error));
  }

  /** Opens a change beside the one before it in the diff editor, or alone when there is none. */
  async compare({ older, newer, title }: LastChange): Promise<void> {
    if (older) await this.#texts.compare(older, newer, title);
    else await this.#texts.show(newer);
  }

  /** Closes what shows a folder whose index goes away. */
  closeFolder(folder: string): void {
    for (const panel of this.#panelsOver(folder)) panel.dispose();
  }

  #panelsOver(folder: string): readonly vscode.WebviewPanel[] {
    return [...this.#folders].filter(([, shown]) => shown === folder).map(([panel]) => panel);
  }

  async #showFolder(panel: vscode.WebviewPanel, folder: string, text: string): Promise<void> {
    const owned = this.#own(panel);
    panel.iconPath = this.#icon();
    this.#folders.set(panel, folder);
    owned.add({ dispose: () => this.#folders.delete(panel) });
    const lifetime = new AbortController();
    owned.add({ dispose: () => lifetime.abort() });
    const { FolderAccounts, RecordArchive, SearchPanel } = await import("./panelParts.js");
    const store = await this.deps.openFolder(folder, lifetime.signal);
    if (owned.isDisposed) return;
    const { t } = vscode.l10n;
    const directory = owned.add(new FolderAccounts(store, t));
    await directory.refresh();
    const archive = new RecordArchive(store);
    const window = panelWindow({
      panel,
      records: this.#records,
      texts: this.#texts,
      saved: this.deps.saved,
      openPanel: (asked) => this.openFolder(folder, asked),
    });
    const deps: SearchPanelDeps = {
      ...this.deps,
      services: async () => ({ archive, directory }),
      t,
      locale: vscode.env.language,
      recent: { name: undefined },
      folder: { name: basename(folder), path: folder, store },
    };
    owned.add(new SearchPanel(deps, window, panel.webview, { text, searchNow: true }));
    panel.webview.html = this.#html(panel.webview);
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
