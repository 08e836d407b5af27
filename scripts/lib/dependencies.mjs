// Keeps node_modules in step with the lock file. Node built-ins only: it runs before anything is installed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npmOrThrow } from "./child.mjs";
import { timed } from "./steps.mjs";

/** @param {string} root the repository */
export async function ensureDependencies(root) {
  if (upToDate(root)) return;
  await timed("installing dependencies with npm ci (usually 15 to 60 s)", () =>
    npmOrThrow(["ci", "--ignore-scripts"], { cwd: root }),
  );
}

/**
 * npm leaves in node_modules what it installed. Entries for other platforms are in the lock file alone.
 * @param {string} root
 */
function upToDate(root) {
  const marker = join(root, "node_modules/.package-lock.json");
  if (!existsSync(marker)) return false;
  const has = packagesOf(marker);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, { version, optional }]) =>
      path === "" || has[path]?.version === version || (optional === true && has[path] === undefined),
  );
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
