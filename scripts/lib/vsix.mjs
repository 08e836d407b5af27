// The packaged extension, made once per state of its sources.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { exec, execOrThrow } from "./child.mjs";
import { buildSources, contentHash } from "./contentHash.mjs";

/** What the package holds beside dist. */
const packed = ["media", "l10n", "package.nls.json", "README.md", "CHANGELOG.md", "LICENSE", ".vscodeignore"];

/**
 * DuckDB's native part for this platform, beside the bundle that loads it. A package is for one platform: the parts for
 * all eight would be 400 MB. Where it is missing everything but log folders works.
 * @param {string} root
 */
export function copyNative(root) {
  const packages = join(root, "node_modules/@duckdb");
  const here = `node-bindings-${process.platform}-${process.arch}`;
  if (!existsSync(join(packages, here))) return;
  mkdirSync(join(root, "dist/native"), { recursive: true });
  for (const file of readdirSync(join(packages, here)))
    if (/\.(node|so|dylib|dll)$/.test(file))
      copyFileSync(join(packages, here, file), join(root, "dist/native", file));
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
 * @returns {Promise<{ file: string, state: string }>} the .vsix, fresh or the one of an earlier call on the same
 * sources, and one value for what it was made from
 */
export async function packageVsix(root) {
  const vsix = join(root, "out/cloudtrail-explorer.vsix");
  const stamp = `${vsix}.stamp`;
  const state = contentHash(root, [...buildSources, ...packed]);
  if (existsSync(vsix) && existsSync(stamp) && readFileSync(stamp, "utf8") === state)
    return { file: vsix, state };
  mkdirSync(join(root, "out"), { recursive: true });
  await build(root, { production: true });
  copyNative(root);
  const fresh = `${vsix}.${process.pid}`;
  // images in the README stay relative: they are in the package, and no repository is asked for them
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  const quiet = [
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--no-update-package-json",
  ];
  await execOrThrow(process.execPath, [vsce, "package", ...quiet, "--out", fresh], { cwd: root });
  renameSync(fresh, vsix);
  writeFileSync(stamp, state);
  return { file: vsix, state };
}
