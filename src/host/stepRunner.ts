import * as vscode from "vscode";
import type { NextStep } from "./nextStep.js";

/** What a step is taken for. */
export interface StepPlace {
  /** Account key or profile name; empty when it is about none. */
  readonly account: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Tree node to ask again. */
  readonly id?: string;
}

/** The features behind the steps. */
export interface StepTargets {
  signIn(account: string): Promise<void>;
  openConfig(account: string, place: { readonly file?: string; readonly line?: number }): Promise<void>;
  startSample(): Promise<void>;
  refresh(id: string | undefined): Promise<void>;
  showLog(): void;
}

/** Does what a button or a click on a problem promised. */
export async function takeStep(step: NextStep, place: StepPlace, targets: StepTargets): Promise<void> {
  switch (step.kind) {
    case "sign-in":
      return targets.signIn(place.account);
    case "open-config":
      return targets.openConfig(place.account, place);
    case "trust-workspace":
      await vscode.commands.executeCommand("workbench.trust.manage");
      return;
    case "start-sample":
      return targets.startSample();
    case "retry":
      return targets.refresh(place.id);
    case "show-log":
      targets.showLog();
  }
}
