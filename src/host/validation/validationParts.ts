import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { Failure, isAborted } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import { grouped, headline } from "../../core/digest/tally.js";
import type { Range } from "../../core/digest/series.js";
import { withSignal } from "../cancel.js";
import { setContextKey } from "../contextKeys.js";
import type { FileAddress } from "../commandIds.js";
import { AccountKeys, type AccountKeysDeps } from "./accountKeys.js";
import { KeysChoice } from "./chooseKeys.js";
import { chosenPlace } from "./chosenPlace.js";
import { EvidenceDocuments } from "./evidenceDocuments.js";
import { exportReport } from "./exportReport.js";
import { FileMarks } from "./fileMarks.js";
import { progressText } from "./progressText.js";
import { ValidationBadges } from "./validationBadges.js";
import { ValidationProblems } from "./validationProblems.js";
import type { KeySource, ValidationRun } from "./validationRun.js";
import { ValidationRuns } from "./validationRuns.js";
import { ValidationStatus } from "./validationStatus.js";
import { ValidationTests } from "./validationTests.js";
import { ValidationTree } from "./validationTree.js";
import { isVerdictRef, type VerdictRef } from "./verdictRef.js";

export interface PartsDeps {
  /** The built process. */
  readonly script: string;
  readonly state: vscode.Memento;
  readonly view: vscode.TreeView<unknown>;
  readonly services: AccountKeysDeps["services"];
  /** Where keys that were asked for are kept. */
  readonly keysDirectory: string;
  readonly log: Log;
  readonly report: (error: unknown) => Promise<void>;
}

/** Views are told of news at most so often while verdicts arrive. */
const redrawEveryMs = 250;

