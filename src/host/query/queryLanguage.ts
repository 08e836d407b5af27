import * as vscode from "vscode";
import type { Completion } from "../../core/sql/assist.js";
import type { SqlProblem } from "../../core/sql/tokens.js";

/**
 * A language of its own rather than `sql` with a mark in the text: a mark can be deleted, tools for other databases
 * would report what is right here, and the extension would be started for every SQL file.
 */
export const queryLanguage = "cloudtrail-sql";

/** Beyond this a document is not checked while it is typed, in UTF-16 units. */
const longestChecked = 500_000;

export interface LensState {
  readonly target: () => string | undefined;
  /** Offset of the statement that runs in a document. */
  readonly runningAt: (document: vscode.Uri) => number | undefined;
  readonly onDidChange: vscode.Event<undefined>;
}

const kinds: Readonly<Record<Completion["kind"], vscode.CompletionItemKind>> = {
  column: vscode.CompletionItemKind.Field,
  field: vscode.CompletionItemKind.Property,
  function: vscode.CompletionItemKind.Function,
  keyword: vscode.CompletionItemKind.Keyword,
  table: vscode.CompletionItemKind.Struct,
};

/** Completion, hover and the lenses of statements. */
export const registerLanguage = (lenses: LensState): vscode.Disposable =>
  vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      queryLanguage,
      { provideCompletionItems: complete },
      ".",
      "$",
    ),
    vscode.languages.registerHoverProvider(queryLanguage, { provideHover: hover }),
    vscode.languages.registerCodeLensProvider(queryLanguage, {
      onDidChangeCodeLenses: lenses.onDidChange,
      provideCodeLenses: (document) => codeLenses(document, lenses),
    }),
  );

async function complete(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const { completionsAt } = await import("./queryParts.js");
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const typed = /[$\w]*$/.exec(before)?.[0].length ?? 0;
  const range = new vscode.Range(position.translate(0, -typed), position);
  return completionsAt(document.getText(), document.offsetAt(position)).map((each, order) => {
    const item = new vscode.CompletionItem(each.label, kinds[each.kind]);
    item.range = range;
    item.insertText = each.insert;
    item.detail = each.detail;
    item.documentation = each.about;
    item.sortText = String(order).padStart(4, "0");
    return item;
  });
}

async function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const { describeAt } = await import("./queryParts.js");
  const found = describeAt(document.getText(), document.offsetAt(position));
  if (!found) return undefined;
  const text = new vscode.MarkdownString().appendCodeblock(found.title, "sql").appendText(found.about);
  return new vscode.Hover(text, rangeOf(document, found));
}

async function codeLenses(document: vscode.TextDocument, lenses: LensState): Promise<vscode.CodeLens[]> {
  const { statementsIn } = await import("./queryParts.js");
  const { t } = vscode.l10n;
  const target = lenses.target();
  const running = lenses.runningAt(document.uri);
  return statementsIn(document.getText()).flatMap((statement) => {
    const range = rangeOf(document, { from: statement.from, to: statement.from });
    const place = { uri: document.uri.toString(), from: statement.from };
    const run: vscode.Command =
      running === statement.from
        ? { title: t("$(debug-stop) Stop"), command: "cloudtrailExplorer.query.stop" }
        : { title: t("$(play) Run"), command: "cloudtrailExplorer.query.run", arguments: [place] };
    const where: vscode.Command = {
      title: target === undefined ? t("choose where to run it") : t("on {0}", target),
      tooltip: t("Choose what statements run on"),
      command: "cloudtrailExplorer.query.chooseTarget",
    };
    return [new vscode.CodeLens(range, run), new vscode.CodeLens(range, where)];
  });
}

/** What is wrong with the statements of a document before any is run. */
export async function problemsIn(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  const text = document.getText();
  if (text.length > longestChecked) return [];
  const { statementsIn, translateSql } = await import("./queryParts.js");
  return statementsIn(text).flatMap((statement) => {
    const translation = translateSql(statement.text);
    return "problem" in translation ? [diagnostic(document, translation.problem, statement.from)] : [];
  });
}

/** A problem of the statement that begins at `start`. */
export function diagnostic(
  document: vscode.TextDocument,
  { message, from, to }: SqlProblem,
  start: number,
): vscode.Diagnostic {
  const found = new vscode.Diagnostic(rangeOf(document, { from: start + from, to: start + to }), message);
  found.source = "CloudTrail";
  return found;
}

const rangeOf = (document: vscode.TextDocument, { from, to }: { from: number; to: number }): vscode.Range =>
  new vscode.Range(document.positionAt(from), document.positionAt(to));
