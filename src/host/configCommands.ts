import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Account, Profile } from "../core/accounts/account.js";
import type { AccountDirectory } from "../core/accounts/ports.js";

/** A place in a file; the line counts from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
}

/** Opens the config file where an account's profile stands, or the place given; without either the user's own file. */
export async function openConfig(
  directory: AccountDirectory,
  accountKey: string,
  place: Partial<FilePlace> = {},
): Promise<void> {
  if (place.file !== undefined) return openFile({ ...place, file: place.file });
  const account = findAccount(directory.snapshot().accounts, accountKey);
  if (account === undefined) return openFile({ file: defaultConfigFile(process.env, homedir()) });
  const profile = await pickProfile(account);
  if (profile?.file !== undefined)
    await openFile({ file: profile.file, ...(profile.line === undefined ? {} : { line: profile.line }) });
}

export const findAccount = (accounts: readonly Account[], key: string): Account | undefined =>
  accounts.find((account) => account.key === key) ??
  accounts.find(({ profiles }) => profiles.some((profile) => profile.key === key || profile.name === key));

export const defaultConfigFile = (env: Readonly<Record<string, string | undefined>>, home: string): string =>
  env["AWS_CONFIG_FILE"] ?? join(home, ".aws", "config");

/** Credentials of the environment stand in no file. */
async function pickProfile({ name, profiles }: Account): Promise<Profile | undefined> {
  const filed = profiles.filter(({ file }) => file !== undefined);
  if (filed.length <= 1) return filed[0];
  const picks = filed.map((profile) => ({ label: profile.name, description: profile.file ?? "", profile }));
  const title = vscode.l10n.t("Profiles that reach {0}", name);
  return (await vscode.window.showQuickPick(picks, { title }))?.profile;
}

/** A file that does not exist opens as an unsaved one of that name: nothing is written that the person did not write. */
async function openFile({ file, line }: FilePlace): Promise<void> {
  const uri = vscode.Uri.file(file);
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await vscode.workspace.openTextDocument(exists ? uri : uri.with({ scheme: "untitled" }));
  const at = new vscode.Position(Math.min(Math.max((line ?? 1) - 1, 0), document.lineCount - 1), 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
