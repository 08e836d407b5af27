import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { adviceText } from "../../core/digest/advice.js";
import type { EvidenceDocuments } from "./evidenceDocuments.js";
import type { FileMarks } from "./fileMarks.js";
import { verdictLine } from "./verdictLooks.js";

/** Files with problems that are listed; the view counts them all. */
const mostFiles = 1000;

/** Entries in Problems on the files that are broken: what is wrong, and what to do. */
export class ValidationProblems implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #entries = this.#owned.add(vscode.languages.createDiagnosticCollection("cloudtrail-validation"));

  constructor(private readonly evidence: EvidenceDocuments) {}

  show(marks: FileMarks | undefined): void {
    this.#entries.clear();
    if (!marks) return;
    const broken = [...marks.worrying()].filter(([, { standing }]) => standing === "broken");
    for (const [path, { verdicts }] of broken.slice(0, mostFiles))
      this.#entries.set(
        vscode.Uri.file(path),
        verdicts.flatMap((index) => this.#entry(marks, index)),
      );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #entry({ run }: FileMarks, index: number): vscode.Diagnostic[] {
    const { t } = vscode.l10n;
    const verdict = run.results.verdicts[index];
    if (verdict?.standing !== "broken") return [];
    const advice = adviceText(verdict, t);
    const name = verdict.path === undefined ? `${verdict.name}: ` : "";
    const text = `${name}${verdictLine(verdict, t)}${advice === undefined ? "" : `. ${advice}`}`;
    const entry = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), text, vscode.DiagnosticSeverity.Error);
    entry.source = "CloudTrail";
    entry.code = { value: verdict.grade, target: this.evidence.address({ run: run.id, index }) };
    return [entry];
  }
}
