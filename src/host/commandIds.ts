import type { LensRef, NamedResource } from "./lenses/lensRef.js";
import type { FolderRef } from "./folders/folderNodes.js";
import type { TreeNodeRef } from "./tree/nodeRef.js";

/** A file or folder as VS Code names it in the arguments of commands. */
export interface FileAddress {
  readonly scheme: string;
  readonly fsPath: string;
}

/** Every command of the extension and what it is called with. Free of `vscode`, so that tests can read it. */
export interface CommandArgs {
  "cloudtrailExplorer.sample.explore": undefined;
  "cloudtrailExplorer.sample.remove": undefined;
  /** From the palette without an argument; from a tree node with it. */
  "cloudtrailExplorer.search.open": TreeNodeRef | undefined;
  "cloudtrailExplorer.search.openClipboard": undefined;
  /** From the Explorer with a file; from the palette it asks for one. */
  "cloudtrailExplorer.logFile.open": FileAddress | undefined;
  /** From the Explorer with a folder or a file of one; from the palette it asks for one. */
  "cloudtrailExplorer.folder.open": FileAddress | undefined;
  /** A line of the Log Folders view. */
  "cloudtrailExplorer.folder.search": FolderRef;
  "cloudtrailExplorer.folder.query": FolderRef;
  "cloudtrailExplorer.folder.census": FolderRef;
  "cloudtrailExplorer.folder.files": FolderRef;
  "cloudtrailExplorer.folder.pause": FolderRef;
  "cloudtrailExplorer.folder.resume": FolderRef;
  "cloudtrailExplorer.folder.refresh": FolderRef;
  "cloudtrailExplorer.folder.reveal": FolderRef;
  "cloudtrailExplorer.folder.remove": FolderRef;
  "cloudtrailExplorer.folder.removeIndex": FolderRef;
  "cloudtrailExplorer.savedSearch.open": { readonly id: string };
  "cloudtrailExplorer.savedSearch.rename": { readonly id: string };
  "cloudtrailExplorer.savedSearch.delete": { readonly id: string };
  "cloudtrailExplorer.savedSearch.copy": { readonly id: string };
  "cloudtrailExplorer.accounts.refresh": undefined;
  "cloudtrailExplorer.node.refresh": TreeNodeRef;
  "cloudtrailExplorer.node.copyArn": TreeNodeRef;
  "cloudtrailExplorer.node.showDetails": TreeNodeRef;
  /** Does what a problem node offers. */
  "cloudtrailExplorer.problem.resolve": TreeNodeRef;
  "cloudtrailExplorer.account.signIn": TreeNodeRef;
  "cloudtrailExplorer.account.openConfig": TreeNodeRef | undefined;
  "cloudtrailExplorer.regions.add": TreeNodeRef;
  "cloudtrailExplorer.regions.remove": TreeNodeRef;
  /** From the Explorer with a folder or a digest; from the palette without. */
  "cloudtrailExplorer.validation.validate": FileAddress | FolderRef | undefined;
  "cloudtrailExplorer.validation.again": undefined;
  "cloudtrailExplorer.validation.chooseKeys": undefined;
  "cloudtrailExplorer.validation.export": undefined;
  "cloudtrailExplorer.validation.clear": undefined;
  /** A verdict, or a line of the view with one. */
  "cloudtrailExplorer.validation.showEvidence": object;
  "cloudtrailExplorer.validation.revealFile": object;
  "cloudtrailExplorer.cache.show": undefined;
  "cloudtrailExplorer.cache.clear": undefined;
  /** From the palette without an argument; from a sample of the tree with it. */
  "cloudtrailExplorer.query.new": { readonly sampleId: string } | undefined;
  "cloudtrailExplorer.query.samples": undefined;
  /** By key without an argument, for the statement at the cursor; from a lens with it. */
  "cloudtrailExplorer.query.run": { readonly uri: string; readonly from: number } | undefined;
  "cloudtrailExplorer.query.stop": undefined;
  "cloudtrailExplorer.query.chooseTarget": undefined;
  /** From a lens with its resource; from the palette the one at the cursor is meant. */
  "cloudtrailExplorer.lens.open": LensRef | undefined;
  "cloudtrailExplorer.lens.history": LensRef | undefined;
  "cloudtrailExplorer.lens.changes": LensRef | undefined;
  "cloudtrailExplorer.lens.compare": LensRef | undefined;
  "cloudtrailExplorer.lens.audit": undefined;
  /** From an event, with what it calls its resource. */
  "cloudtrailExplorer.lens.goToTemplate": NamedResource;
  "cloudtrailExplorer.lens.refresh": undefined;
  "cloudtrailExplorer.lens.chooseAccount": LensRef | undefined;
  "cloudtrailExplorer.lens.linkStack": LensRef | undefined;
  "cloudtrailExplorer.lens.linkState": LensRef | undefined;
  "cloudtrailExplorer.lens.nameResource": LensRef | undefined;
  "cloudtrailExplorer.lens.toggle": undefined;
  "cloudtrailExplorer.log.show": undefined;
}

