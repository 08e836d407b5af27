// Finds a desktop VS Code: one that is named, one that is installed, else Microsoft's download.
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { cacheDirectory } from "./cache.mjs";
import { say, timed } from "./steps.mjs";

const names = ["code", "code-insiders", "codium"];
/** A machine without that network answers at once or never. */
const downloadLimitMs = 10_000;

/**
 * @returns {Promise<string | undefined>} the program itself, not the `code` script around it; none where no desktop
 * VS Code can run or be had
 */
export async function desktopVsCode() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named === "server") return undefined;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`VSCODE_EXECUTABLE names ${named}, which does not exist`);
    return programOf(named) ?? named;
  }
  if (!hasDisplay()) {
    say("no display here, so no desktop VS Code: using VS Code in the browser");
    return undefined;
  }
  const found = installed(process.env.PATH ?? "");
  if (found !== undefined) return found;
  return download();
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== "linux" || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** @param {string} path value of PATH */
export function installed(path) {
  for (const folder of path.split(delimiter)) {
    // inside VS Code's own terminals `code` talks to that window and can start nothing of its own
    if (folder === "" || folder.includes("remote-cli")) continue;
    for (const name of names) {
      const script = join(folder, process.platform === "win32" ? `${name}.cmd` : name);
      const program = existsSync(script) ? programOf(script) : undefined;
      if (program !== undefined) return program;
    }
  }
  return undefined;
}

/**
 * `code` on PATH is a script that starts the editor and returns at once, so nothing could be waited for or ended. The
 * editor itself lies at a fixed place beside it.
 * @param {string} script
 */
function programOf(script) {
  const folder = dirname(realpathSync(script));
  const candidates = {
    darwin: [join(folder, "../../../MacOS/Electron"), join(folder, "../../../MacOS/Code")],
    win32: names.map((name) => join(folder, "..", `${name === "codium" ? "VSCodium" : name}.exe`)),
    linux: names.map((name) => join(folder, "..", name)),
  }[/** @type {string} */ (process.platform)];
  return candidates?.find((path) => existsSync(path));
}

async function download() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  try {
    const cachePath = join(cacheDirectory(), "vscode");
    return await timed("no VS Code installed: downloading one (once, about 200 MB)", () =>
      downloadAndUnzipVSCode({ timeout: downloadLimitMs, cachePath }),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`it cannot be downloaded here (${why}): using VS Code in the browser`);
    return undefined;
  }
}
