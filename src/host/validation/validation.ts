import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import type { ValidationParts } from "./validationParts.js";
import type { ValidationNode } from "./validationTree.js";

/** The view "Validation", empty until the first command; all that fills it is loaded then. */
export class Validation implements vscode.TreeDataProvider<ValidationNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<ValidationNode>;
  #loading: Promise<ValidationParts> | undefined;
  #loaded: ValidationParts | undefined;

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly log: Log,
    private readonly report: (error: unknown) => Promise<void>,
  ) {
    this.#view = this.#owned.add(
      vscode.window.createTreeView("cloudtrailExplorer.validation", {
        treeDataProvider: this,
        showCollapseAll: true,
      }),
    );
  }

  parts(): Promise<ValidationParts> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  getChildren(node?: ValidationNode): ValidationNode[] {
    return this.#loaded?.tree.getChildren(node) ?? [];
  }

  getTreeItem(node: ValidationNode): vscode.TreeItem {
    return this.#loaded?.tree.getTreeItem(node) ?? new vscode.TreeItem("");
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<ValidationParts> {
    const { extension, log, report } = this;
    const loaded = await import("./validationParts.js");
    const script = vscode.Uri.joinPath(extension.extensionUri, "dist", "validate.js").fsPath;
    const state = extension.workspaceState;
    const parts = new loaded.ValidationParts({ script, state, view: this.#view, log, report });
    this.#owned.add(parts);
    this.#owned.add(parts.tree.onDidChangeTreeData(() => this.#changed.fire(undefined)));
    this.#loaded = parts;
    return parts;
  }
}
