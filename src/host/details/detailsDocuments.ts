import * as vscode from "vscode";
import type { AccountDirectory, TrailReader } from "../../core/accounts/ports.js";
import { DisposableStore } from "../../core/base/disposables.js";
import { Failure, isFailure } from "../../core/base/failure.js";
import { withSignal } from "../cancel.js";
import { isNodeRef, toRef, type TreeNodeRef } from "../tree/nodeRef.js";
import { consoleLinks, noLinks, type ConsoleLinks } from "./consoleLinks.js";
import { channelPage, storePage } from "./lakePages.js";
import { escapeMarkdown, page } from "./markdown.js";
import { isOpen, showMarkdown } from "./showMarkdown.js";
import { trailPage } from "./trailPage.js";
import type { Wording } from "./wording.js";

const scheme = "cloudtrail-explorer";
const cacheQuery = "cache";

export interface DetailsSources {
  readonly services: () => Promise<{ readonly directory: AccountDirectory; readonly trails: TrailReader }>;
  readonly cachePage: () => Promise<string>;
  readonly wording: () => Wording;
}

/**
 * Read-only Markdown documents about trails, event data stores, channels and the cache. The address says all that
 * is needed to make one at any time: `cloudtrail-explorer:/name.md?{node as JSON}`.
 */
export class DetailsDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(private readonly sources: DetailsSources) {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  async showNode(node: TreeNodeRef): Promise<void> {
    const { kind, account, region, arn } = toRef(node);
    await this.#show(documentName(arn ?? kind), JSON.stringify({ kind, account, region, arn }));
  }

  async showCache(): Promise<void> {
    await this.#show(vscode.l10n.t("Event cache"), cacheQuery);
  }

  cacheChanged(): void {
    const shown = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === scheme && uri.query === cacheQuery,
    );
    if (shown !== undefined) this.#changed.fire(shown.uri);
  }

  /** Never rejects: a page that says why beats an empty one. */
  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    try {
      if (uri.query === cacheQuery) return await this.sources.cachePage();
      return await withSignal(token, (signal) => this.#nodePage(parseRef(uri.query), signal));
    } catch (error) {
      const message = isFailure(error) ? error.message : String(error);
      return page(`# ${vscode.l10n.t("This could not be loaded")}`, escapeMarkdown(message));
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #show(name: string, query: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query });
    if (isOpen(uri)) this.#changed.fire(uri);
    await showMarkdown(uri, "cloudtrailExplorer.accounts");
  }

  async #nodePage(
    node: Required<Pick<TreeNodeRef, "region" | "arn">> & TreeNodeRef,
    signal: AbortSignal,
  ): Promise<string> {
    const { kind, account, region, arn } = node;
    const { directory, trails } = await this.sources.services();
    const wording = this.sources.wording();
    const links = linksFor(directory, account, region);
    if (kind === "trail")
      return trailPage(await trails.trailDetails(account, region, arn, signal), links, wording);
    if (kind === "event-data-store") {
      return storePage(wanted(await trails.eventDataStores(account, region, signal), arn), links, wording);
    }
    return channelPage(wanted(await trails.channels(account, region, signal), arn), wording);
  }
}

/** The console knows nothing of what a custom endpoint serves. */
function linksFor(directory: AccountDirectory, accountKey: string, region: string): ConsoleLinks {
  const account = directory.snapshot().accounts.find(({ key }) => key === accountKey);
  const custom = account?.profiles.some(({ endpoint }) => endpoint !== undefined) ?? false;
  return custom ? noLinks : consoleLinks(region);
}

function wanted<T extends { readonly arn: string }>(all: readonly T[], arn: string): T {
  const found = all.find((each) => each.arn === arn);
  if (found !== undefined) return found;
  throw new Failure(
    "event/gone",
    vscode.l10n.t("{0} is not there any more. Refresh the Accounts view.", arn),
  );
}

/** Any extension may open an address of this scheme; what it says is checked. */
function parseRef(query: string): Required<Pick<TreeNodeRef, "region" | "arn">> & TreeNodeRef {
  const value: unknown = JSON.parse(query);
  if (isNodeRef(value) && value.region !== undefined && value.arn !== undefined) {
    return { ...value, region: value.region, arn: value.arn };
  }
  throw new Failure("event/gone", vscode.l10n.t("This address names nothing that can be shown."));
}

/** The last part of an ARN, fit for a tab's title and a path. */
const documentName = (arn: string): string =>
  (arn.split("/").at(-1) ?? arn).replace(/[^\w.-]+/g, "-").slice(0, 80);
