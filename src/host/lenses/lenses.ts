import * as vscode from "vscode";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { LensParts, LensPartsDeps } from "./lensParts.js";
import { mayBeTemplate } from "./mayBeTemplate.js";

/**
 * Lenses over the resources of templates. Whether a text may be one is told cheaply here; all that reads, asks and shows
 * is loaded with the first that may.
 */
export class Lenses implements vscode.CodeLensProvider, vscode.HoverProvider, Releasable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  #loading: Promise<LensParts> | undefined;
  #loaded: LensParts | undefined;

  constructor(private readonly deps: LensPartsDeps) {
    const anything = [
      { scheme: "file" },
      { scheme: "vscode-remote" },
      { scheme: "vscode-vfs" },
      { scheme: "untitled" },
    ];
    this.#owned.add(vscode.languages.registerCodeLensProvider(anything, this));
    this.#owned.add(vscode.languages.registerHoverProvider(anything, this));
  }

  parts(): Promise<LensParts> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (
      this.deps.settings.lensDisplay(document) === "off" ||
      !mayBeTemplate(document.uri.path, document.getText())
    )
      return [];
    const { view } = this.#loaded ?? (await this.parts());
    return token.isCancellationRequested ? [] : [...view.lenses(document)];
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    return this.#loaded?.view.hover(document, position);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<LensParts> {
    const loaded = await import("./lensParts.js");
    const parts = this.#owned.add(new loaded.LensParts(this.deps));
    this.#owned.add(parts.view.onDidChangeLenses(() => this.#changed.fire()));
    this.#loaded = parts;
    return parts;
  }
}
