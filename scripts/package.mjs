// npm run package: builds for release and writes the .vsix into the repository.
import { copyFileSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { packageVsix } from "./lib/vsix.mjs";

const root = join(import.meta.dirname, "..");
await ensureDependencies(root);
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const file = `${name}-${version}.vsix`;
copyFileSync((await packageVsix(root)).file, join(root, file));
console.log(`${file} ${(statSync(join(root, file)).size / 1000).toFixed(0)} kB`);
