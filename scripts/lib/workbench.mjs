// A real VS Code workbench with the packaged extension installed, driven through a real Chromium.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { installVsix, startServer } from "./codeServer.mjs";
import { quietSettings } from "./quietSettings.mjs";
import { workbenchParts } from "./workbenchParts.mjs";

/** @typedef {"dark" | "light" | "highContrast" | "highContrastLight"} Theme */
/**
 * @typedef {object} WorkbenchOptions
 * @property {string} vsix
 * @property {string} workspace folder to open
 * @property {Theme} [theme]
 * @property {number} [width] of the window in CSS pixels
 * @property {number} [height]
 * @property {Readonly<Record<string, unknown>>} [settings] of the user, beside the quiet ones
 * @property {Readonly<Record<string, string>>} [env] of the extension host
 * @property {number} [scale] device pixels per CSS pixel
 */
/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */

/** @type {Readonly<Record<Theme, string>>} */
const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  highContrast: "Default High Contrast",
  highContrastLight: "Default High Contrast Light",
};

/** @param {WorkbenchOptions} options */
export async function openWorkbench({
  vsix,
  workspace,
  theme = "dark",
  width = 1280,
  height = 800,
  ...options
}) {
  const data = mkdtempSync(join(tmpdir(), "cte-ui-"));
  const home = join(data, "home");
  mkdirSync(home);
  await installVsix({ vsix, data });
  const settings = { ...quietSettings, "workbench.colorTheme": themes[theme], ...options.settings };
  // a home of its own: the developer's AWS profiles must not decide what tests and pictures show
  const server = await startServer({ data, settings, env: { HOME: home, ...options.env } });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: options.scale ?? 1 });
  const outside = watchRequests(page);
  await page.goto(server.url(workspace));
  await shown(page);
  const parts = workbenchParts(page);
  return {
    page,
    /** Origins other than this machine that the window asked for. */
    outside,
    /** What the server and its extension host printed. */
    serverOutput: server.output,
    home,
    ...parts,
    /** By VS Code's own command: a page that is just loaded again had no time to keep its state. */
    reload: async () => {
      const loaded = page.waitForEvent("load");
      await parts.command("Developer: Reload Window");
      await loaded;
      await shown(page);
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** @param {import("playwright-core").Page} page */
async function shown(page) {
  await page.waitForSelector(".monaco-workbench .activitybar .action-item", { timeout: 60_000 });
}

/** @param {import("playwright-core").Page} page @returns {ReadonlySet<string>} grows as requests are made */
function watchRequests(page) {
  /** @type {Set<string>} */
  const outside = new Set();
  page.on("request", (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    // a webview's files have an address on this name, which its service worker answers without any network
    const served = hostname.endsWith(".vscode-resource.vscode-cdn.net");
    if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && !served) outside.add(origin);
  });
  return outside;
}
