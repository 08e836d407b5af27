import * as vscode from "vscode";
import type { CredentialPrompts } from "../core/accounts/ports.js";

/** Asks the person at the editor for what credentials need. */
export const credentialPrompts: CredentialPrompts = {
  isTrusted: () => vscode.workspace.isTrusted,

  mfaCode: async (profile, serial) => {
    const code = await vscode.window.showInputBox({
      title: vscode.l10n.t("MFA code for profile {0}", profile.name),
      prompt: vscode.l10n.t("The six digits shown by {0}", serial),
      ignoreFocusOut: true,
      validateInput: (value) =>
        /^\d{6}$/.test(value.trim()) ? undefined : vscode.l10n.t("An MFA code has six digits."),
    });
    return code?.trim();
  },
};
