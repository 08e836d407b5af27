import * as vscode from "vscode";
import { isFailure } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { LocatedResource } from "../../core/iac/locatedResource.js";
import { withSignal } from "../cancel.js";
import type { Templates } from "./templates.js";

/** Files that may describe resources; what others made of them and what is downloaded does not count. */
const sources = "**/*.{tf,tofu,yaml,yml,json,template}";
const skipped = "**/{node_modules,.git,.terraform,cdk.out,.aws-sam,.serverless}/**";
/** A workspace with more files than these is looked through in part, and that is said. */
const mostFiles = 2_000;

interface Place {
  readonly uri: vscode.Uri;
  readonly resource: LocatedResource;
}

/** Opens the block of the resource that has one of these names or ARNs, among all templates of the workspace. */
export async function goToTemplate(names: readonly string[], templates: Templates, log: Log): Promise<void> {
  const { t } = vscode.l10n;
  const files = await vscode.workspace.findFiles(sources, skipped, mostFiles);
  const places = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t("Looking for {0} in {1} files", names[0] ?? "", files.length),
      cancellable: true,
    },
    (_progress, token) =>
      withSignal(token, (signal) => findPlaces(files, new Set(names), templates, log, signal)),
  );
  const [first] = places;
  if (first && places.length === 1) return reveal(first);
  if (first) {
    const items = places.map((place) => ({
      label: place.resource.address,
      description: vscode.workspace.asRelativePath(place.uri),
      place,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: t("Go to Template") });
    return picked && reveal(picked.place);
  }
  const where =
    files.length < mostFiles
      ? t("{0} files were looked through", files.length)
      : t("only the first {0} files were looked through", mostFiles);
  void vscode.window.showInformationMessage(
    t(
      "No template of this workspace describes {0}: {1}. Open its folder, or link its stack or state so that names become known.",
      names[0] ?? "",
      where,
    ),
  );
}

async function findPlaces(
  files: readonly vscode.Uri[],
  names: ReadonlySet<string>,
  templates: Templates,
  log: Log,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (const uri of files) {
    signal.throwIfAborted();
    try {
      const template = await templates.locateFile(uri, signal);
      for (const resource of template?.resources ?? [])
        if (isNamed(resource, names)) found.push({ uri, resource });
    } catch (error) {
      if (!isFailure(error) && !(error instanceof vscode.FileSystemError)) throw error;
      log.warn(`a file was not looked through: ${error.message}`);
    }
  }
  return found;
}

const isNamed = ({ instances }: LocatedResource, names: ReadonlySet<string>): boolean =>
  instances.some(
    ({ arn, identities }) =>
      (arn !== undefined && names.has(arn)) || identities.some(({ name }) => names.has(name)),
  );

async function reveal({ uri, resource: { header } }: Place): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = new vscode.Position(header.startLine, header.startCharacter);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
  });
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
