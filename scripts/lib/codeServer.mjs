// Starts the VS Code server on 127.0.0.1 and installs extensions into it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execOrThrow, lastLines, startGroup } from "./child.mjs";
import { installCodeServer } from "./codeServerInstall.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {string} data folder for all that the server writes: settings, state, logs
 * @property {Readonly<Record<string, unknown>> | undefined} settings the user's settings, written before the start;
 * without them the file stays as it is
 * @property {number} [port] 0 or none for a free one
 * @property {boolean} [testing] lets a page load an extension under development and its tests; shows no notifications
 * @property {Readonly<Record<string, string | undefined>>} [env] reaches the extension host
 */

/**
 * @typedef {object} Server
 * @property {string} authority host and port
 * @property {number} pid leader of the server's process group
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} url of a workbench on a folder
 * @property {(path: string) => string} remote a path on this machine as the workbench's address of it
 * @property {() => string} output
 * @property {Promise<unknown>} ended settles when the server has ended by itself
 * @property {() => Promise<void>} stop
 */

const startLimitMs = 60_000;

/** @param {string} data */
export const extensionsOf = (data) => join(data, "extensions");

/** @param {string} data */
export const settingsOf = (data) => join(data, "data/User/settings.json");

/** @param {ServerOptions} options @returns {Promise<Server>} */
export async function startServer({ data, settings, port = 0, testing = false, env = {} }) {
  const { node, main } = await installCodeServer();
  // sockets and other short-lived files of the server
  const temporary = join(data, "t");
  for (const folder of [temporary, join(data, "data/User"), join(data, "data/Machine")])
    mkdirSync(folder, { recursive: true });
  if (settings !== undefined) writeFileSync(settingsOf(data), JSON.stringify(settings, null, 2));
  const group = startGroup(node, [main, ...serverArguments(data, port, testing)], {
    // no gallery: the server would ask one for updates and recommendations
    env: {
      ...withoutVsCode(process.env),
      ...env,
      EXTENSIONS_GALLERY: "{}",
      TMPDIR: temporary,
      XDG_RUNTIME_DIR: temporary,
    },
  });
  const authority = `127.0.0.1:${await listening(group)}`;
  return {
    authority,
    pid: group.pid,
    url: (folder, payload = []) => {
      const query = new URLSearchParams({ folder });
      if (payload.length > 0) query.set("payload", JSON.stringify(payload));
      return `http://${authority}/?${query}`;
    },
    remote: (path) => `vscode-remote://${authority}${path}`,
    output: group.output,
    ended: group.ended,
    stop: group.stop,
  };
}

/** @param {string} data @param {number} port @param {boolean} testing */
function serverArguments(data, port, testing) {
  return [
    ...[
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--without-connection-token",
      "--accept-server-license-terms",
    ],
    ...["--server-data-dir", data, "--extensions-dir", extensionsOf(data)],
    ...["--telemetry-level", "off", "--disable-telemetry", "--disable-experiments", "--disable-update-check"],
    ...["--disable-workspace-trust", "--disable-getting-started-override"],
    ...(testing ? ["--enable-smoke-test-driver"] : []),
  ];
}

/** @param {import("./child.mjs").Group} group @returns {Promise<number>} the port */
async function listening(group) {
  /** @type {string | undefined} */
  let why;
  void group.ended.then(({ how }) => (why = `it ${how}`));
  const giveUpMs = Date.now() + startLimitMs;
  for (;;) {
    const port = Number(/Extension host agent listening on (\d+)/.exec(group.output())?.[1] ?? 0);
    if (port > 0) return port;
    if (Date.now() > giveUpMs) why ??= `it was not ready after ${startLimitMs / 1000} s`;
    if (why !== undefined) {
      await group.stop();
      throw new Error(`The VS Code server did not start: ${why}\n${lastLines(group.output(), 20)}`);
    }
    await sleep(25);
  }
}

/**
 * Installs a packaged extension with the server's own command line; needs no network.
 * @param {{ vsix: string, data: string }} options
 */
export async function installVsix({ vsix, data }) {
  const { node, main } = await installCodeServer();
  const folders = ["--server-data-dir", data, "--extensions-dir", extensionsOf(data)];
  const output = await execOrThrow(
    node,
    [main, "--accept-server-license-terms", ...folders, "--install-extension", vsix, "--force"],
    {
      env: { ...withoutVsCode(process.env), EXTENSIONS_GALLERY: "{}" },
    },
  );
  if (!output.includes("successfully installed")) throw new Error(`${vsix} was not installed:\n${output}`);
}

/**
 * A VS Code that is started from another one's terminal would take itself for a part of that one.
 * @param {NodeJS.ProcessEnv} env
 */
export function withoutVsCode(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}
