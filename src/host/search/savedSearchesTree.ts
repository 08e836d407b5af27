import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { exampleSearches } from "./exampleSearches.js";
import type { SavedSearch, SavedSearches } from "./savedSearches.js";

/** A node of the view; menus hand it to commands, which only read its `id`. */
export interface SavedSearchNode {
  readonly kind: "saved" | "example" | "examples" | "query" | "queries";
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** The view "Saved Searches": what was saved, by name, and a folded group of examples below. */
export class SavedSearchesTree implements vscode.TreeDataProvider<SavedSearchNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly saved: SavedSearches) {
    this.#owned.add(saved.onDidChange(() => this.#changed.fire(undefined)));
    // Another window may have saved a search while this one was in the background; VS Code tells nobody.
    this.#owned.add(vscode.window.onDidChangeWindowState((window) => window.focused && saved.refresh()));
  }

  async getChildren(node?: SavedSearchNode): Promise<SavedSearchNode[]> {
    if (node?.kind === "queries") return sampleQueries();
    if (node?.kind === "examples") return exampleSearches(vscode.l10n.t).map(toNode("example"));
    if (node !== undefined) return [];
    return [...this.saved.list().map(toNode("saved")), examplesNode(), queriesNode()];
  }

  getTreeItem(node: SavedSearchNode): vscode.TreeItem {
    if (node.kind === "query") return queryItem(node);
    return node.kind === "examples" || node.kind === "queries" ? examplesItem(node) : searchItem(node);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

const toNode =
  (kind: "saved" | "example") =>
  ({ id, name, text }: SavedSearch): SavedSearchNode => ({ kind, id, name, text });

const examplesNode = (): SavedSearchNode => ({
  kind: "examples",
  id: "examples",
  name: vscode.l10n.t("Examples"),
  text: "",
});

const queriesNode = (): SavedSearchNode => ({
  kind: "queries",
  id: "queries",
  name: vscode.l10n.t("Sample Queries"),
  text: "",
});

/** Statements are in a file that is read when they are looked at. */
async function sampleQueries(): Promise<SavedSearchNode[]> {
  const { SAMPLE_QUERIES } = await import("../query/queryParts.js");
  return SAMPLE_QUERIES.map(({ id, title, question }) => ({
    kind: "query",
    id,
    name: title,
    text: question,
  }));
}

function queryItem(node: SavedSearchNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.name);
  item.id = `query:${node.id}`;
  item.description = node.text;
  item.tooltip = `${node.name}\n${node.text}`;
  item.iconPath = new vscode.ThemeIcon("table");
  item.contextValue = "sampleQuery";
  item.command = {
    command: "cloudtrailExplorer.query.new",
    title: vscode.l10n.t("Open Query"),
    arguments: [{ sampleId: node.id }],
  };
  return item;
}

function examplesItem(node: SavedSearchNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon("lightbulb");
  item.tooltip =
    node.kind === "queries"
      ? vscode.l10n.t("Statements to start from")
      : vscode.l10n.t("Searches to start from");
  item.contextValue = node.kind === "queries" ? "sampleQueries" : "exampleSearches";
  return item;
}

function searchItem(node: SavedSearchNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.name);
  item.id = node.id;
  item.description = node.text;
  item.tooltip = `${node.name}\n${node.text}`;
  item.iconPath = new vscode.ThemeIcon(node.kind === "saved" ? "bookmark" : "search");
  item.contextValue = node.kind === "saved" ? "savedSearch" : "exampleSearch";
  item.command = {
    command: "cloudtrailExplorer.savedSearch.open",
    title: vscode.l10n.t("Open Search"),
    arguments: [{ id: node.id }],
  };
  item.accessibilityInformation = { label: vscode.l10n.t("{0}, search {1}", node.name, node.text) };
  return item;
}
