// npm run package [-- --target PLATFORM]: builds for release and writes the .vsix into the repository, for this platform
// or for another one whose DuckDB binding has been put into node_modules (CONTRIBUTING.md says how).
import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { packageVsix, thisPlatform } from "./lib/vsix.mjs";

const root = join(import.meta.dirname, "..");
await ensureDependencies(root);
const { values } = parseArgs({ options: { target: { type: "string", default: thisPlatform } } });
const { target } = values;
if (target !== thisPlatform && !existsSync(join(root, `node_modules/@duckdb/node-bindings-${target}`)))
  throw new Error(
    `node_modules has no @duckdb/node-bindings-${target}: install it with --no-save --force first.`,
  );
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const file = `${name}-${version}-${target}.vsix`;
copyFileSync((await packageVsix(root, target)).file, join(root, file));
console.log(`${file} ${(statSync(join(root, file)).size / 1000).toFixed(0)} kB`);
