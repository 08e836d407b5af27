// Installs a VS Code server (the one inside the npm package code-server) from the npm registry alone.
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cached } from "./cache.mjs";
import { execOrThrow, npmOrThrow } from "./child.mjs";
import { say, timed } from "./steps.mjs";

/** code-server 4.X is VS Code 1.X; it wants exactly this Node. */
const release = "4.139.1";
const nodeRelease = "24.21.0";

/** Native parts that come without a ready binary. Without spdlog output channels and log files stay empty. */
const compiled = ["@vscode/spdlog", "@vscode/native-watchdog"];
/** Some 260 MB that no extension needs. */
const needless = ["node_modules/@github", "node_modules/@microsoft/mxc-sdk", "extensions/copilot"];

/** @typedef {{ readonly node: string, readonly main: string }} CodeServer the Node to start it with, and its entry */

/** @returns {Promise<CodeServer>} */
export async function installCodeServer() {
  if (process.platform === "win32") {
    throw new Error(
      "VS Code in the browser needs Linux or macOS: install VS Code, or name one in VSCODE_EXECUTABLE.",
    );
  }
  const directory = await cached(`code-server-${release}-node-${nodeRelease}`, (folder) =>
    timed("fetching VS Code for the browser from the npm registry (once, 1 to 2 minutes, 530 MB)", () =>
      install(folder),
    ),
  );
  return at(directory);
}

/** @param {string} directory */
function at(directory) {
  return {
    node: join(directory, "node_modules", nodePackage(), "bin/node"),
    main: join(directory, "code-server/lib/vscode/out/server-main.js"),
  };
}

function nodePackage() {
  return `node-${process.platform}-${process.arch}`;
}

/** @param {string} directory */
async function install(directory) {
  writeFileSync(join(directory, "package.json"), '{ "private": true }');
  await npmOrThrow(["install", "--no-package-lock", "--ignore-scripts", `${nodePackage()}@${nodeRelease}`], {
    cwd: directory,
  });
  const tarball =
    (await npmOrThrow(["pack", "--silent", `code-server@${release}`], { cwd: directory }))
      .trim()
      .split("\n")
      .at(-1) ?? "";
  await execOrThrow("tar", ["xzf", tarball], { cwd: directory });
  renameSync(join(directory, "package"), join(directory, "code-server"));
  rmSync(join(directory, tarball));
  const server = join(directory, "code-server/lib/vscode");
  // not `ci`: the lock file inside lacks a package. No scripts: they would fetch and compile what is not needed
  await npmOrThrow(["install", "--omit=dev", "--ignore-scripts"], {
    cwd: server,
    env: environment(directory),
  });
  await compile(directory, server);
  for (const path of needless) rmSync(join(server, path), { recursive: true, force: true });
}

/** @param {string} directory @param {string} server */
async function compile(directory, server) {
  const missing = ["g++", "make", "python3"].filter((tool) => !onPath(tool));
  if (missing.length > 0) {
    say(
      `${missing.join(", ")} not found: VS Code in the browser will run, but its output channels stay empty`,
    );
    return;
  }
  for (const name of compiled) {
    if (!existsSync(join(server, "node_modules", name))) continue;
    const trouble = await npmOrThrow(["rebuild", "--ignore-scripts=false", name], {
      cwd: server,
      env: environment(directory),
    }).catch(String);
    if (!hasBinary(join(server, "node_modules", name))) say(`${name} did not build: ${trouble}`);
  }
}

/** @param {string} folder */
function hasBinary(folder) {
  const built = join(folder, "build/Release");
  return existsSync(built) && readdirSync(built).some((file) => file.endsWith(".node"));
}

/** @param {string} tool */
function onPath(tool) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, tool)));
}

/**
 * The environment for npm to build native parts for the Node that the server is going to run on.
 * @param {string} directory
 */
function environment(directory) {
  const home = join(directory, "node_modules", nodePackage());
  // nodedir: that Node's own headers, whatever the user's npm is set to
  return {
    ...process.env,
    PATH: `${join(home, "bin")}${delimiter}${process.env.PATH ?? ""}`,
    npm_config_nodedir: home,
  };
}
