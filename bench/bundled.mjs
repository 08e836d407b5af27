// The product's own sources as modules a bench can import: bundled afresh, so that a bench never measures an old build.
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");

/**
 * Bundles exports of sources into one CommonJS file below out/bench and returns its path.
 * @param {string} name of the file
 * @param {readonly string[]} lines such as `export { EventHistory } from "./src/core/search/eventHistory.js"`
 */
export async function bundle(name, lines) {
  const outfile = join(root, `out/bench/${name}.cjs`);
  await build({
    stdin: { contents: lines.join("\n"), resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"], // as the bundles have it, whose reason is told in scripts/lib/bundles.mjs
    outfile,
    absWorkingDir: root,
    logLevel: "error",
  });
  return outfile;
}

/**
 * @param {string} path as `bundle` returned it
 * @returns {unknown} what the file exports
 */
export const load = (path) => createRequire(import.meta.url)(path);
