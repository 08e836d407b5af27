import * as vscode from "vscode";

/** What `when` clauses of the manifest may ask; set nowhere else. */
interface ContextKeys {
  /** Why the accounts view may be empty: no AWS files were found, or a setting hides every profile. */
  "cloudtrailExplorer.accounts": "none" | "hidden" | "some";
  /** Whether a validation is shown, and how it stands. */
  "cloudtrailExplorer.validation": "none" | "running" | "done" | "stopped" | "failed";
}

export async function setContextKey<K extends keyof ContextKeys>(
  key: K,
  value: ContextKeys[K],
): Promise<void> {
  await vscode.commands.executeCommand("setContext", key, value);
}
