import * as vscode from "vscode";
import type { Wording } from "../details/wording.js";
import type { Trouble } from "../nextStep.js";
import { toRef } from "./nodeRef.js";
import { nodeLooks } from "./nodeLooks.js";
import type { Looks } from "./looks.js";
import type { TreeNode } from "./nodes.js";
import { tooltip } from "./tooltips.js";

/** How VS Code is told of a node; the tooltip comes later, when someone hovers. */
export function toTreeItem(node: TreeNode, trouble: Trouble | undefined, wording: Wording): vscode.TreeItem {
  const look = nodeLooks(node, trouble, wording);
  const item = new vscode.TreeItem(look.label, states[look.opens]);
  item.id = node.id;
  item.description = look.description;
  item.iconPath = themeIcon(look);
  item.contextValue = look.context;
  const command = commandOf(node);
  if (command !== undefined) item.command = command;
  item.accessibilityInformation = { label: spoken(node, look, wording) };
  return item;
}

/** Not trusted: it can hold no command links, and HTML in it is shown as text. */
export const toTooltip = (
  node: TreeNode,
  trouble: Trouble | undefined,
  wording: Wording,
): vscode.MarkdownString => new vscode.MarkdownString(tooltip(node, trouble, wording));

const states: Readonly<Record<Looks["opens"], vscode.TreeItemCollapsibleState>> = {
  leaf: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

export function themeIcon({ icon: id, tone }: Looks): vscode.ThemeIcon {
  if (tone === "plain") return new vscode.ThemeIcon(id);
  const colour = tone === "error" ? "problemsErrorIcon.foreground" : "problemsWarningIcon.foreground";
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(colour));
}

/** What a click does. */
function commandOf(node: TreeNode): vscode.Command | undefined {
  switch (node.kind) {
    case "event-history":
      return openSearch(node);
    case "trail":
    case "event-data-store":
    case "channel":
      return {
        command: "cloudtrailExplorer.node.showDetails",
        title: vscode.l10n.t("Show Details"),
        arguments: [toRef(node)],
      };
    case "problem":
      return {
        command: "cloudtrailExplorer.problem.resolve",
        title: vscode.l10n.t("Resolve"),
        arguments: [toRef(node)],
      };
    default:
      return undefined;
  }
}

const openSearch = (node: TreeNode): vscode.Command => ({
  command: "cloudtrailExplorer.search.open",
  title: vscode.l10n.t("Search Events"),
  arguments: [toRef(node)],
});

function spoken(node: TreeNode, { label, description }: Looks, { t }: Wording): string {
  switch (node.kind) {
    case "account":
      return t("Account {0}, {1}", label, description);
    case "region":
      return t("Region {0}, {1}", label, description);
    case "trail":
      return t("Trail {0}, {1}", label, description.replaceAll(" · ", ", "));
    case "event-data-store":
      return t("Event data store {0}, {1}", label, description.replaceAll(" · ", ", "));
    case "channel":
      return t("Channel {0}, {1}", label, description);
    case "problem":
      return t("Problem: {0}. {1}", label, node.trouble.message);
    default:
      return description === "" ? label : `${label}, ${description}`;
  }
}
