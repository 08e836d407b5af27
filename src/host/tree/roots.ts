import type { Account, ProfileProblem } from "../../core/accounts/account.js";
import type { AccountSnapshot } from "../../core/accounts/ports.js";
import type { Translate } from "../../core/base/translate.js";
import { nextStep, type Trouble } from "../nextStep.js";
import { accountNode, type NoteNode, type ProblemNode, type TreeNode } from "./nodes.js";

/** How the sample account's server stands, as far as the tree shows it. */
export type SampleState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "running" }
  | { readonly kind: "failed"; readonly trouble: Trouble };

/** The first level: the sample account while it is no account yet, what is wrong with config files, the accounts. */
export function rootNodes(
  snapshot: AccountSnapshot,
  idOf: (account: Account) => string,
  sample: SampleState,
  t: Translate,
): readonly TreeNode[] {
  return [
    ...snapshot.accounts.map((account) => accountNode(account, idOf(account))),
    ...sampleNodes(sample, t),
    ...snapshot.problems.map(fileProblem),
  ];
}

function sampleNodes(sample: SampleState, t: Translate): readonly (NoteNode | ProblemNode)[] {
  if (sample.kind === "starting") {
    const text = t("Starting the sample account…");
    return [{ kind: "note", id: "sample", account: "", text, hint: "", busy: true }];
  }
  if (sample.kind !== "failed") return [];
  const { trouble } = sample;
  return [
    { kind: "problem", id: "sample", account: "", trouble, step: nextStep(trouble, undefined), hint: "" },
  ];
}

const fileProblem = (problem: ProfileProblem, index: number): ProblemNode => ({
  kind: "problem",
  id: `file:${index}`,
  account: "",
  trouble: problem,
  step: nextStep(problem, undefined),
  hint: "",
});
