import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { escapeMarkdown, page } from "../details/markdown.js";
import { evidencePage, titleOf } from "./evidencePage.js";
import type { ValidationRun } from "./validationRun.js";
import type { VerdictRef } from "./verdictRef.js";

const scheme = "cloudtrail-explorer-evidence";

/** Read-only Markdown about single verdicts: `cloudtrail-explorer-evidence:/Log file.md?RUN.INDEX`. */
export class EvidenceDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();

  constructor(private readonly current: () => ValidationRun | undefined) {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  address({ run, index }: VerdictRef): vscode.Uri {
    const verdict = this.current()?.results.verdicts[index];
    const title = verdict ? titleOf(verdict, vscode.l10n.t) : vscode.l10n.t("Evidence");
    return vscode.Uri.from({ scheme, path: `/${title} ${index + 1}.md`, query: `${run}.${index}` });
  }

  async show(ref: VerdictRef): Promise<void> {
    const uri = this.address(ref);
    const document = await vscode.workspace.openTextDocument(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // VS Code's own Markdown extension can be turned off; the text is readable as it is
      await vscode.window.showTextDocument(document, { preview: true });
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const { t } = vscode.l10n;
    const [id, index] = uri.query.split(".");
    const run = this.current();
    const verdict = run?.id === id ? run?.results.verdicts[Number(index)] : undefined;
    if (!run || !verdict)
      return page(
        escapeMarkdown(t("This belongs to a validation that is not shown any more. Validate again.")),
      );
    return evidencePage({ verdict, file: run.fileOf(verdict), keys: run.keys.keys, t });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
