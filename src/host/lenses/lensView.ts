import * as vscode from "vscode";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import type { LensDisplay } from "../settings.js";
import type { Histories } from "./histories.js";
import { lensHover } from "./lensHover.js";
import type { LensLine, LensModel } from "./lensModel.js";
import { groundsOf } from "./lensTexts.js";
import { LensProblems } from "./lensProblems.js";
import { LensStatus } from "./lensStatus.js";

/** Scrolling has come to rest after so long. */
const settleMs = 300;
/** Answers that come one after the other are drawn together. */
const drawMs = 500;

export interface LensViewDeps {
  readonly model: LensModel;
  readonly histories: Histories;
  readonly display: (document: vscode.TextDocument) => LensDisplay;
  readonly showsProblems: () => boolean;
  readonly accountName: (key: string) => string;
}

/** Puts histories into the editor: lenses or ends of lines, hovers, problems, the status bar. */
export class LensView implements Releasable {
  readonly #owned = new DisposableStore();
  readonly #lenses = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeLenses = this.#lenses.event;
  readonly #problems: LensProblems;
  readonly #status: LensStatus;
  readonly #ends = this.#owned.add(
    vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor("editorCodeLens.foreground"), margin: "0 0 0 3em" },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    }),
  );
  #looking: ReturnType<typeof setTimeout> | undefined;
  #drawing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: LensViewDeps) {
    this.#problems = this.#owned.add(new LensProblems());
    this.#status = this.#owned.add(new LensStatus(deps.model, deps.accountName));
    for (const listening of [
      vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#scrolled()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw(0)),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw(0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      vscode.workspace.onDidSaveTextDocument((document) => deps.model.templates.saved(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    ])
      this.#owned.add(listening);
    this.draw(0);
  }

  lenses(document: vscode.TextDocument): readonly vscode.CodeLens[] {
    if (this.deps.display(document) !== "codeLens") return [];
    this.look();
    return this.deps.model.linesOf(document).map(toLens);
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (this.deps.display(document) === "off") return undefined;
    const line = this.deps.model.linesOf(document).find((each) => each.line === position.line);
    return line && lensHover(line, document.lineAt(position.line).range);
  }

  /** Draws anew what stands in sight, soon; several wishes are one drawing. */
  draw(waitMs = drawMs): void {
    if (this.#drawing !== undefined && waitMs > 0) return;
    clearTimeout(this.#drawing);
    this.#drawing = setTimeout(() => {
      this.#drawing = undefined;
      this.#draw();
    }, waitMs);
  }

  /** Asks for what is in sight, soon. */
  look(): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.deps.histories.show(this.#inSight());
    }, settleMs);
  }

  dispose(): void {
    clearTimeout(this.#looking);
    clearTimeout(this.#drawing);
    this.#owned.dispose();
  }

  #draw(): void {
    this.#lenses.fire(undefined);
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const display = this.deps.display(document);
      const lines = display === "off" ? [] : this.deps.model.linesOf(document);
      editor.setDecorations(
        this.#ends,
        display === "endOfLine" ? lines.map((each) => toEnd(each, document)) : [],
      );
      this.#problems.show(document, this.deps.showsProblems() ? lines : []);
    }
    this.#status.draw();
    this.look();
  }

  #inSight(): readonly HistorySubject[] {
    const active = vscode.window.activeTextEditor;
    const editors = [...vscode.window.visibleTextEditors].sort(
      (a, b) => Number(b === active) - Number(a === active),
    );
    return editors.flatMap((editor) => {
      if (this.deps.display(editor.document) === "off") return [];
      const isSeen = ({ line }: LensLine): boolean =>
        editor.visibleRanges.some((range) => range.start.line <= line && line <= range.end.line);
      return this.deps.model
        .linesOf(editor.document)
        .filter(isSeen)
        .flatMap(({ facts }) => facts.subjects);
    });
  }

  /** What rushes by is not asked for. */
  #scrolled(): void {
    clearTimeout(this.#looking);
    this.#looking = undefined;
    this.look();
  }

  /** VS Code asks for lenses itself; what we put into the editor by ourselves follows the text. */
  #typed(document: vscode.TextDocument): void {
    if (this.deps.display(document) === "endOfLine" || this.deps.showsProblems()) this.draw();
  }

  #closed(document: vscode.TextDocument): void {
    this.deps.model.templates.forget(document);
    this.#problems.show(document, []);
  }
}

const toLens = ({ ref, line, title, facts, options }: LensLine): vscode.CodeLens =>
  new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    // a plain space behind an icon is swallowed
    title: title.replace("$(warning) ", "$(warning)\u00a0"),
    tooltip: groundsOf(facts, options).join("\n"),
    command: "cloudtrailExplorer.lens.open",
    arguments: [ref],
  });

/** Icons cannot be shown in an end of a line; a sign stands for the warning. */
function toEnd({ line, title }: LensLine, document: vscode.TextDocument): vscode.DecorationOptions {
  const contentText = title.replace("$(warning)", "⚠");
  return { range: document.lineAt(line).range, renderOptions: { after: { contentText } } };
}
