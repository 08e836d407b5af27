import * as vscode from "vscode";
import { DisposableStore, type Releasable } from "../core/base/disposables.js";
import { AwsConnection } from "./awsServices.js";
import { systemClock as clock } from "./clock.js";
import { registerCommands } from "./commands.js";
import { cachePage } from "./details/cachePage.js";
import { DetailsDocuments } from "./details/detailsDocuments.js";
import type { Wording } from "./details/wording.js";
import { LogFolders } from "./engine/logFolders.js";
import { FailureFunnel } from "./failureFunnel.js";
import { CensusDocuments } from "./folders/censusDocuments.js";
import { FoldersTree } from "./folders/foldersTree.js";
import { offerWorkspaceLogs } from "./folders/offerLogs.js";
import { createHandlers, createStepTargets, type Features } from "./handlers.js";
import { Lenses } from "./lenses/lenses.js";
import { createLog } from "./log.js";
import { LogFileEditors } from "./logs/logFileEditors.js";
import { credentialPrompts as prompts } from "./prompts.js";
import { createQueries } from "./query/createQueries.js";
import { SampleAccount } from "./sample/sampleAccount.js";
import { SavedSearches } from "./search/savedSearches.js";
import { SavedSearchesTree } from "./search/savedSearchesTree.js";
import { SearchPanels } from "./search/searchPanels.js";
import { searchSettings, Settings } from "./settings.js";
import { takeStep } from "./stepRunner.js";
import { AccountsTree } from "./tree/accountsTree.js";
import { TreeModel } from "./tree/treeModel.js";
import { Validation } from "./validation/validation.js";

/** Wires everything and loads nothing. Only the tests that run inside VS Code are handed the parts. */
export function activate(context: vscode.ExtensionContext): Features | undefined {
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const { t } = vscode.l10n;
  const log = owned.add(createLog());
  const settings = new Settings();
  const wording = (): Wording => ({ t, locale: vscode.env.language, nowMs: clock.now(), utc: settings.utc });

  const funnel: FailureFunnel = new FailureFunnel(log, (step, place) => takeStep(step, place, targets));
  const sample = owned.add(new SampleAccount({ extension: context, settings, log, funnel }));
  const cacheDirectory = vscode.Uri.joinPath(context.globalStorageUri, "events").fsPath;
  const aws = owned.add(new AwsConnection({ settings, sample, cacheDirectory, prompts, clock, log, t }));

  const saved = new SavedSearches(context.globalState);
  const folders = owned.add(new LogFolders(context));
  const panels = owned.add(createPanels(context, { aws, folders, saved, settings, log }));

  const model = owned.add(
    new TreeModel({
      sources: () => aws.treeSources(),
      profiles: () => settings.profiles,
      sample: () => sample.state,
      log,
      t,
    }),
  );
  const tree = owned.add(new AccountsTree(model, wording, clock, log));
  const details = owned.add(createDetails(aws, settings, wording));

  const validation = owned.add(createValidation(context, { aws, sample, log, funnel }));
  const queries = owned.add(createQueries(context, folders, { clock, log, funnel }));
  const features: Features = {
    settings,
    log,
    clock,
    aws,
    sample,
    saved,
    panels,
    model,
    details,
    tree,
    funnel,
    validation,
    queries,
    folders,
    census: owned.add(new CensusDocuments(folders, wording)),
    foldersTree: owned.add(new FoldersTree({ folders, wording, clock, log })),
    lenses: owned.add(createLenses(context, { aws, folders, panels, settings, log, funnel })),
  };
  const targets = createStepTargets(features);
  owned.add(registerCommands(createHandlers(features, targets), funnel));
  for (const place of openPlaces(features, context.extensionUri)) owned.add(place);
  for (const listening of followChanges(features)) owned.add(listening);
  void funnel.run(() => offerWorkspaceLogs(context, folders));
  return context.extensionMode === vscode.ExtensionMode.Test ? features : undefined;
}

/** Where panels open besides by command, and the view of the searches that were kept. */
function openPlaces({ panels, saved, log }: Features, extensionUri: vscode.Uri): readonly Releasable[] {
  const savedTree = new SavedSearchesTree(saved);
  return [
    panels.registerSerializer(),
    new LogFileEditors({ panels, extensionUri, log }),
    savedTree,
    vscode.window.registerTreeDataProvider("cloudtrailExplorer.savedSearches", savedTree),
  ];
}

const createPanels = (
  { extensionUri }: vscode.ExtensionContext,
  { aws, folders, saved, settings, log }: Pick<Features, "aws" | "folders" | "saved" | "settings" | "log">,
): SearchPanels =>
  new SearchPanels({
    services: () => aws.search(),
    openFolder: (folder, signal) => folders.store(folder, signal),
    saved,
    settings: searchSettings(settings, (account) => aws.regionsOf(account)),
    clock,
    log,
    extensionUri,
  });

const createValidation = (
  extension: vscode.ExtensionContext,
  { aws, sample, log, funnel }: Pick<Features, "aws" | "sample" | "log" | "funnel">,
): Validation =>
  new Validation({
    extension,
    services: async () => {
      await sample.ensure();
      return aws.services();
    },
    log,
    report: (error) => funnel.report(error),
  });

const createLenses = (
  extension: vscode.ExtensionContext,
  parts: Pick<Features, "aws" | "folders" | "panels" | "settings" | "log" | "funnel">,
): Lenses => new Lenses({ extension, ...parts, clock, onBug: (error) => void parts.funnel.report(error) });

const createDetails = (aws: AwsConnection, settings: Settings, wording: () => Wording): DetailsDocuments =>
  new DetailsDocuments({
    services: () => aws.services(),
    cachePage: async () => cachePage(await aws.store.summary(), settings.cacheMaxSizeBytes, wording()),
    wording,
  });

/** What the tree shows of settings, trust and the sample account's server. */
const followChanges = ({ sample, settings, model, funnel, aws }: Features): readonly Releasable[] => [
  sample.onDidChange(() => model.redraw()),
  vscode.workspace.onDidGrantWorkspaceTrust(() => model.redraw()),
  settings.onDidChange(["regions", "profiles"], () => model.redraw()),
  settings.onDidChange(["configFiles"], () => void funnel.run(() => aws.reload())),
];
