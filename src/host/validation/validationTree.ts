import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { Group } from "../../core/digest/results.js";
import type { Standing, Subject, Verdict } from "../../core/digest/verdict.js";
import type { ValidationRun } from "./validationRun.js";
import type { VerdictRef } from "./verdictRef.js";
import {
  countsText,
  groupLabel,
  groupStanding,
  standingLook,
  standingText,
  verdictLabel,
  verdictLine,
} from "./verdictLooks.js";

/** A line of the view. Menus hand it to commands, which read `ref` alone. */
export type ValidationNode =
  | { readonly kind: "group"; readonly group: Group; readonly run: ValidationRun }
  | { readonly kind: "verdict"; readonly ref: VerdictRef; readonly run: ValidationRun };

/** Up to so many broken findings are laid open by themselves. */
const mostOpened = 25;

/** What the view "Validation" shows: trail > Region > day > digest > log, made as it is opened. */
export class ValidationTree implements vscode.TreeDataProvider<ValidationNode>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly current: () => ValidationRun | undefined) {}

  redraw(): void {
    this.#changed.fire(undefined);
  }

  getChildren(node?: ValidationNode): ValidationNode[] {
    const run = node?.run ?? this.current();
    if (!run || node?.kind === "verdict") return [];
    const toNode = (group: Group): ValidationNode => ({ kind: "group", group, run });
    if (!node) return run.results.roots.map(toNode);
    const groups = [...node.group.groups.values()];
    if (node.group.kind === "region") groups.sort((a, b) => (a.label < b.label ? 1 : -1));
    const verdicts = [...node.group.verdicts]
      .sort((a, b) => rankOf(run, a) - rankOf(run, b) || byName(run, a, b))
      .map((index): ValidationNode => ({ kind: "verdict", ref: { run: run.id, index }, run }));
    return [...verdicts, ...groups.map(toNode)];
  }

  getTreeItem(node: ValidationNode): vscode.TreeItem {
    return node.kind === "group" ? groupItem(node.group, node.run) : verdictItem(node);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** What is said of the digest itself comes before its logs. */
const ranks: Record<Subject, number> = { end: 0, gap: 1, digest: 2, link: 3, log: 4, file: 5 };

const rankOf = (run: ValidationRun, index: number): number =>
  ranks[run.results.verdicts[index]?.about ?? "file"];

/** What is lost is judged last, and stands where its name puts it. */
function byName({ results: { verdicts } }: ValidationRun, a: number, b: number): number {
  const [left = "", right = ""] = [verdicts[a]?.name, verdicts[b]?.name];
  return left === right ? a - b : left < right ? -1 : 1;
}

function groupItem(group: Group, run: ValidationRun): vscode.TreeItem {
  const { t } = vscode.l10n;
  const label = groupLabel(group, t);
  const item = new vscode.TreeItem(label, stateOf(group, run));
  const standing = groupStanding(group);
  item.id = `${run.id} ${group.id}`;
  item.description = countsText(group.counts, t);
  item.iconPath = iconOf(standing);
  item.tooltip = group.kind === "digest" ? group.label : `${label}\n${item.description}`;
  item.contextValue = group.kind;
  item.accessibilityInformation = { label: `${label}, ${standingText(standing, t)}, ${item.description}` };
  return item;
}

/** What is broken lies open, as long as that is a few lines. */
function stateOf(group: Group, run: ValidationRun): vscode.TreeItemCollapsibleState {
  const isFew = run.results.tally.told.filter(({ standing }) => standing === "broken").length <= mostOpened;
  const opens = group.kind === "trail" || group.kind === "unread" || (isFew && group.counts.broken > 0);
  return opens ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function verdictItem({ ref, run }: Extract<ValidationNode, { kind: "verdict" }>): vscode.TreeItem {
  const { t } = vscode.l10n;
  const verdict = run.results.verdicts[ref.index];
  if (!verdict) return new vscode.TreeItem("");
  const label = verdictLabel(verdict, t);
  const line = verdictLine(verdict, t);
  const item = new vscode.TreeItem(label);
  item.id = `${run.id} ${ref.index}`;
  item.description = line;
  item.iconPath = iconOf(verdict.standing);
  item.tooltip = `${line}\n${verdict.name}`;
  item.contextValue = fileExists(verdict) ? "verdict.file" : "verdict";
  item.command = {
    command: "cloudtrailExplorer.validation.showEvidence",
    title: t("Show Evidence"),
    arguments: [ref],
  };
  item.accessibilityInformation = { label: `${label}, ${standingText(verdict.standing, t)}, ${line}` };
  return item;
}

const fileExists = ({ path }: Verdict): boolean => path !== undefined;

function iconOf(standing: Standing): vscode.ThemeIcon {
  const { icon, color } = standingLook(standing);
  return color === undefined
    ? new vscode.ThemeIcon(icon)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
