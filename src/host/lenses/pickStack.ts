import * as vscode from "vscode";
import type { StackReader, StackSummary } from "../../core/accounts/stack.js";
import { isFailure } from "../../core/base/failure.js";
import { withSignal } from "../cancel.js";
import type { PickedPlace } from "./pickPlace.js";

/** The resources of so many stacks are compared with the template's; the ones changed last come first. */
const mostCompared = 25;

interface Candidate {
  readonly stack: StackSummary;
  /** How many of the template's logical ids the stack has; undefined when it was not looked at. */
  readonly shared: number | undefined;
}

export interface StackPickOptions extends PickedPlace {
  readonly stacks: StackReader;
  readonly logicalIds: ReadonlySet<string>;
  /** Names that files beside the template tell. */
  readonly hints: readonly string[];
}

/** A stack's name out of those of an account and Region, the ones most like the template first. */
export async function pickStack(options: StackPickOptions): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const { logicalIds, hints, region } = options;
  const candidates = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t("Comparing stacks in {0} with the template", region),
      cancellable: true,
    },
    (_progress, token) => withSignal(token, (signal) => compare(options, signal)),
  );
  const items = candidates.map(({ stack, shared }) => ({
    label: stack.name,
    description: [
      hints.includes(stack.name) ? t("named beside the template") : undefined,
      shared === undefined ? undefined : t("{0} of {1} resources", shared, logicalIds.size),
    ]
      .filter((part) => part !== undefined)
      .join(" · "),
    detail: stack.status,
    name: stack.name,
  }));
  const typed = {
    label: `$(edit) ${t("Type a name or ARN…")}`,
    description: "",
    detail: "",
    name: undefined,
  };
  const picked = await vscode.window.showQuickPick([...items, typed], {
    title: t("Link Stack"),
    placeHolder: t("The stack this template is deployed as, in {0}", region),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  return picked.name ?? (await vscode.window.showInputBox({ title: t("Name or ARN of the stack") }));
}

async function compare(
  { stacks, account, region, logicalIds, hints }: StackPickOptions,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const all = [...(await stacks.stacks(account, region, signal))].sort(
    (a, b) =>
      Number(hints.includes(b.name)) - Number(hints.includes(a.name)) ||
      (b.changedMs ?? 0) - (a.changedMs ?? 0),
  );
  const compared: Candidate[] = [];
  for (const [index, stack] of all.entries()) {
    const isLooked = index < mostCompared;
    compared.push({ stack, shared: isLooked ? await sharedIds(stack.name) : undefined });
  }
  return compared.sort((a, b) => rank(b) - rank(a));

  async function sharedIds(name: string): Promise<number | undefined> {
    try {
      const resources = await stacks.resources(account, region, name, signal);
      return resources.filter(({ logicalId }) => logicalIds.has(logicalId)).length;
    } catch (error) {
      if (isFailure(error) && error.code === "stack/not-found") return undefined; // deleted meanwhile
      throw error;
    }
  }

  function rank({ stack, shared }: Candidate): number {
    return (hints.includes(stack.name) ? 1_000_000 : 0) + (shared ?? -1);
  }
}
