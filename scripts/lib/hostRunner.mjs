// Runs the in-host suite (out/test/host.js) inside a real VS Code.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { lastLines } from "./child.mjs";
import { extensionsOf, startServer } from "./codeServer.mjs";
import { desktopVsCode } from "./desktop.mjs";
import { quietSettings } from "./quietSettings.mjs";

/**
 * @typedef {object} HostRun
 * @property {string} extension folder of the extension under development
 * @property {readonly string[]} [beside] folders of other extensions that shall be there
 * @property {string} tests file with a `run()` that writes JSON to the file named by TEST_RESULTS
 * @property {string} workspace
 * @property {Readonly<Record<string, unknown>>} [settings] beside the quiet ones
 * @property {Readonly<Record<string, string>>} [env] of the extension host
 */

/** Ends a suite that hangs: the slowest machine seen took a fifth of it. */
const limitMs = 600_000;

/**
 * @param {HostRun} run
 * @returns {Promise<{ host: string, results: unknown, report: string }>} undefined results when `run()` did not come to its
 * end; the report then says what VS Code printed
 */
export async function runInHost({ beside = [], settings = {}, env = {}, ...run }) {
  const folder = mkdtempSync(join(tmpdir(), "cte-host-"));
  const results = join(folder, "results.json");
  const report = join(folder, "report.txt");
  // a home of its own: the developer's AWS profiles must not decide what tests see
  const home = join(folder, "home");
  mkdirSync(home);
  const all = { ...env, TEST_RESULTS: results, TEST_REPORT: report, HOME: home, USERPROFILE: home };
  try {
    const executable = await desktopVsCode();
    const started = { ...run, beside, folder, settings: { ...quietSettings, ...settings }, env: all };
    const trouble = executable === undefined ? await inServer(started) : await onDesktop(executable, started);
    const text = existsSync(report) ? readFileSync(report, "utf8") : "";
    return {
      host: executable ?? "code-server",
      results: existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : undefined,
      report: text === "" ? trouble : text,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @typedef {Required<HostRun> & { folder: string }} Started */

/** @param {string} executable @param {Started} run */
async function onDesktop(executable, { extension, beside, tests, workspace, settings, env, folder }) {
  mkdirSync(join(folder, "user/User"), { recursive: true });
  writeFileSync(join(folder, "user/User/settings.json"), JSON.stringify(settings));
  const { runTests } = await import("@vscode/test-electron");
  const options = {
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: [extension, ...beside],
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [
      workspace,
      "--user-data-dir",
      join(folder, "user"),
      "--disable-workspace-trust",
      "--skip-welcome",
    ],
  };
  return runTests(options).then(
    () => `${executable} ended without running a test`,
    (/** @type {unknown} */ error) => String(error),
  );
}

/** @param {Started} run */
async function inServer({ extension, beside, tests, workspace, settings, env, folder }) {
  const data = join(folder, "server");
  // a page can name one extension under development; the others are installed
  for (const path of beside) cpSync(path, join(extensionsOf(data), basename(path)), { recursive: true });
  const server = await startServer({ data, settings, env, testing: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    /** @type {string[]} */
    const log = [];
    await page.exposeFunction(
      "codeAutomationLog",
      (/** @type {string} */ _level, /** @type {unknown[]} */ parts) => {
        log.push(format(...parts));
      },
    );
    const finished = new Promise((resolve) => void page.exposeFunction("codeAutomationExit", resolve));
    await page.goto(
      server.url(workspace, [
        ["extensionDevelopmentPath", server.remote(extension)],
        ["extensionTestsPath", server.remote(tests)],
        ["skipWelcome", "true"],
      ]),
    );
    await Promise.race([finished, server.ended, sleep(limitMs, undefined, { ref: false })]);
    return [lastLines(log.join("\n"), 40), lastLines(server.output(), 20)].join("\n");
  } finally {
    await browser.close();
    await server.stop();
  }
}
