import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { Standing } from "../../core/digest/verdict.js";
import type { FileMark, FileMarks } from "./fileMarks.js";
import { standingLook, standingText, verdictLine } from "./verdictLooks.js";

/** A letter says it without colour, too. */
const badges: Record<Standing, string | undefined> = {
  proven: "✓",
  noted: undefined,
  unchecked: "?",
  broken: "✗",
};
const mostLines = 5;

/** Badges on files in the Explorer; those a person must look at are carried up to their folders. */
export class ValidationBadges implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri[] | undefined>());
  readonly onDidChangeFileDecorations = this.#changed.event;
  #marks: FileMarks | undefined;

  constructor() {
    this.#owned.add(vscode.window.registerFileDecorationProvider(this));
  }

  show(marks: FileMarks | undefined): void {
    this.#marks = marks;
    this.#changed.fire(undefined); // forgets what was shown, and asks again for what is in sight
    const worrying = Array.from(marks?.worrying() ?? [], ([path]) => vscode.Uri.file(path));
    if (worrying.length > 0) this.#changed.fire(worrying); // folders know of what was asked for alone
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const marks = this.#marks;
    const mark = uri.scheme === "file" ? marks?.at(uri.fsPath) : undefined;
    if (!marks || !mark) return undefined;
    const badge = badges[mark.standing];
    if (badge === undefined) return undefined;
    const { color } = standingLook(mark.standing);
    const decoration = new vscode.FileDecoration(
      badge,
      tooltipOf(marks, mark),
      color === undefined ? undefined : new vscode.ThemeColor(color),
    );
    decoration.propagate = mark.standing === "broken" || mark.standing === "unchecked";
    return decoration;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function tooltipOf({ run }: FileMarks, { standing, verdicts }: FileMark): string {
  const { t } = vscode.l10n;
  const lines = verdicts
    .flatMap((index) => run.results.verdicts[index] ?? [])
    .filter((verdict) => verdict.standing === standing)
    .slice(0, mostLines)
    .map((verdict) => verdictLine(verdict, t));
  return `CloudTrail: ${standingText(standing, t)}\n${[...new Set(lines)].join("\n")}`;
}
