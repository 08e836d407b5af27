import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock.js";
import type { Log } from "../../core/base/log.js";
import type { SqlTarget } from "../../core/sql/sqlTarget.js";
import type { SqlProblem } from "../../core/sql/tokens.js";
import type { QueryAnswer } from "../../shared/queryPanel.js";
import { pageHtml } from "../search/html.js";
import { pickExportFile, withProgress } from "../search/panelWindow.js";
import type { QueryPanel } from "./queryPanel.js";

const viewType = "cloudtrailExplorer.query";

export interface QueryPanelsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** Runs a statement of a panel that came back without its document. */
  readonly runText: (statement: string, document: vscode.Uri | undefined) => Promise<void>;
  readonly onRan: (
    document: vscode.Uri,
    state: QueryAnswer["state"],
    problem: SqlProblem | undefined,
  ) => void;
}

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly query: Promise<QueryPanel>;
}

/** A result panel for every document that ran a statement. */
export class QueryPanels implements vscode.Disposable {
  readonly #open = new Map<string, Open>();
  readonly #restored = new Set<vscode.WebviewPanel>();

  constructor(private readonly deps: QueryPanelsDeps) {}

  /** Runs a statement and shows its rows beside its document. */
  async run(document: vscode.Uri, target: SqlTarget, statement: string): Promise<void> {
    const { panel, query } = this.#of(document);
    panel.reveal(undefined, true);
    await (await query).run(target, statement);
  }

  async stop(document: vscode.Uri | undefined): Promise<void> {
    const open = document ? [this.#open.get(document.toString())] : [...this.#open.values()];
    for (const each of open) (await each?.query)?.stop();
  }

  registerSerializer(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => {
        this.#restored.add(panel);
        panel.webview.options = this.#options();
        await this.#fill(panel, undefined);
      },
    });
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.dispose();
    for (const panel of this.#restored) panel.dispose();
  }

  #of(document: vscode.Uri): Open {
    const key = document.toString();
    const known = this.#open.get(key);
    if (known) return known;
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t("Query Results"), place, {
      ...this.#options(),
      retainContextWhenHidden: false,
    });
    const open = { panel, query: this.#fill(panel, document) };
    this.#open.set(key, open);
    panel.onDidDispose(() => this.#open.delete(key));
    return open;
  }

  async #fill(panel: vscode.WebviewPanel, document: vscode.Uri | undefined): Promise<QueryPanel> {
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.deps.extensionUri, "media", "search-light.svg"),
      dark: vscode.Uri.joinPath(this.deps.extensionUri, "media", "search-dark.svg"),
    };
    const { QueryPanel: Panel } = await import("./queryParts.js");
    const { runText, onRan } = this.deps;
    const query = new Panel(
      { clock: this.deps.clock, log: this.deps.log, t: vscode.l10n.t },
      {
        copy: async (text) => vscode.env.clipboard.writeText(text),
        pickExportFile,
        withProgress,
        showStatement: async () => {
          if (document) await vscode.window.showTextDocument(document, { preserveFocus: false });
        },
        runAgain: (statement) => runText(statement, document),
        ran: (state, problem) => {
          if (document) onRan(document, state, problem);
        },
      },
      panel.webview,
    );
    panel.onDidDispose(() => {
      this.#restored.delete(panel);
      query.dispose();
    });
    panel.webview.html = this.#html(panel.webview);
    return query;
  }

  #html(webview: vscode.Webview): string {
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#pageFolder(), file)).toString();
    return pageHtml({
      nonce: randomBytes(16).toString("base64"),
      cspSource: webview.cspSource,
      script: address("query.js"),
      styles: [address("codicon.css")],
      locale: vscode.env.language,
      title: vscode.l10n.t("Query Results"),
      l10n: vscode.l10n.bundle,
    });
  }

  #options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.#pageFolder()] };
  }

  #pageFolder(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extensionUri, "dist", "webview");
  }
}
