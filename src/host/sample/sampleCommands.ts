import * as vscode from "vscode";
import type { Account } from "../../core/accounts/account.js";
import type { AccountDirectory } from "../../core/accounts/ports.js";
import type { Clock } from "../../core/base/clock.js";
import type { AwsConnection } from "../awsServices.js";
import { placeText } from "../searchText.js";
import type { SearchPanels } from "../search/searchPanels.js";
import type { Settings } from "../settings.js";
import type { AccountsTree } from "../tree/accountsTree.js";
import type { SampleAccount } from "./sampleAccount.js";

/** The account of the sample a newcomer sees first; its week shows every kind of event. */
const firstProfile = "acme-prod";
/** How long the files of a server that answers may take to be noticed before they are read regardless. */
const noticeMs = 2000;

export interface SampleCommandTargets {
  readonly sample: SampleAccount;
  readonly settings: Settings;
  readonly aws: AwsConnection;
  readonly tree: AccountsTree;
  readonly panels: SearchPanels;
  readonly clock: Clock;
}

export function sampleCommands({ sample, settings, aws, tree, panels, clock }: SampleCommandTargets) {
  const isOfSample = ({ profiles }: Account): boolean =>
    profiles.some(({ name, file }) => name === firstProfile && file?.startsWith(sample.directory) === true);

  /** Starts the sample account and resolves with its first account. */
  const start = async (): Promise<{ account: Account | undefined; accounts: readonly Account[] }> => {
    await settings.setSampleAccountEnabled(true);
    const title = vscode.l10n.t("Starting the sample account…");
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () => {
      await sample.start();
      const { directory } = await aws.services();
      await noticed(directory, isOfSample, clock);
      const { accounts } = directory.snapshot();
      return { account: accounts.find(isOfSample), accounts };
    });
  };

  return {
    start: async (): Promise<void> => {
      await start();
    },

    explore: async (): Promise<void> => {
      const { account, accounts } = await start();
      await tree.show(account);
      panels.open(placeText({ account, region: undefined, range: "7d" }, accounts), { searchNow: true });
    },

    remove: async (): Promise<void> => {
      await settings.setSampleAccountEnabled(false);
      await sample.stop();
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The sample account and its files were removed."),
      );
    },
  };
}

/** Waits until the directory knows such an account; what watches the files may be slow, so it reads them itself then. */
async function noticed(
  directory: AccountDirectory,
  wanted: (account: Account) => boolean,
  clock: Clock,
): Promise<void> {
  const isThere = (): boolean => directory.snapshot().accounts.some(wanted);
  if (isThere()) return;
  const seen = new AbortController();
  const listening = directory.onDidChange(() => {
    if (isThere()) seen.abort();
  });
  await clock.sleep(noticeMs, seen.signal).catch(() => undefined); // called off because it is there
  listening.dispose();
  if (!isThere()) await directory.refresh();
}
