import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock.js";
import { DisposableStore } from "../../core/base/disposables.js";
import { Failure } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { SqlTarget, SqlTargets } from "../../core/sql/sqlTarget.js";
import type { SqlProblem } from "../../core/sql/tokens.js";
import type { QueryAnswer } from "../../shared/queryPanel.js";
import type { FailureFunnel } from "../failureFunnel.js";
import { diagnostic, problemsIn, queryLanguage, registerLanguage } from "./queryLanguage.js";
import { statementAtCursor, statementAtPlace, type StatementPlace } from "./meantStatement.js";
import { QueryPanels } from "./queryPanels.js";
import { pickSample, pickTarget } from "./queryPicks.js";

export interface QueryFeaturesDeps {
  readonly targets: SqlTargets;
  /** Asks for a log folder and remembers it; undefined when the person closed the dialog. */
  readonly addFolder: () => Promise<string | undefined>;
  readonly memory: vscode.Memento;
  readonly clock: Clock;
  readonly log: Log;
  readonly funnel: FailureFunnel;
  readonly extensionUri: vscode.Uri;
}

const targetKey = "query.target";

/** Writing and running statements: documents, lenses, problems, the status bar and result panels. */
export class QueryFeatures implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly #problems = this.#owned.add(
    vscode.languages.createDiagnosticCollection("cloudtrailExplorer.query"),
  );
  readonly #status = this.#owned.add(vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 90));
  readonly #panels: QueryPanels;
  readonly #running = new Map<string, number>();
  readonly #opening = new AbortController();

  constructor(private readonly deps: QueryFeaturesDeps) {
    this.#panels = this.#owned.add(
      new QueryPanels({
        ...deps,
        runText: (statement, document) => deps.funnel.run(() => this.#runText(statement, document)),
        onRan: (document, state, problem) => void this.#ran(document, state, problem),
      }),
    );
    this.#status.name = vscode.l10n.t("CloudTrail Query Target");
    this.#status.command = "cloudtrailExplorer.query.chooseTarget";
    this.#owned.add(this.#panels.registerSerializer());
    this.#owned.add(
      registerLanguage({
        target: () => this.#label,
        runningAt: (document) => this.#running.get(document.toString()),
        onDidChange: this.#changed.event,
      }),
    );
    this.#owned.add(vscode.workspace.onDidOpenTextDocument((document) => this.#check(document)));
    this.#owned.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#check(document)));
    this.#owned.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#problems.delete(uri)));
    this.#owned.add(vscode.window.onDidChangeActiveTextEditor(() => this.#draw()));
    for (const document of vscode.workspace.textDocuments) this.#check(document);
    this.#draw();
  }

  /** A new document with a sample's statement, or the first one's. */
  readonly open = async (arg?: { readonly sampleId: string }): Promise<void> => {
    const { SAMPLE_QUERIES } = await import("./queryParts.js");
    const id = typeof arg?.sampleId === "string" ? arg.sampleId : "per-hour";
    const sample = SAMPLE_QUERIES.find((each) => each.id === id);
    const content = sample
      ? `-- ${sample.question}\n${sample.sql}`
      : "SELECT eventname\nFROM $EDS_ID\nLIMIT 100\n";
    const document = await vscode.workspace.openTextDocument({ language: queryLanguage, content });
    await vscode.window.showTextDocument(document, { preview: false });
  };

  /** A new document whose statements run on this log folder. */
  async openOn(folder: string): Promise<void> {
    await this.deps.memory.update(targetKey, folder);
    await this.open();
    this.#draw();
  }

  readonly samples = async (): Promise<void> => {
    const { SAMPLE_QUERIES } = await import("./queryParts.js");
    const sampleId = await pickSample(SAMPLE_QUERIES);
    if (sampleId !== undefined) await this.open({ sampleId });
  };

  readonly run = async (arg?: StatementPlace): Promise<void> => {
    const meant = arg === undefined ? await statementAtCursor() : await statementAtPlace(arg);
    const target = meant && (await this.#target());
    if (!target) return;
    this.#running.set(meant.uri.toString(), meant.from);
    await this.#panels.run(meant.uri, target, meant.text);
  };

  readonly stop = (): Promise<void> => this.#panels.stop(undefined);

  readonly chooseTarget = async (): Promise<void> => {
    await this.#choose();
  };

  dispose(): void {
    this.#opening.abort();
    this.#owned.dispose();
  }

  async #runText(statement: string, uri: vscode.Uri | undefined): Promise<void> {
    const target = await this.#target();
    if (!target) return;
    const document =
      uri ?? (await vscode.workspace.openTextDocument({ language: queryLanguage, content: statement })).uri;
    await this.#panels.run(document, target, statement);
  }

  get #id(): string | undefined {
    const { targets, memory } = this.deps;
    const usable = targets.offers().filter(({ unavailable }) => unavailable === undefined);
    const chosen = memory.get<string>(targetKey);
    return (usable.find(({ id }) => id === chosen) ?? usable[0])?.id;
  }

  get #label(): string | undefined {
    return this.deps.targets.offers().find(({ id }) => id === this.#id)?.label;
  }

  async #target(): Promise<SqlTarget | undefined> {
    const id = this.#id ?? (await this.#choose());
    if (id === undefined) return undefined;
    const target = await this.deps.targets.open(id, this.#opening.signal);
    if (!target)
      throw new Failure(
        "sql/no-target",
        vscode.l10n.t("There is nothing to run statements on. Choose a log folder."),
      );
    return target;
  }

  async #choose(): Promise<string | undefined> {
    const picked = await pickTarget(this.deps.targets.offers(), this.#id);
    const id = picked === "add" ? await this.deps.addFolder() : picked;
    if (id === undefined) return undefined;
    await this.deps.memory.update(targetKey, id);
    this.#draw();
    return id;
  }

  async #ran(uri: vscode.Uri, state: QueryAnswer["state"], problem: SqlProblem | undefined): Promise<void> {
    const key = uri.toString();
    const from = this.#running.get(key) ?? 0;
    if (state !== "running") this.#running.delete(key);
    this.#draw();
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
    if (document && problem) this.#problems.set(uri, [diagnostic(document, problem, from)]);
    else if (document && state === "running") this.#check(document);
  }

  /** A problem a run found goes with the next change: it may be mended, and only a run can tell. */
  #check(document: vscode.TextDocument): void {
    if (document.languageId !== queryLanguage) return;
    const { version } = document;
    void problemsIn(document).then((found) => {
      if (!document.isClosed && document.version === version) this.#problems.set(document.uri, [...found]);
    });
  }

  #draw(): void {
    const isShown = vscode.window.activeTextEditor?.document.languageId === queryLanguage;
    const label = this.#label ?? vscode.l10n.t("no target");
    this.#status.text = this.#running.size > 0 ? `$(loading~spin) ${label}` : `$(database) ${label}`;
    this.#status.tooltip = vscode.l10n.t("Statements run on {0}. Click to choose another target.", label);
    if (isShown) this.#status.show();
    else this.#status.hide();
    this.#changed.fire(undefined);
  }
}
