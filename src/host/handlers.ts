import * as vscode from "vscode";
import type { Account } from "../core/accounts/account.js";
import type { AccountDirectory } from "../core/accounts/ports.js";
import type { Clock } from "../core/base/clock.js";
import { configuredRegions } from "../aws/regions.js";
import type { AwsConnection } from "./awsServices.js";
import type { QueryFeatures } from "./query/queryFeatures.js";
import { cacheCommands } from "./cacheCommands.js";
import type { Handlers } from "./commands.js";
import { openConfig } from "./configCommands.js";
import type { DetailsDocuments } from "./details/detailsDocuments.js";
import type { LogFolders } from "./engine/logFolders.js";
import type { FailureFunnel } from "./failureFunnel.js";
import type { CensusDocuments } from "./folders/censusDocuments.js";
import type { FoldersTree } from "./folders/foldersTree.js";
import { folderCommands } from "./folders/folderCommands.js";
import { isFolderRef } from "./folders/folderNodes.js";
import { lensCommands } from "./lenses/lensCommands.js";
import type { Lenses } from "./lenses/lenses.js";
import { openLogFile } from "./logs/openLogFile.js";
import { wantNode } from "./nodeArgument.js";
import { nodeCommands } from "./nodeCommands.js";
import { regionCommands } from "./regionCommands.js";
import type { SampleAccount } from "./sample/sampleAccount.js";
import { sampleCommands } from "./sample/sampleCommands.js";
import { savedSearchWindow } from "./savedSearchWindow.js";
import { searchCommands } from "./searchCommands.js";
import { SavedSearchCommands } from "./search/savedSearchCommands.js";
import type { SavedSearches } from "./search/savedSearches.js";
import type { SearchPanels } from "./search/searchPanels.js";
import type { Settings } from "./settings.js";
import { signIn } from "./signIn.js";
import { takeStep, type StepTargets } from "./stepRunner.js";
import type { AccountsTree } from "./tree/accountsTree.js";
import type { TreeModel } from "./tree/treeModel.js";
import type { Validation } from "./validation/validation.js";

/** What the extension is made of. */
export interface Features {
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  readonly clock: Clock;
  readonly aws: AwsConnection;
  readonly sample: SampleAccount;
  readonly saved: SavedSearches;
  readonly panels: SearchPanels;
  readonly model: TreeModel;
  readonly details: DetailsDocuments;
  readonly tree: AccountsTree;
  readonly funnel: FailureFunnel;
  readonly validation: Validation;
  readonly queries: QueryFeatures;
  readonly folders: LogFolders;
  readonly census: CensusDocuments;
  readonly foldersTree: FoldersTree;
  readonly lenses: Lenses;
}

/** What the buttons of messages and the problems of the tree lead to. */
export function createStepTargets(features: Features): StepTargets {
  const { aws, model, log } = features;
  return {
    signIn: (account) => signIn(aws, account),
    openConfig: async (account, place) => openConfig((await aws.services()).directory, account, place),
    startSample: () => sampleCommands(features).start(),
    refresh: (id) => model.refresh(id),
    showLog: () => log.show(),
  };
}

/** What the lines of the Log Folders view do. */
function folderHandlers(features: Features) {
  const folder = folderCommands(features);
  return {
    "cloudtrailExplorer.folder.open": folder.open,
    "cloudtrailExplorer.folder.search": folder.search,
    "cloudtrailExplorer.folder.query": folder.query,
    "cloudtrailExplorer.folder.census": folder.census,
    "cloudtrailExplorer.folder.files": folder.files,
    "cloudtrailExplorer.folder.pause": folder.pause,
    "cloudtrailExplorer.folder.resume": folder.resume,
    "cloudtrailExplorer.folder.refresh": folder.refresh,
    "cloudtrailExplorer.folder.reveal": folder.reveal,
    "cloudtrailExplorer.folder.remove": folder.remove,
    "cloudtrailExplorer.folder.removeIndex": folder.removeIndex,
  };
}

/** The handler of every command. */
export function createHandlers(features: Features, targets: StepTargets): Handlers {
  const { aws, settings, panels, saved, tree, details, validation, queries } = features;
  const directory = async (): Promise<AccountDirectory> => (await aws.services()).directory;
  const shown = (account: Account): readonly string[] =>
    configuredRegions(account, aws.addedRegions(account));
  const sample = sampleCommands(features);
  const nodes = nodeCommands({ ...features, takeStep: (step, place) => takeStep(step, place, targets) });
  const search = searchCommands({ directory, settings, panels, selectedAccount: () => tree.selectedAccount });
  const regions = regionCommands({ settings, directory, shown });
  const cache = cacheCommands(() => aws.store, details);
  const searches = new SavedSearchCommands(saved, savedSearchWindow(panels, saved), vscode.l10n.t);
  return {
    "cloudtrailExplorer.sample.explore": sample.explore,
    "cloudtrailExplorer.sample.remove": sample.remove,
    "cloudtrailExplorer.search.open": search.open,
    "cloudtrailExplorer.search.openClipboard": search.openClipboard,
    "cloudtrailExplorer.logFile.open": openLogFile,
    ...folderHandlers(features),
    "cloudtrailExplorer.savedSearch.open": searches.open,
    "cloudtrailExplorer.savedSearch.rename": searches.rename,
    "cloudtrailExplorer.savedSearch.delete": searches.delete,
    "cloudtrailExplorer.savedSearch.copy": searches.copy,
    "cloudtrailExplorer.accounts.refresh": nodes.refreshAll,
    "cloudtrailExplorer.node.refresh": nodes.refresh,
    "cloudtrailExplorer.node.copyArn": nodes.copyArn,
    "cloudtrailExplorer.node.showDetails": nodes.showDetails,
    "cloudtrailExplorer.problem.resolve": nodes.resolve,
    "cloudtrailExplorer.account.signIn": (arg) => targets.signIn(wantNode(arg, vscode.l10n.t).account),
    "cloudtrailExplorer.account.openConfig": (arg) => targets.openConfig(arg?.account ?? "", {}),
    "cloudtrailExplorer.regions.add": regions.add,
    "cloudtrailExplorer.regions.remove": regions.remove,
    "cloudtrailExplorer.validation.validate": async (arg) =>
      (await validation.parts()).validate(isFolderRef(arg) ? vscode.Uri.file(arg.folder) : arg),
    "cloudtrailExplorer.validation.again": async () => (await validation.parts()).again(),
    "cloudtrailExplorer.validation.chooseKeys": async () => (await validation.parts()).chooseKeys(),
    "cloudtrailExplorer.validation.export": async () => (await validation.parts()).export(),
    "cloudtrailExplorer.validation.clear": async () => (await validation.parts()).clear(),
    "cloudtrailExplorer.validation.showEvidence": async (arg) => (await validation.parts()).showEvidence(arg),
    "cloudtrailExplorer.validation.revealFile": async (arg) => (await validation.parts()).revealFile(arg),
    "cloudtrailExplorer.cache.show": cache.show,
    "cloudtrailExplorer.cache.clear": cache.clear,
    "cloudtrailExplorer.query.new": queries.open,
    "cloudtrailExplorer.query.samples": queries.samples,
    "cloudtrailExplorer.query.run": queries.run,
    "cloudtrailExplorer.query.stop": queries.stop,
    "cloudtrailExplorer.query.chooseTarget": queries.chooseTarget,
    ...lensCommands(features.lenses),
    "cloudtrailExplorer.log.show": async () => targets.showLog(),
  };
}
