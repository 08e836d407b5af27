import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock.js";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import type { AwsConnection } from "../awsServices.js";
import type { LogFolders } from "../engine/logFolders.js";
import type { SearchPanels } from "../search/searchPanels.js";
import type { Settings } from "../settings.js";
import { TemplateChoices } from "./choices.js";
import { Histories } from "./histories.js";
import { HistoryFiles } from "./historyFiles.js";
import { LensAccounts } from "./lensAccounts.js";
import { LensActions } from "./lensActions.js";
import { LensModel } from "./lensModel.js";
import { LensView } from "./lensView.js";
import { Stacks } from "./stacks.js";

export interface LensPartsDeps {
  readonly extension: vscode.ExtensionContext;
  readonly settings: Settings;
  readonly aws: AwsConnection;
  readonly panels: SearchPanels;
  readonly folders: LogFolders;
  readonly clock: Clock;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

/** Files beside templates that names are taken from. */
const neighbours =
  "**/{*.tf,*.tofu,*.tfvars,*.tfstate,samconfig.toml,samconfig.yaml,manifest.json,tree.json}";

/** All that histories in the editor are made of: one file in dist, loaded with the first template. */
export class LensParts implements Releasable {
  readonly #owned = new DisposableStore();
  readonly model: LensModel;
  readonly view: LensView;
  readonly actions: LensActions;
  readonly accounts: LensAccounts;
  readonly choices: TemplateChoices;
  readonly histories: Histories;
  readonly cache: HistoryFiles;

  constructor(deps: LensPartsDeps) {
    const { extension, aws, settings, clock, log, onBug } = deps;
    const services = async () => {
      await aws.search(); // a sample account that should run is started
      return aws.services();
    };
    const folder = vscode.Uri.joinPath(extension.globalStorageUri, "lenses").fsPath;
    this.cache = new HistoryFiles(folder, log, () => clock.now());
    this.choices = new TemplateChoices(extension.workspaceState);
    this.accounts = new LensAccounts({ memory: extension.globalState, services, onBug });
    this.histories = this.#owned.add(
      new Histories({
        pages: async () => (await services()).lookup,
        cache: this.cache,
        clock,
        deployRoles: () => settings.deployRoles,
        onBug,
      }),
    );
    const stacks = new Stacks(services, () => clock.now(), onBug);
    const { choices, accounts, histories } = this;
    this.model = new LensModel({ choices, accounts, histories, stacks, clock, onBug });
    this.#owned.add(this.model.templates);
    const { model } = this;
    this.view = this.#owned.add(
      new LensView({
        model,
        histories,
        display: (document) => settings.lensDisplay(document),
        showsProblems: () => settings.lensProblems,
        accountName: (key) => accounts.nameOf(key),
      }),
    );
    this.actions = new LensActions({
      ...deps,
      search: () => aws.search(),
      services,
      model,
      choices,
      accounts,
      histories,
      stacks,
    });
    this.#follow(stacks, settings);
    this.#useFolders(deps.folders, onBug);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Log folders that are loaded, now and later. */
  #useFolders(folders: LogFolders, onBug: (error: unknown) => void): void {
    const use = (): void => {
      folders.opened().then((stores) => this.histories.useFolders(stores), onBug);
    };
    for (const event of [folders.onDidOpen, folders.onDidForget]) this.#owned.add(event(use));
    use();
  }

  #follow(stacks: Stacks, settings: Settings): void {
    const { model, view, accounts, histories } = this;
    const watcher = this.#owned.add(vscode.workspace.createFileSystemWatcher(neighbours));
    const relocate = (): void => {
      model.templates.relocate();
      view.draw();
    };
    for (const listening of [
      model.templates.changed.on(() => view.draw()),
      histories.changed.on(() => view.draw()),
      accounts.changed.on(relocate),
      stacks.changed.on(relocate),
      watcher.onDidChange(relocate),
      watcher.onDidCreate(relocate),
      watcher.onDidDelete(relocate),
      settings.onDidChange(["lens.display", "lens.problems", "iac.deployRoles"], () => view.draw(0)),
    ])
      this.#owned.add(listening);
  }
}
