import * as vscode from "vscode";
import { Failure } from "../core/base/failure.js";
import type { DetailsDocuments } from "./details/detailsDocuments.js";
import { wantNode } from "./nodeArgument.js";
import type { NextStep } from "./nextStep.js";
import type { StepPlace } from "./stepRunner.js";
import type { TreeNodeRef } from "./tree/nodeRef.js";
import type { TreeModel } from "./tree/treeModel.js";

export interface NodeCommandTargets {
  readonly model: TreeModel;
  readonly details: DetailsDocuments;
  readonly takeStep: (step: NextStep, place: StepPlace) => Promise<void>;
}

/** What can be done with any node of the accounts tree. */
export function nodeCommands({ model, details, takeStep }: NodeCommandTargets) {
  const { t } = vscode.l10n;
  return {
    refreshAll: (): Promise<void> => model.refresh(undefined),

    refresh: (arg: TreeNodeRef): Promise<void> => model.refresh(wantNode(arg, t).id),

    showDetails: (arg: TreeNodeRef): Promise<void> => details.showNode(wantArn(arg)),

    copyArn: async (arg: TreeNodeRef): Promise<void> => {
      await vscode.env.clipboard.writeText(wantArn(arg).arn);
      vscode.window.setStatusBarMessage(vscode.l10n.t("ARN copied"), 2000);
    },

    /** Takes the step a problem node offers; the model knows which by the node's id. */
    resolve: async (arg: TreeNodeRef): Promise<void> => {
      const ref = wantNode(arg, t);
      const node = model.find(ref.id ?? "");
      if (node?.kind !== "problem") return model.refresh(ref.id);
      const { file, line, profile } = node.trouble.detail;
      await takeStep(node.step, {
        account: node.account === "" ? (profile ?? "") : node.account,
        id: node.id,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
      });
    },
  };
}

function wantArn(arg: unknown): TreeNodeRef & { readonly arn: string } {
  const { arn, ...node } = wantNode(arg, vscode.l10n.t);
  if (arn !== undefined) return { ...node, arn };
  throw new Failure(
    "panel/bad-request",
    vscode.l10n.t("This command needs a trail, an event data store or a channel."),
  );
}
