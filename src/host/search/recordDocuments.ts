import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { RawRecords, recordFileName } from "./rawRecords.js";

const scheme = "cloudtrail-explorer-record";

/** Raw records as read-only documents `cloudtrail-explorer-record:/<eventName>-<id>.json?<id>`. */
export class RecordDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  readonly #records = new RawRecords(vscode.l10n.t);

  constructor() {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  async show(event: CloudTrailEvent): Promise<void> {
    this.#records.keep(event);
    // The whole id stands in the query: the path holds a shortened one that is only for people.
    const uri = vscode.Uri.from({ scheme, path: `/${recordFileName(event)}`, query: event.id });
    // A tab that came back with the window says that its event is gone; here it is again.
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#records.text(uri.query);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
