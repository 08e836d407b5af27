import * as vscode from "vscode";

/** The one output channel; its level is VS Code's own ("Developer: Set Log Level…"). It serves as core's `Log`. */
export const createLog = (): vscode.LogOutputChannel =>
  vscode.window.createOutputChannel("CloudTrail Explorer", { log: true });
