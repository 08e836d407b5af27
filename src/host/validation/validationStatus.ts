import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { grouped, headline } from "../../core/digest/tally.js";
import type { ValidationRun } from "./validationRun.js";

/** The result in the status bar; a click leads to the view. */
export class ValidationStatus implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #item = this.#owned.add(
    vscode.window.createStatusBarItem("validation", vscode.StatusBarAlignment.Left, 10),
  );

  constructor() {
    this.#item.name = vscode.l10n.t("CloudTrail Validation");
    this.#item.command = "cloudtrailExplorer.validation.focus";
  }

  show(run: ValidationRun | undefined): void {
    if (!run) {
      this.#item.hide();
      return;
    }
    const { t } = vscode.l10n;
    this.#item.text = textOf(run);
    const { tally } = run.results;
    this.#item.tooltip = `${run.folder}\n${headline(tally, t)}`;
    const isBad = run.state === "done" && tally.outcome === "broken";
    this.#item.backgroundColor = isBad ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function textOf(run: ValidationRun): string {
  const { t } = vscode.l10n;
  const { tally } = run.results;
  if (run.state === "running") return `$(sync~spin) ${t("Validating {0}", run.folderName)}`;
  if (run.state !== "done") return `$(circle-slash) ${t("Validation stopped")}`;
  const broken = run.results.roots.reduce((sum, { counts }) => sum + counts.broken, 0);
  if (broken > 0) return `$(error) ${t("CloudTrail: {0} broken", grouped(broken))}`;
  const unchecked = run.results.roots.reduce((sum, { counts }) => sum + counts.unchecked, 0);
  if (unchecked > 0) return `$(question) ${t("CloudTrail: {0} not checked", grouped(unchecked))}`;
  return tally.outcome === "proven"
    ? `$(pass) ${t("CloudTrail: proven")}`
    : `$(question) ${t("CloudTrail: proven by untrusted keys")}`;
}
