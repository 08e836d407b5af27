import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { AwsServices } from "../../aws/connect.js";
import { Failure } from "../../core/base/failure.js";
import type { PublicKeyAnswers } from "../../core/digest/publicKeys.js";
import { keysWanted } from "../../engine/validate/keysWanted.js";
import { withSignal } from "../cancel.js";

export interface AccountKeysDeps {
  readonly services: () => Promise<Pick<AwsServices, "directory" | "publicKeys">>;
  /** Where answers are kept; keys are public. */
  readonly directory: string;
  /** Tells why a Region gave no keys, while those of the others are used. */
  readonly report: (error: unknown) => Promise<void>;
}

/** Keys from ListPublicKeys, kept as files named by their content, so that a folder is validated offline the next time. */
export class AccountKeys {
  constructor(private readonly deps: AccountKeysDeps) {}

  /** The path of the saved answer; undefined when the person turns away or cancels. */
  async forFolder(folder: string): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const { directory, publicKeys } = await this.deps.services();
    const account = await pickAccount(directory);
    if (account === undefined) return undefined;
    const options = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: t("Asking for the public keys of the digests in {0}", folder),
    };
    return vscode.window.withProgress(options, (_progress, token) =>
      withSignal(token, async (signal) => {
        const wanted = await keysWanted(folder, {}, signal);
        if (!wanted) throw noDigests(folder);
        const { answers, failures } = await publicKeys.list(account, wanted, signal);
        for (const failure of failures) void this.deps.report(failure);
        return this.#keep(answers);
      }),
    );
  }

  async #keep(answers: PublicKeyAnswers): Promise<string> {
    const text = `${JSON.stringify(answers, null, 2)}\n`;
    const name = createHash("sha256").update(text).digest("hex").slice(0, 32);
    const path = join(this.deps.directory, `${name}.json`);
    await mkdir(this.deps.directory, { recursive: true });
    await writeFile(path, text);
    return path;
  }
}

async function pickAccount(directory: AwsServices["directory"]): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const accounts = directory
    .snapshot()
    .accounts.filter(({ profiles }) => profiles.some(({ kind }) => kind !== "incomplete"));
  if (accounts.length === 0)
    throw new Failure(
      "aws/no-credentials",
      t(
        "There is no AWS account to ask for keys. Add a profile to the AWS config file (aws configure), or choose a saved list-public-keys file.",
      ),
    );
  const items = accounts.map(({ key, name, accountId = "" }) => ({
    label: name,
    description: accountId,
    key,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Account to ask for the public keys"),
    placeHolder: t("Keys are the same for all accounts of a Region; it needs cloudtrail:ListPublicKeys"),
  });
  return picked?.key;
}

const noDigests = (folder: string): Failure =>
  new Failure(
    "validation/failed",
    vscode.l10n.t(
      "No file below {0} has the name of a digest, so it cannot be told which keys to ask for. Choose a saved list-public-keys file.",
      folder,
    ),
  );
