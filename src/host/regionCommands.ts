import * as vscode from "vscode";
import { isRegionCode } from "../aws/regions.js";
import type { Account, RegionInfo } from "../core/accounts/account.js";
import type { AccountDirectory } from "../core/accounts/ports.js";
import { isFailure, type FailureCode } from "../core/base/failure.js";
import { withSignal } from "./cancel.js";
import { wantNode, wantRegion } from "./nodeArgument.js";
import type { Settings } from "./settings.js";
import { parts } from "./tree/looks.js";
import { isUsable } from "./tree/nodes.js";
import { regionName } from "./tree/regionNames.js";
import type { TreeNodeRef } from "./tree/nodeRef.js";

export interface RegionCommandTargets {
  readonly settings: Settings;
  readonly directory: () => Promise<AccountDirectory>;
  /** Regions of the account that the tree shows already. */
  readonly shown: (account: Account) => readonly string[];
}

interface RegionPick extends vscode.QuickPickItem {
  readonly region?: RegionInfo;
}

export function regionCommands({ settings, directory, shown }: RegionCommandTargets) {
  return {
    add: async (arg: TreeNodeRef): Promise<void> => {
      const { account: key } = wantNode(arg, vscode.l10n.t);
      const accounts = await directory();
      const account = accounts.snapshot().accounts.find((each) => each.key === key);
      if (account === undefined) return;
      const region = await askRegion(accounts, account, shown(account));
      if (region === undefined) return;
      await settings.setRegionsOf(key, [...new Set([...settings.regionsOf(key), region])]);
    },

    remove: async (arg: TreeNodeRef): Promise<void> => {
      const { account: key, region } = wantRegion(arg, vscode.l10n.t);
      const accounts = await directory();
      const account = accounts.snapshot().accounts.find((each) => each.key === key);
      // It may have been added while the account was known by a profile only.
      for (const name of new Set([key, ...(account?.profiles ?? []).map((profile) => profile.key)])) {
        const regions = settings.regionsOf(name);
        if (regions.includes(region))
          await settings.setRegionsOf(
            name,
            regions.filter((each) => each !== region),
          );
      }
    },
  };
}

/** A Region from what the account has; when it may not be listed, one typed by hand. */
async function askRegion(
  directory: AccountDirectory,
  account: Account,
  shown: readonly string[],
): Promise<string | undefined> {
  const title = vscode.l10n.t("Add a Region to {0}", account.name);
  const regions = await loadRegions(directory, account, title);
  if (!Array.isArray(regions)) return typeRegion(title, regions.reason, shown);
  const picked = await vscode.window.showQuickPick(regionPicks(regions, shown), {
    title,
    placeHolder: vscode.l10n.t("Its event history, trails and event data stores appear in the tree"),
    matchOnDescription: true,
  });
  if (picked?.region === undefined) return undefined;
  if (isUsable(picked.region)) return picked.region.code;
  const message = vscode.l10n.t(
    "{0} is not enabled for {1}, so nothing can be logged or asked there. Enable it in the AWS console under Account, then add it here.",
    picked.region.code,
    account.name,
  );
  void vscode.window.showWarningMessage(message);
  return undefined;
}

/** The account can be asked, but not for its Regions. */
const unlistable: ReadonlySet<FailureCode> = new Set([
  "aws/access-denied",
  "aws/not-available",
  "aws/bad-answer",
  "aws/service",
]);

/** The Regions, or why they cannot be listed. */
async function loadRegions(
  directory: AccountDirectory,
  account: Account,
  title: string,
): Promise<RegionInfo[] | { readonly reason: string }> {
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) =>
        withSignal(token, async (signal) => [...(await directory.regions(account.key, signal))]),
    );
  } catch (error) {
    if (isFailure(error) && unlistable.has(error.code)) return { reason: error.message };
    throw error;
  }
}

function regionPicks(regions: readonly RegionInfo[], shown: readonly string[]): readonly RegionPick[] {
  const rest = regions
    .filter(({ code }) => !shown.includes(code))
    .sort((a, b) => a.code.localeCompare(b.code));
  const toPick = (region: RegionInfo): RegionPick => ({
    label: region.code,
    description: parts(regionName(region.code), optInText(region)),
    region,
  });
  const off = rest.filter((region) => !isUsable(region));
  const separator: RegionPick = {
    label: vscode.l10n.t("Not enabled for this account"),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return [...rest.filter(isUsable).map(toPick), ...(off.length === 0 ? [] : [separator, ...off.map(toPick)])];
}

function optInText({ optIn }: RegionInfo): string {
  switch (optIn) {
    case "enabled":
      return vscode.l10n.t("opted in");
    case "disabled":
      return vscode.l10n.t("not opted in");
    case "default":
    case "unknown":
      return "";
  }
}

const typeRegion = (title: string, reason: string, shown: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("{0} Type the Region's code instead.", reason),
    placeHolder: "eu-west-1",
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (!isRegionCode(value)) return vscode.l10n.t("A Region code looks like eu-west-1.");
      return shown.includes(value) ? vscode.l10n.t("{0} is shown already.", value) : undefined;
    },
  });
