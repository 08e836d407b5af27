import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Account } from "../../../../src/core/accounts/account.js";
import { launchBrowser } from "../../../../scripts/lib/browser.mjs";
import { servePages } from "./pageServer.js";
import type { PageServer } from "./pageServer.js";
import { ScriptedArchive, nowMs } from "./scriptedArchive.js";
import { TestHost } from "./testHost.js";
import { themes } from "./themes.js";
import type { ThemeName } from "./themes.js";

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly archive?: ScriptedArchive;
  /** Query line the panel was opened with; searched at once unless `searchNow` is false. */
  readonly text?: string;
  readonly searchNow?: boolean;
  readonly utc?: boolean;
  readonly timezoneId?: string;
  readonly reducedMotion?: boolean;
  readonly accounts?: readonly Account[];
}

export interface OpenedPage {
  readonly page: Page;
  readonly host: TestHost;
  /** What the policy refused, as `directive blocked-uri sample`. */
  readonly violations: string[];
  /** Errors nobody caught. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** One browser and one server for the tests of a file. */
export class PageLab {
  private constructor(
    private readonly browser: Browser,
    private readonly server: PageServer,
  ) {}

  static async start(): Promise<PageLab> {
    const [browser, server] = await Promise.all([launchBrowser(), servePages()]);
    return new PageLab(browser, server);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  async open(options: OpenOptions = {}): Promise<OpenedPage> {
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      timezoneId: options.timezoneId ?? "UTC",
      locale: "en-US",
      reducedMotion: options.reducedMotion === true ? "reduce" : "no-preference",
    });
    const host = new TestHost(options.archive ?? new ScriptedArchive([]), {
      text: options.text ?? "",
      searchNow: options.searchNow ?? options.text !== undefined,
      utc: options.utc ?? true,
    });
    if (options.accounts) host.directory.accounts = options.accounts;
    const page = await context.newPage();
    const violations: string[] = [];
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("Content Security Policy"))
        errors.push(message.text());
    });
    await connect(context, page, host, violations, options.theme ?? "dark");
    await page.goto(this.server.url);
    return {
      page,
      host,
      violations,
      errors,
      close: async () => {
        host.dispose();
        await context.close();
      },
    };
  }
}

async function connect(
  context: BrowserContext,
  page: Page,
  host: TestHost,
  violations: string[],
  theme: ThemeName,
): Promise<void> {
  await context.exposeFunction("toHost", (message: unknown) => host.receive(message));
  await context.exposeFunction("tellViolation", (text: string) => violations.push(text));
  await page.clock.setFixedTime(nowMs);
  host.toPage = async (message) => {
    if (!page.isClosed())
      await page.evaluate((data) => window.postMessage(data, "*"), message).catch(ignoreClosing);
  };
  await page.addInitScript(standIn, themes[theme]);
}

/** A page that is closed or loaded anew in the middle of an answer has no use for it. */
const ignoreClosing = (): void => undefined;

export interface StandIns {
  toHost(message: unknown): void;
  tellViolation(text: string): void;
  acquireVsCodeApi(): unknown;
}

/** Runs in the page before anything else: what VS Code provides, and an ear for what the policy refuses. */
export function standIn(theme: (typeof themes)[ThemeName]): void {
  const own = window as unknown as StandIns;
  own.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => own.toHost(structuredClone(message)),
    getState: (): unknown => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
  });
  document.addEventListener(
    "securitypolicyviolation",
    ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) =>
      own.tellViolation(`${violatedDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`),
  );
  const dress = (): void => {
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = theme.bodyClass;
    document.body.dataset["vscodeThemeKind"] = theme.kind;
  };
  // VS Code dresses a page before its scripts run
  new MutationObserver((_, observer) => {
    if (document.querySelector("body") === null) return;
    observer.disconnect();
    dress();
  }).observe(document, { childList: true, subtree: true });
}
