// The two ways `npm start` opens a VS Code: on the desktop, or in the browser through the VS Code server.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheDirectory } from "./cache.mjs";
import { startGroup } from "./child.mjs";
import { buildSources, contentHash } from "./contentHash.mjs";
import { extensionsOf, installVsix, settingsOf, startServer, withoutVsCode } from "./codeServer.mjs";
import { installCodeServer } from "./codeServerInstall.mjs";
import { quietSettings } from "./quietSettings.mjs";
import { say, timed } from "./steps.mjs";
import { build, packageVsix } from "./vsix.mjs";

/** @typedef {{ readonly ended: Promise<unknown>, readonly stop: () => Promise<void> }} Running */

/** The same at each start: a browser keeps a window's state by its address. */
const usualPort = 8917;
/** A small extension beside the product that opens the right view on the first start. */
const starter = "samples/starter";

/** What is remembered from one start to the next. */
const remembered = () => join(cacheDirectory(), "start");

/** @param {string} root @param {string} executable @returns {Running} */
export function startDesktop(root, executable) {
  const user = join(remembered(), "desktop");
  keepSettings(join(user, "User/settings.json"));
  const args = [
    ...[`--extensionDevelopmentPath=${root}`, `--extensionDevelopmentPath=${join(root, starter)}`],
    ...[
      "--user-data-dir",
      user,
      "--new-window",
      "--disable-workspace-trust",
      "--skip-welcome",
      "--skip-release-notes",
    ],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    workspace(root),
  ];
  const { ended, stop } = startGroup(executable, args, { env: withoutVsCode(process.env) });
  say(`VS Code is open (${executable}). Close its window or press Ctrl-C to end it.`);
  return { ended, stop };
}

/** @param {string} root @param {{ port: number | undefined, open: boolean }} options @returns {Promise<Running>} */
export async function startInBrowser(root, options) {
  await installCodeServer();
  const { file, state } = await timed(
    "packaging the extension (usually 2 to 5 s, nothing when unchanged)",
    () => packageVsix(root),
  );
  const port = options.port ?? ((await isFree(usualPort)) ? usualPort : 0);
  const keeps = port === usualPort;
  if (!keeps && options.port === undefined)
    say(`port ${usualPort} is taken: using another one, with settings of its own`);
  const data = keeps ? join(remembered(), "browser") : mkdtempSync(join(tmpdir(), "cte-start-"));
  if (!isInstalled(data, state)) {
    await timed("installing it into VS Code (usually 2 s)", () => install(root, data, file, state));
  }
  keepSettings(settingsOf(data));
  const server = await timed("starting VS Code (usually 1 s)", () =>
    startServer({ data, settings: undefined, port }),
  );
  const url = server.url(workspace(root));
  say(`VS Code is ready: ${url}`);
  say("Press Ctrl-C to end it.");
  if (options.open) openUrl(url);
  return {
    ended: server.ended,
    async stop() {
      await server.stop();
      if (!keeps) rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** @param {string} root */
export async function buildWhenNeeded(root) {
  const stamp = join(root, "out/build.stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === contentHash(root, buildSources)) return;
  await timed("building the extension (usually 2 s)", () => build(root, { production: false }));
}

/**
 * A copy, so that what a newcomer changes stays out of the repository.
 * @param {string} root
 */
function workspace(root) {
  const folder = join(remembered(), "workspace");
  cpSync(join(root, "samples/workspace"), folder, { recursive: true, force: false });
  return folder;
}

/** @param {string} data @param {string} state of the package */
function isInstalled(data, state) {
  const stamp = join(data, "vsix.stamp");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === state;
}

/** @param {string} root @param {string} data @param {string} vsix @param {string} state */
async function install(root, data, vsix, state) {
  cpSync(join(root, starter), join(extensionsOf(data), "cloudtrail-explorer.starter-1.0.0"), {
    recursive: true,
  });
  await installVsix({ vsix, data });
  writeFileSync(join(data, "vsix.stamp"), state);
}

/**
 * What was changed in the window stays, but the sample account is there at each start. A file with comments in it was
 * edited by hand and is left alone.
 * @param {string} file the user's settings
 */
function keepSettings(file) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    writeFileSync(
      file,
      JSON.stringify(
        { ...quietSettings, ...kept, "cloudtrailExplorer.sampleAccount.enabled": true },
        null,
        2,
      ),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** @param {string} url */
function openUrl(url) {
  const [command, ...args] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[
    /** @type {string} */ (process.platform)
  ] ?? ["xdg-open"];
  if (command === undefined) return;
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.once("error", () => say("no browser could be opened: open the address by hand"));
  child.unref();
}
