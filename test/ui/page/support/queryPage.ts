import type { Page } from "playwright-core";
import { launchBrowser } from "../../../../scripts/lib/browser.mjs";
import { Signal } from "../../../../src/core/base/signal.js";
import { english } from "../../../../src/core/base/translate.js";
import { silentLog } from "../../../../src/core/base/log.js";
import type { SqlBatch, SqlKind, SqlTarget, SqlValue } from "../../../../src/core/sql/sqlTarget.js";
import { QueryPanel } from "../../../../src/host/query/queryPanel.js";
import { standIn } from "./openPage.js";
import { servePages } from "./pageServer.js";
import { themes, type ThemeName } from "./themes.js";

export const batchOf = (
  columns: Readonly<Record<string, SqlKind>>,
  rows: readonly (readonly SqlValue[])[],
): SqlBatch => ({
  columns: Object.entries(columns).map(([name, kind]) => ({ name, type: kind.toUpperCase(), kind })),
  rows,
});

export const targetOf = (...batches: readonly SqlBatch[]): SqlTarget => ({
  id: "logs",
  label: "acme-logs",
  run: async function* () {
    yield* batches;
  },
});

export interface QueryLook {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

/** One browser and the real panel of a query in it. */
export class QueryLab {
  private constructor(
    private readonly browser: Awaited<ReturnType<typeof launchBrowser>>,
    private readonly server: Awaited<ReturnType<typeof servePages>>,
  ) {}

  static async start(): Promise<QueryLab> {
    const [browser, server] = await Promise.all([launchBrowser(), servePages("query.js")]);
    return new QueryLab(browser, server);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  async open({ theme = "dark", width = 1280, height = 800 }: QueryLook = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, locale: "en-US" });
    const page = await context.newPage();
    const trouble: string[] = [];
    const copied: string[] = [];
    const exported: string[] = [];
    const fromPage = new Signal<unknown>();
    page.on("pageerror", (error) => trouble.push(error.stack ?? error.message));
    const panel = new QueryPanel(
      {
        clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
        log: silentLog,
        t: english,
      },
      {
        copy: async (text) => void copied.push(text),
        pickExportFile: async (_, name) => ({
          name,
          write: async (parts) => {
            let text = "";
            for await (const part of parts) text += part;
            exported.push(text);
          },
        }),
        withProgress: (_, signal, work) => work(signal, () => undefined),
        showStatement: async () => undefined,
        runAgain: async () => undefined,
        ran: () => undefined,
      },
      {
        postMessage: (message) => toPage(page, message),
        onDidReceiveMessage: (listener) => fromPage.on(listener),
      },
    );
    await context.exposeFunction("toHost", (message: unknown) => fromPage.fire(message));
    await context.exposeFunction("tellViolation", (text: string) => trouble.push(text));
    await page.addInitScript(standIn, themes[theme]);
    await page.goto(this.server.url);
    await page.locator("ct-query .ct-status").waitFor();
    return { page, panel, trouble, copied, exported, close: () => context.close() };
  }
}

async function toPage(page: Page, message: unknown): Promise<boolean> {
  // a page that is closed or loaded anew has no use for an answer
  if (!page.isClosed())
    await page.evaluate((data) => window.postMessage(data, "*"), message).catch(() => undefined);
  return true;
}
