import { join } from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock.js";
import { DisposableStore } from "../../core/base/disposables.js";
import { isFailure } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { LogStore, StoreState } from "../../core/logs/logStore.js";
import type { Wording } from "../details/wording.js";
import type { LogFolders } from "../engine/logFolders.js";
import { themeIcon } from "../tree/items.js";
import { FolderChildren, pathNodes, reasonNodes } from "./folderChildren.js";
import { folderDrops } from "./folderDrops.js";
import { folderLooks } from "./folderLooks.js";
import type { FolderNode, LogFolderNode } from "./folderNodes.js";
import { folderTooltip } from "./folderTooltips.js";
import { workspaceLogFolders } from "./workspaceLogs.js";

export interface FoldersTreeDeps {
  readonly folders: LogFolders;
  readonly wording: () => Wording;
  readonly clock: Clock;
  readonly log: Log;
}

/** A folder that is being read is drawn anew at most this often. */
const drawAgainMs = 500;

/** The view "Log Folders": the list, and below each folder its accounts, Regions and days. Opening one reads it. */
export class FoldersTree implements vscode.TreeDataProvider<FolderNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<FolderNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #closing = new AbortController();
  readonly #children: FolderChildren;
  /** The node of each folder that VS Code knows, which is what it draws anew. */
  readonly #nodes = new Map<string, LogFolderNode>();
  readonly #stores = new Map<string, LogStore>();
  readonly #waiting = new Set<string>();
  #forgotten = 0;

  constructor(private readonly deps: FoldersTreeDeps) {
    this.#children = new FolderChildren(deps.clock);
    this.#owned.add({ dispose: () => this.#closing.abort() });
    this.#owned.add(deps.folders.onDidChange(() => this.#changed.fire(undefined)));
    this.#owned.add(deps.folders.onDidOpen(({ folder, store }) => this.#opened(folder, store)));
    this.#owned.add(deps.folders.onDidForget((folder) => this.#forget(folder)));
    this.#owned.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire(undefined)));
    this.#owned.add(
      vscode.window.createTreeView("cloudtrailExplorer.folders", {
        treeDataProvider: this,
        showCollapseAll: true,
        dragAndDropController: folderDrops(openDropped),
      }),
    );
  }

  async getChildren(node?: FolderNode): Promise<FolderNode[]> {
    if (!node) return this.#roots();
    if (node.kind === "unread") return reasonNodes(node.folder, node.id, node.reasons);
    if (node.kind === "reason") return pathNodes(node);
    if (node.kind !== "folder" && node.kind !== "place") return [];
    const { signal } = this.#closing;
    try {
      const store = await this.deps.folders.store(node.folder, signal);
      return node.kind === "folder"
        ? await this.#children.ofFolder(node, store, signal)
        : await this.#children.ofPlace(node, store, signal);
    } catch (error) {
      return signal.aborted ? [] : [this.#problem(node, error)];
    }
  }

  getTreeItem(node: FolderNode): vscode.TreeItem {
    const look = folderLooks(node, this.#stores.get(node.folder), this.deps.wording());
    const item = new vscode.TreeItem(look.label, vscode.TreeItemCollapsibleState.None);
    if (look.opens !== "leaf") item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    item.id = node.id;
    item.description = look.description;
    item.iconPath = themeIcon(look);
    item.contextValue = look.context;
    const command = commandOf(node);
    if (command) item.command = command;
    item.accessibilityInformation = { label: `${look.label}, ${look.description.replaceAll(" · ", ", ")}` };
    return item;
  }

  /** On hover. Not trusted: it can hold no command links, and HTML in it is shown as text. */
  resolveTreeItem(item: vscode.TreeItem, node: FolderNode): vscode.TreeItem {
    const text = folderTooltip(node, this.#stores.get(node.folder), this.deps.wording());
    item.tooltip = new vscode.MarkdownString(text);
    return item;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #roots(): Promise<FolderNode[]> {
    const listed = this.deps.folders.list();
    const found = (await workspaceLogFolders()).filter((folder) => !listed.includes(folder));
    return [
      ...listed.map((folder) => this.#nodeOf(folder)),
      ...found.map((folder) => ({ kind: "found" as const, id: `found:${folder}`, folder })),
    ];
  }

  #nodeOf(folder: string): LogFolderNode {
    const id = `folder:${String(this.#forgotten)}:${folder}`;
    const known = this.#nodes.get(folder) ?? { kind: "folder", id, folder };
    this.#nodes.set(folder, known);
    return known;
  }

  #opened(folder: string, store: LogStore): void {
    this.#stores.set(folder, store);
    this.#owned.add(store.changed(() => void this.#drawSoon(folder)));
    this.#changed.fire(this.#nodes.get(folder));
  }

  /** Its line comes back closed, under another id: an open one would be read again at once. */
  #forget(folder: string): void {
    this.#stores.delete(folder);
    this.#nodes.delete(folder);
    this.#forgotten += 1;
    this.#changed.fire(undefined);
  }

  async #drawSoon(folder: string): Promise<void> {
    const node = this.#nodes.get(folder);
    if (!node || this.#waiting.has(folder)) return;
    this.#waiting.add(folder);
    await this.deps.clock.sleep(drawAgainMs, this.#closing.signal).catch(() => undefined); // closing: draws nothing
    this.#waiting.delete(folder);
    if (!this.#closing.signal.aborted) this.#changed.fire(node);
  }

  #problem({ id, folder }: FolderNode, error: unknown): FolderNode {
    const failure = isFailure(error)
      ? { code: error.code, message: error.message }
      : {
          code: "folder/unreadable" as const,
          message: vscode.l10n.t("Something unexpected went wrong. The log has the details."),
        };
    if (!isFailure(error))
      this.deps.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const state: Pick<StoreState, "phase" | "filesFound" | "filesDone" | "follows" | "failure"> = {
      phase: "stopped",
      filesFound: 0,
      filesDone: 0,
      follows: false,
      failure,
    };
    return { kind: "status", id: `${id}/problem`, folder, state };
  }
}

const openDropped = {
  folder: async (uri: vscode.Uri): Promise<void> => {
    await vscode.commands.executeCommand("cloudtrailExplorer.folder.open", uri);
  },
  file: async (uri: vscode.Uri): Promise<void> => {
    await vscode.commands.executeCommand("cloudtrailExplorer.logFile.open", uri);
  },
};

/** What a click does; a folder only opens and closes. */
function commandOf(node: FolderNode): vscode.Command | undefined {
  const { t } = vscode.l10n;
  const { folder } = node;
  switch (node.kind) {
    case "found":
      return {
        command: "cloudtrailExplorer.folder.open",
        title: t("Open Log Folder"),
        arguments: [vscode.Uri.file(folder)],
      };
    case "status":
      return node.state.phase === "paused" || node.state.phase === "stopped"
        ? { command: "cloudtrailExplorer.folder.resume", title: t("Go On Reading"), arguments: [{ folder }] }
        : undefined;
    case "place":
      if (node.group.accountId === "" && node.group.region === undefined)
        return {
          command: "cloudtrailExplorer.folder.census",
          title: t("Show Census"),
          arguments: [{ folder }],
        };
      return node.group.day === undefined || node.group.day === ""
        ? undefined
        : { command: "cloudtrailExplorer.folder.search", title: t("Search Events"), arguments: [node] };
    case "path":
      return {
        command: "cloudtrailExplorer.logFile.open",
        title: t("Open File"),
        arguments: [vscode.Uri.file(join(folder, node.path))],
      };
    default:
      return undefined;
  }
}
