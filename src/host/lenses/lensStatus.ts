import * as vscode from "vscode";
import type { Releasable } from "../../core/base/disposables.js";
import type { LensModel } from "./lensModel.js";

/** Whose history the template in front shows; a click chooses another account and Region. */
export class LensStatus implements Releasable {
  readonly #item = vscode.window.createStatusBarItem(
    "cloudtrailExplorer.lens",
    vscode.StatusBarAlignment.Right,
    91,
  );

  constructor(
    private readonly model: LensModel,
    private readonly accountName: (key: string) => string,
  ) {
    this.#item.name = vscode.l10n.t("CloudTrail History of Templates");
    this.#item.command = "cloudtrailExplorer.lens.chooseAccount";
  }

  draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    const template = document && this.model.templates.of(document);
    if (!document || !template || template.resources.length === 0) {
      this.#item.hide();
      return;
    }
    const { account, region, stacks, states } = this.model.choiceOf(document);
    const place = [account === undefined ? undefined : this.accountName(account), region].filter(
      (part) => part !== undefined,
    );
    const { t } = vscode.l10n;
    this.#item.text =
      account === undefined ? `$(history) ${t("Choose account")}` : `$(history) ${place.join(" · ")}`;
    const links = [
      ...(stacks ?? template.stackHints.slice(0, 1).map(({ stackName }) => stackName)).map((stack) =>
        t("Stack: {0}", stack),
      ),
      ...(states ?? []).map((state) => t("State: {0}", state)),
      ...template.problems,
      ...[this.model.templates.problemOf(document)?.message].filter((message) => message !== undefined),
    ];
    this.#item.tooltip = [t("Account and Region whose history is shown. Click to change."), ...links].join(
      "\n",
    );
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
