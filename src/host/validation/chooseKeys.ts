import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { keysFileName } from "../../core/digest/publicKeys.js";
import type { AccountKeys } from "./accountKeys.js";
import type { KeySource } from "./validationRun.js";

const memory = "validation.keysFiles";
/** Folders whose keys are remembered. */
const mostRemembered = 50;

type Remembered = Readonly<Record<string, string>>;

/** Which keys are used for a folder: remembered by folder, else those at its top, else asked for. */
export class KeysChoice {
  constructor(
    private readonly state: vscode.Memento,
    private readonly account: Pick<AccountKeys, "forFolder">,
  ) {}

  /** Undefined when the person turns away. */
  async forFolder(folder: string): Promise<KeySource | undefined> {
    const path = this.#remembered()[folder];
    if (path !== undefined && existsSync(path)) return { kind: "file", path };
    if (existsSync(join(folder, keysFileName))) return { kind: "folder" };
    return this.ask(folder);
  }

  async ask(folder: string): Promise<KeySource | undefined> {
    const { t } = vscode.l10n;
    const saved = {
      label: t("Choose a saved list-public-keys file…"),
      iconPath: new vscode.ThemeIcon("key"),
    };
    const asked = {
      label: t("Ask an AWS account for the keys…"),
      description: "cloudtrail:ListPublicKeys",
      iconPath: new vscode.ThemeIcon("cloud-download"),
    };
    const own = {
      label: t("Use {0} of the folder", keysFileName),
      description: t("untrusted: it could have been changed with the logs"),
      iconPath: new vscode.ThemeIcon("folder"),
    };
    const none = {
      label: t("Validate without keys"),
      description: t("shows whether the files fit together, not who wrote them"),
      iconPath: new vscode.ThemeIcon("unlock"),
    };
    const hasOwn = existsSync(join(folder, keysFileName));
    const picked = await vscode.window.showQuickPick(hasOwn ? [saved, asked, own] : [saved, asked, none], {
      title: t("Public keys for the digests"),
      placeHolder: t(
        "aws cloudtrail list-public-keys --region REGION --start-time … --end-time … > keys.json",
      ),
    });
    if (picked === saved) return this.#chooseFile(folder);
    if (picked === asked) return this.#askAccount(folder);
    if (picked) await this.#remember(folder, undefined);
    return picked && { kind: "folder" };
  }

  async #askAccount(folder: string): Promise<KeySource | undefined> {
    const path = await this.account.forFolder(folder);
    if (path === undefined) return undefined;
    await this.#remember(folder, path);
    return { kind: "file", path };
  }

  async #chooseFile(folder: string): Promise<KeySource | undefined> {
    const { t } = vscode.l10n;
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: t("Saved answer of aws cloudtrail list-public-keys"),
        openLabel: t("Use Keys"),
        filters: { JSON: ["json"] },
      })) ?? [];
    if (!uri) return undefined;
    await this.#remember(folder, uri.fsPath);
    return { kind: "file", path: uri.fsPath };
  }

  #remembered(): Remembered {
    return this.state.get<Remembered>(memory) ?? {};
  }

  async #remember(folder: string, path: string | undefined): Promise<void> {
    const others = Object.entries(this.#remembered()).filter(([each]) => each !== folder);
    const kept = path === undefined ? others : [...others, [folder, path] as const];
    await this.state.update(memory, Object.fromEntries(kept.slice(-mostRemembered)));
  }
}
