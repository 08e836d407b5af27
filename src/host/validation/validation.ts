import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import type { AccountKeysDeps } from "./accountKeys.js";
import type { ValidationParts } from "./validationParts.js";
import type { ValidationNode } from "./validationTree.js";

export interface ValidationDeps {
  readonly extension: vscode.ExtensionContext;
  /** AWS, the sample account among it while it is on. */
  readonly services: AccountKeysDeps["services"];
  readonly log: Log;
  readonly report: (error: unknown) => Promise<void>;
}

/** The view "Validation", empty until the first command; all that fills it is loaded then. */
export class Validation implements vscode.TreeDataProvider<ValidationNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<ValidationNode>;
  #loading: Promise<ValidationParts> | undefined;
  #loaded: ValidationParts | undefined;

  constructor(private readonly deps: ValidationDeps) {
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
    const { extension, services, log, report } = this.deps;
    const loaded = await import("./validationParts.js");
    const script = vscode.Uri.joinPath(extension.extensionUri, "dist", "validate.js").fsPath;
    const state = extension.workspaceState;
    const keysDirectory = vscode.Uri.joinPath(extension.globalStorageUri, "keys").fsPath;
    const view = this.#view;
    const parts = new loaded.ValidationParts({ script, state, view, services, keysDirectory, log, report });
    this.#owned.add(parts);
    this.#owned.add(parts.tree.onDidChangeTreeData(() => this.#changed.fire(undefined)));
    this.#loaded = parts;
    return parts;
  }
}
