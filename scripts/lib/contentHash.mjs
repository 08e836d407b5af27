import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Everything that dist is made from. */
export const buildSources = [
  "src",
  "webview",
  "test/host",
  "scripts/lib",
  "esbuild.mjs",
  "package.json",
  "package-lock.json",
];

/**
 * One value for the content of files and folders; what does not exist counts as empty.
 * @param {string} root
 * @param {readonly string[]} paths relative to it
 */
export function contentHash(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((each) => filesBelow(root, each))) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesBelow(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}
