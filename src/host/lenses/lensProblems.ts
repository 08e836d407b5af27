import * as vscode from "vscode";
import type { Releasable } from "../../core/base/disposables.js";
import type { LensLine } from "./lensModel.js";
import { groundsOf, outsideOf, titleOf } from "./lensTexts.js";

/** Hints in the Problems view for resources that were changed past their template. */
export class LensProblems implements Releasable {
  readonly #collection = vscode.languages.createDiagnosticCollection("cloudtrailExplorer.lens");

  show(document: vscode.TextDocument, lines: readonly LensLine[]): void {
    const found = lines.flatMap((line) => toProblem(line, document));
    if (found.length > 0 || this.#collection.has(document.uri)) this.#collection.set(document.uri, found);
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

function toProblem(
  { facts, options, line }: LensLine,
  document: vscode.TextDocument,
): readonly vscode.Diagnostic[] {
  const outside = outsideOf(facts, options);
  if (!outside) return [];
  const title = titleOf(facts, options).replace("$(warning) ", "");
  const message = [`${facts.resource.address}: ${title}`, outside.grounds, ...groundsOf(facts, options)].join(
    "\n",
  );
  const range = document.lineAt(line).range;
  const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Information);
  problem.source = "CloudTrail";
  problem.code = outside.entry.name;
  return [problem];
}
