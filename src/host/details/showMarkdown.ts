import * as vscode from "vscode";

/** Loads the text first, under a progress in the view, so that the preview opens with something in it. */
export async function showMarkdown(uri: vscode.Uri, viewId: string): Promise<void> {
  const document = await vscode.window.withProgress({ location: { viewId } }, () =>
    vscode.workspace.openTextDocument(uri),
  );
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // VS Code's own Markdown extension can be turned off; the text is readable as it is
    await vscode.window.showTextDocument(document, { preview: true });
  }
}

export const isOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
