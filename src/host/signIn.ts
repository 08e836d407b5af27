import * as vscode from "vscode";
import type { SignInUi } from "../aws/connect.js";
import { withSignal } from "./cancel.js";
import type { AwsConnection } from "./awsServices.js";

/** Signs in through the browser. The notification shows the code to compare, and cancels the sign-in. */
export async function signIn(aws: AwsConnection, account: string): Promise<void> {
  const services = await aws.services();
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Signing in to AWS"),
      cancellable: true,
    },
    (progress, token) => withSignal(token, (signal) => services.signIn(account, codeUi(progress), signal)),
  );
  vscode.window.setStatusBarMessage(vscode.l10n.t("Signed in to AWS"), 3000);
}

const codeUi = (progress: vscode.Progress<{ message: string }>): SignInUi => ({
  showCode: async (userCode, verificationUri) => {
    progress.report({ message: vscode.l10n.t("confirm the code {0} in the browser", userCode) });
    if (await vscode.env.openExternal(vscode.Uri.parse(verificationUri, true))) return;
    const copy = vscode.l10n.t("Copy Address");
    const message = vscode.l10n.t(
      "Open {0} in a browser and confirm the code {1}.",
      verificationUri,
      userCode,
    );
    // Not awaited: the sign-in goes on while the message stands.
    void vscode.window.showInformationMessage(message, copy).then(async (picked) => {
      if (picked === copy) await vscode.env.clipboard.writeText(verificationUri);
    });
  },
});
