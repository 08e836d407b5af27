import * as vscode from "vscode";
import type { AwsServices } from "../../aws/connect.js";
import type { Account } from "../../core/accounts/account.js";
import { Failure } from "../../core/base/failure.js";

/** The account and Region whose history is shown for a template. */
export interface PickedPlace {
  readonly account: string;
  readonly region: string;
}

/** What the template tells of where it is deployed. */
export interface ToldPlace {
  readonly accountIds: readonly string[];
  readonly profiles: readonly string[];
  readonly regions: readonly string[];
}

type Services = Pick<AwsServices, "directory" | "configuredRegions">;

/** Asks for an account, those the template tells of first, and its Region. Choosing one is the consent to ask it. */
export async function pickPlace(services: Services, told: ToldPlace): Promise<PickedPlace | undefined> {
  const { t } = vscode.l10n;
  const { accounts } = services.directory.snapshot();
  const usable = accounts.filter(({ profiles }) => profiles.some(({ kind }) => kind !== "incomplete"));
  if (usable.length === 0)
    throw new Failure(
      "aws/no-credentials",
      t(
        "There is no AWS account to search. Add a profile to the AWS config file (aws configure), or explore the sample account.",
      ),
    );
  const items = usable
    .map((account) => ({
      account,
      isTold: isTold(account, told),
      ...accountItem(account, isTold(account, told)),
    }))
    .sort((a, b) => Number(b.isTold) - Number(a.isTold));
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Show CloudTrail history of resources from"),
    placeHolder: t(
      "Read-only: its event history is asked for the resources you look at, at most twice a second",
    ),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const region = await pickRegion(
    services.configuredRegions(picked.account.key),
    told.regions,
    picked.account.name,
  );
  return region === undefined ? undefined : { account: picked.account.key, region };
}

async function pickRegion(
  configured: readonly string[],
  told: readonly string[],
  account: string,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const regions = [...new Set([...told, ...configured])];
  const [only] = regions;
  if (only !== undefined && regions.length === 1) return only;
  const items = regions.map((label) => ({
    label,
    description: told.includes(label) ? t("named by the template") : "",
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Region of the template's resources in {0}", account),
    placeHolder: t("Global services such as IAM are always looked up where their events are logged"),
  });
  return picked?.label;
}

const accountItem = ({ name, accountId, profiles }: Account, isTold: boolean) => ({
  label: name,
  description: [accountId, isTold ? vscode.l10n.t("named by the template") : undefined]
    .filter((part) => part !== undefined)
    .join(" · "),
  detail: profiles.map((profile) => profile.name).join(", "),
});

const isTold = ({ accountId, key, profiles }: Account, told: ToldPlace): boolean =>
  told.accountIds.some(
    (id) => id === accountId || id === key || profiles.some((each) => each.accountId === id),
  ) || profiles.some(({ name }) => told.profiles.includes(name));
