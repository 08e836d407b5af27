import * as vscode from "vscode";
import type { Account } from "../../core/accounts/account.js";
import type { Clock } from "../../core/base/clock.js";
import { DisposableStore } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import { setContextKey } from "../contextKeys.js";
import type { Wording } from "../details/wording.js";
import { toTooltip, toTreeItem } from "./items.js";
import type { TreeNode } from "./nodes.js";
import type { TreeModel } from "./treeModel.js";

/** Pauses before each try to bring an account into sight. */
const revealWaitsMs = [0, 200, 500, 1000];

/** The view "Accounts": shows what the model says. */
export class AccountsTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<TreeNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<TreeNode>;

  constructor(
    private readonly model: TreeModel,
    private readonly wording: () => Wording,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.#owned.add(model.onDidChange((node) => this.#changed.fire(node)));
    this.#view = this.#owned.add(
      vscode.window.createTreeView("cloudtrailExplorer.accounts", {
        treeDataProvider: this,
        showCollapseAll: true,
      }),
    );
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node !== undefined) return [...(await this.model.children(node))];
    const roots = await this.model.roots();
    await setContextKey("cloudtrailExplorer.accounts", this.model.state);
    return [...roots];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, this.model.troubleOf(node), this.wording());
  }

  /** On hover, so that times in it count from then. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = toTooltip(node, this.model.troubleOf(node), this.wording());
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.model.parent(node);
  }

  /** The account the person is looking at; undefined when nothing of an account is selected. */
  get selectedAccount(): string | undefined {
    const account = this.#view.selection[0]?.account;
    return account === "" ? undefined : account;
  }

  /** Brings the view to the front and an account into sight. */
  async show(account: Account | undefined): Promise<void> {
    await vscode.commands.executeCommand("cloudtrailExplorer.accounts.focus");
    for (const waitMs of revealWaitsMs) {
      await this.clock.sleep(waitMs);
      if (await this.#reveal(account)) return;
    }
  }

  /** VS Code refuses while it draws the tree anew, as it does when the view opens or an account's id becomes known. */
  async #reveal(account: Account | undefined): Promise<boolean> {
    const roots = await this.model.roots();
    // by profile: its key changes when the account's id becomes known
    const profiles = new Set(account?.profiles.map(({ key }) => key));
    const node = roots.find(
      (each) => each.kind === "account" && each.source.profiles.some(({ key }) => profiles.has(key)),
    );
    if (node === undefined) return true;
    try {
      await this.#view.reveal(node, { expand: true, select: true });
      return true;
    } catch (error) {
      this.log.debug(`the account was not revealed: ${String(error)}`);
      return false;
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
