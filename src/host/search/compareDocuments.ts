import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { EventText } from "./ports.js";
import { RawRecords } from "./rawRecords.js";

const scheme = "cloudtrail-explorer-event";

/** Events made comparable, as read-only documents `cloudtrail-explorer-event:/<eventName>-<id>.json?<id>`. */
export class CompareDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  readonly #texts = new RawRecords(vscode.l10n.t);

  constructor() {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  async compare(older: EventText, newer: EventText, title: string): Promise<void> {
    const [left, right] = [this.#keep(older), this.#keep(newer)];
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  async show(text: EventText): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#keep(text));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.text(uri.query);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #keep({ id, name, text }: EventText): vscode.Uri {
    this.#texts.keepText(id, text);
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: id });
    // A tab that came back with the window says that its event is gone; here it is again.
    this.#changed.fire(uri);
    return uri;
  }
}
