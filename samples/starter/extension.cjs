const vscode = require("vscode");

/** The two things a newcomer should see first; afterwards the window is as they leave it. */
exports.activate = async (/** @type {import("vscode").ExtensionContext} */ context) => {
  if (context.workspaceState.get("shown") === true) return;
  await context.workspaceState.update("shown", true);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) return;
  await vscode.commands.executeCommand("workbench.view.extension.cloudtrailExplorer");
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(folder.uri, "README.md"));
};