/** The same ids as values; a missing or misspelt one does not compile. */
export const commandIds = Object.keys({
  "cloudtrailExplorer.sample.explore": 0,
  "cloudtrailExplorer.sample.remove": 0,
  "cloudtrailExplorer.search.open": 0,
  "cloudtrailExplorer.search.openClipboard": 0,
  "cloudtrailExplorer.logFile.open": 0,
  "cloudtrailExplorer.folder.open": 0,
  "cloudtrailExplorer.folder.search": 0,
  "cloudtrailExplorer.folder.query": 0,
  "cloudtrailExplorer.folder.census": 0,
  "cloudtrailExplorer.folder.files": 0,
  "cloudtrailExplorer.folder.pause": 0,
  "cloudtrailExplorer.folder.resume": 0,
  "cloudtrailExplorer.folder.refresh": 0,
  "cloudtrailExplorer.folder.reveal": 0,
  "cloudtrailExplorer.folder.remove": 0,
  "cloudtrailExplorer.folder.removeIndex": 0,
  "cloudtrailExplorer.savedSearch.open": 0,
  "cloudtrailExplorer.savedSearch.rename": 0,
  "cloudtrailExplorer.savedSearch.delete": 0,
  "cloudtrailExplorer.savedSearch.copy": 0,
  "cloudtrailExplorer.accounts.refresh": 0,
  "cloudtrailExplorer.node.refresh": 0,
  "cloudtrailExplorer.node.copyArn": 0,
  "cloudtrailExplorer.node.showDetails": 0,
  "cloudtrailExplorer.problem.resolve": 0,
  "cloudtrailExplorer.account.signIn": 0,
  "cloudtrailExplorer.account.openConfig": 0,
  "cloudtrailExplorer.regions.add": 0,
  "cloudtrailExplorer.regions.remove": 0,
  "cloudtrailExplorer.validation.validate": 0,
  "cloudtrailExplorer.validation.again": 0,
  "cloudtrailExplorer.validation.chooseKeys": 0,
  "cloudtrailExplorer.validation.export": 0,
  "cloudtrailExplorer.validation.clear": 0,
  "cloudtrailExplorer.validation.showEvidence": 0,
  "cloudtrailExplorer.validation.revealFile": 0,
  "cloudtrailExplorer.cache.show": 0,
  "cloudtrailExplorer.cache.clear": 0,
  "cloudtrailExplorer.query.new": 0,
  "cloudtrailExplorer.query.samples": 0,
  "cloudtrailExplorer.query.run": 0,
  "cloudtrailExplorer.query.stop": 0,
  "cloudtrailExplorer.query.chooseTarget": 0,
  "cloudtrailExplorer.lens.open": 0,
  "cloudtrailExplorer.lens.history": 0,
  "cloudtrailExplorer.lens.changes": 0,
  "cloudtrailExplorer.lens.compare": 0,
  "cloudtrailExplorer.lens.audit": 0,
  "cloudtrailExplorer.lens.goToTemplate": 0,
  "cloudtrailExplorer.lens.refresh": 0,
  "cloudtrailExplorer.lens.chooseAccount": 0,
  "cloudtrailExplorer.lens.linkStack": 0,
  "cloudtrailExplorer.lens.linkState": 0,
  "cloudtrailExplorer.lens.nameResource": 0,
  "cloudtrailExplorer.lens.toggle": 0,
  "cloudtrailExplorer.log.show": 0,
} satisfies Record<keyof CommandArgs, 0>);
