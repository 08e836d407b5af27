// The packaged extension, made once per state of its sources.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { exec, execOrThrow } from "./child.mjs";
import { buildSources, contentHash } from "./contentHash.mjs";

/** What the package holds beside dist. */
const packed = ["media", "l10n", "package.nls.json", "README.md", "CHANGELOG.md", "LICENSE", ".vscodeignore"];

/** The platform this runs on, as vsce and DuckDB's packages name it. */
export const thisPlatform = `${process.platform}-${process.arch}`;

/**
 * Puts DuckDB's native part for one platform beside the bundle that loads it. A package is for one platform, as the
 * parts for all would be 200 MB; the Marketplace gives each editor its own. Without it everything but log folders works.
 * @param {string} root
 * @param {string} platform
 * @returns {boolean} whether there is one
 */
export function copyNative(root, platform) {
  const native = join(root, "dist/native");
  rmSync(native, { recursive: true, force: true });
  const from = join(root, `node_modules/@duckdb/node-bindings-${platform}`);
  if (!existsSync(from)) return false;
  mkdirSync(native, { recursive: true });
  for (const file of readdirSync(from))
    if (/\.(node|so|dylib|dll)$/.test(file)) copyFileSync(join(from, file), join(native, file));
  return true;
}

/** @param {string} root @param {{ production: boolean }} mode */
export async function build(root, { production }) {
  const { code, output } = await exec(
    process.execPath,
    [join(root, "esbuild.mjs"), ...(production ? ["--production"] : [])],
    { cwd: root },
  );
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  return output;
}

/**
 * @param {string} root the repository
 * @param {string} [platform]
 * @returns {Promise<{ file: string, state: string }>} the .vsix, fresh or the one of an earlier call on the same
 * sources, and one value for what it was made from
 */
export async function packageVsix(root, platform = thisPlatform) {
  const vsix = join(root, `out/cloudtrail-explorer-${platform}.vsix`);
  const stamp = `${vsix}.stamp`;
  const state = contentHash(root, [...buildSources, ...packed]);
  if (existsSync(vsix) && existsSync(stamp) && readFileSync(stamp, "utf8") === state)
    return { file: vsix, state };
  mkdirSync(join(root, "out"), { recursive: true });
  await build(root, { production: true });
  const target = copyNative(root, platform) ? ["--target", platform] : [];
  const fresh = `${vsix}.${process.pid}`;
  // images in the README stay relative: they are in the package, and no repository is asked for them
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  const quiet = [
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--no-update-package-json",
  ];
  await execOrThrow(process.execPath, [vsce, "package", ...target, ...quiet, "--out", fresh], { cwd: root });
  renameSync(fresh, vsix);
  writeFileSync(stamp, state);
  return { file: vsix, state };
}
