import * as vscode from "vscode";
import { isAborted, isFailure, type Failure } from "../core/base/failure.js";
import { nextStep, stepLabel, type NextStep } from "./nextStep.js";
import type { StepPlace } from "./stepRunner.js";

/** Shows what went wrong in a command, once, with buttons for what can be done about it. */
export class FailureFunnel {
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly takeStep: (step: NextStep, place: StepPlace) => Promise<void>,
  ) {}

  /** Never rejects. Resolves before the message is closed: whoever ran the command must not hang until then. */
  async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      void this.report(error, work);
    }
  }

  /** `again` is what "Try Again" runs; without it that button is not offered. */
  async report(error: unknown, again?: () => Promise<void>): Promise<void> {
    if (isAborted(error)) return;
    if (!isFailure(error)) return this.#reportBug(error);
    this.log.warn(`${error.code}: ${error.message}`);
    const step = nextStep(error, undefined);
    const buttons = step.kind === "retry" && again === undefined ? [] : [stepLabel(step, vscode.l10n.t)];
    const showLog = vscode.l10n.t("Show Log");
    const picked = await vscode.window.showErrorMessage(error.message, ...new Set([...buttons, showLog]));
    if (picked === undefined) return;
    if (picked === showLog) this.log.show();
    else
      await this.run(() => (step.kind === "retry" && again ? again() : this.takeStep(step, placeOf(error))));
  }

  async #reportBug(error: unknown): Promise<void> {
    this.log.error(error instanceof Error ? error : String(error));
    const showLog = vscode.l10n.t("Show Log");
    const text = vscode.l10n.t("CloudTrail Explorer hit an unexpected problem. The log has the details.");
    if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) this.log.show();
  }
}

const placeOf = ({ detail }: Failure): StepPlace => ({
  account: detail.profile ?? "",
  ...(detail.file === undefined ? {} : { file: detail.file }),
  ...(detail.line === undefined ? {} : { line: detail.line }),
});
