import * as vscode from "vscode";
import { Failure } from "../../core/base/failure.js";
import type { TemplateFiles } from "../../core/iac/locatedResource.js";

/** A state or a manifest of a large project; what is larger is no file beside a template. */
const largestBytes = 64 * 1024 * 1024;

/** The files beside a template, wherever the workspace lies. Paths are those of its address. */
export class WorkspaceFiles implements TemplateFiles {
  constructor(private readonly template: vscode.Uri) {}

  async read(path: string, signal: AbortSignal): Promise<string | undefined> {
    const uri = this.template.with({ path });
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (open) return open.getText();
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > largestBytes) throw this.#unreadable(path, vscode.l10n.t("it is larger than 64 MB"));
      signal.throwIfAborted();
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (!(error instanceof vscode.FileSystemError)) throw error;
      throw this.#unreadable(path, error.message);
    }
  }

  async list(folder: string, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.template.with({ path: folder }));
      signal.throwIfAborted();
      return entries.map(([name, type]) => ((type & vscode.FileType.Directory) !== 0 ? `${name}/` : name));
    } catch (error) {
      if (isMissing(error)) return [];
      if (!(error instanceof vscode.FileSystemError)) throw error;
      throw this.#unreadable(folder, error.message);
    }
  }

  #unreadable(path: string, why: string): Failure {
    const message = vscode.l10n.t("{0} cannot be read: {1}. Check the file and its permissions.", path, why);
    return new Failure("config/unreadable", message, { file: this.template.with({ path }).fsPath });
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof vscode.FileSystemError &&
  (error.code === "FileNotFound" || error.code === "FileNotADirectory");