/** All that shows a validation, made when the first one is asked for. */
export class ValidationParts implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly runs: ValidationRuns;
  readonly tree: ValidationTree;
  readonly badges = this.#owned.add(new ValidationBadges());
  readonly evidence: EvidenceDocuments;
  readonly tests: ValidationTests;
  readonly #problems: ValidationProblems;
  readonly #status = this.#owned.add(new ValidationStatus());
  readonly #keys: KeysChoice;
  #marks: FileMarks | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stop: AbortController | undefined;

  constructor(private readonly deps: PartsDeps) {
    const { t } = vscode.l10n;
    this.runs = new ValidationRuns({ script: deps.script, log: deps.log, t });
    const { services, keysDirectory: directory, report } = deps;
    this.#keys = new KeysChoice(deps.state, new AccountKeys({ services, directory, report }));
    const current = (): ValidationRun | undefined => this.runs.current;
    this.tree = this.#owned.add(new ValidationTree(current));
    this.evidence = this.#owned.add(new EvidenceDocuments(current));
    this.#problems = this.#owned.add(new ValidationProblems(this.evidence));
    this.tests = this.#owned.add(
      new ValidationTests({ runs: this.runs, again: () => this.again(), report: deps.report }),
    );
    this.#owned.add(this.runs.onDidChange(() => this.#redrawSoon()));
  }

  /** Validates what was pointed at; without it a folder is asked for. */
  async validate(uri: FileAddress | undefined): Promise<void> {
    const chosen = uri ?? (await chooseFolder());
    if (!chosen) return;
    if (chosen.scheme !== "file")
      throw new Failure(
        "validation/failed",
        vscode.l10n.t("Only folders on this machine's disk can be validated, not {0}.", chosen.scheme),
      );
    const { folder, range } = chosenPlace(chosen.fsPath);
    const keys = await this.#keys.forFolder(folder);
    if (keys) await this.#run(folder, range, keys);
  }

  async again(): Promise<void> {
    const { folder, range, keySource } = this.#shown();
    await this.#run(folder, range, keySource);
  }

  async chooseKeys(): Promise<void> {
    const { folder, range } = this.#shown();
    const keys = await this.#keys.ask(folder);
    if (keys) await this.#run(folder, range, keys);
  }

  async export(): Promise<void> {
    await exportReport(this.#shown());
  }

  async showEvidence(ref: unknown): Promise<void> {
    const verdictRef = refOf(ref);
    if (verdictRef) await this.evidence.show(verdictRef);
  }

  async revealFile(ref: unknown): Promise<void> {
    const run = this.#shown();
    const verdict = run.results.verdicts[refOf(ref)?.index ?? -1];
    const file = verdict && run.fileOf(verdict);
    if (file !== undefined) await vscode.commands.executeCommand("revealInExplorer", vscode.Uri.file(file));
  }

  async clear(): Promise<void> {
    this.#stop?.abort();
    this.runs.clear();
    this.#redraw();
  }

  dispose(): void {
    this.#stop?.abort();
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  #shown(): ValidationRun {
    const run = this.runs.current;
    if (run) return run;
    throw new Failure(
      "validation/failed",
      vscode.l10n.t("Nothing is validated yet. Validate a folder first."),
    );
  }

  async #run(folder: string, range: Range, keys: KeySource): Promise<void> {
    this.#stop?.abort(); // one at a time: the newer is what is wanted
    const stop = new AbortController();
    this.#stop = stop;
    await vscode.commands.executeCommand("cloudtrailExplorer.validation.focus");
    try {
      const run = await this.#withProgress((signal) =>
        this.runs.validate(folder, range, keys, AbortSignal.any([signal, stop.signal])),
      );
      this.#redraw();
      this.tests.show(run);
      void this.#say(run);
    } catch (error) {
      if (!isAborted(error)) throw error;
    } finally {
      this.#redraw();
    }
  }

  #withProgress(work: (signal: AbortSignal) => Promise<ValidationRun>): Promise<ValidationRun> {
    const { t } = vscode.l10n;
    const startMs = performance.now();
    const options = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: t("Validating digest chain"),
    };
    return Promise.resolve(
      vscode.window.withProgress(options, async (progress, token) => {
        const told = this.runs.onDidChange(() => {
          const run = this.runs.current;
          if (run) progress.report({ message: progressText(run, performance.now() - startMs, t) });
        });
        try {
          return await withSignal(token, work);
        } finally {
          told.dispose();
        }
      }),
    );
  }

  async #say(run: ValidationRun): Promise<void> {
    const { t } = vscode.l10n;
    const { tally } = run.results;
    const exportIt = t("Export Report…");
    const text = headline(tally, t);
    const picked =
      tally.outcome === "broken"
        ? await vscode.window.showErrorMessage(text, exportIt)
        : tally.outcome === "unchecked"
          ? await vscode.window.showWarningMessage(text, exportIt)
          : await vscode.window.showInformationMessage(text, exportIt);
    if (picked === exportIt) await this.export().catch((error: unknown) => this.deps.report(error));
  }

  #redrawSoon(): void {
    this.#timer ??= setTimeout(() => this.#redraw(), redrawEveryMs);
  }

  #redraw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const run = this.runs.current;
    if (this.#marks?.isOf(run) !== true) this.#marks = run && new FileMarks(run);
    if (!run) this.tests.show(undefined);
    this.#marks?.update();
    this.tree.redraw();
    this.#status.show(run);
    this.badges.show(this.#marks);
    this.#problems.show(this.#marks);
    this.#headView(run);
  }

  /** What the view says above its lines and on its badge. */
  #headView(run: ValidationRun | undefined): void {
    const { t } = vscode.l10n;
    const { view } = this.deps;
    const broken = run?.results.roots.reduce((sum, { counts }) => sum + counts.broken, 0) ?? 0;
    view.description = run?.folderName ?? "";
    view.message = run ? headMessage(run) : "";
    view.badge = broken === 0 ? undefined : { value: broken, tooltip: t("{0} broken", grouped(broken)) };
    void setContextKey("cloudtrailExplorer.validation", run?.state ?? "none");
  }
}

function headMessage(run: ValidationRun): string {
  const { t } = vscode.l10n;
  if (run.state === "running" && run.results.verdicts.length === 0) return t("Reading files…");
  const text = headline(run.results.tally, t);
  return run.state === "stopped" ? t("Stopped early: {0}", text) : text;
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: t("Validate"),
    title: t("Folder with a copy of a trail's bucket"),
  });
  return picked?.[0];
}

/** A verdict as the tree's item, its menu, or another caller hands it over. */
const refOf = (value: unknown): VerdictRef | undefined => {
  if (isVerdictRef(value)) return value;
  const inner = typeof value === "object" && value !== null && "ref" in value ? value.ref : undefined;
  return isVerdictRef(inner) ? inner : undefined;
};
