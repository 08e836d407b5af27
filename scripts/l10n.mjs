// Writes l10n/bundle.l10n.json: every sentence a person reads, for translators. `--check` only tells whether it is
// up to date. Sentences in core take a `t` of their own, so calls of any `t` are shown to the extractor as VS Code's.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";

const root = join(import.meta.dirname, "..");
const bundle = join(root, "l10n", "bundle.l10n.json");
const rooms = ["src/core", "src/shared", "src/aws", "src/host", "webview"];

/** A call of `t`, `this.t`, `options.t`, `l10n.t`, `vscode.l10n.t`, with whatever stands before the dot. */
const anyT = /(?<![\w$.#])(?:[\w$]+\.#?)*#?t\(/g;

/** @param {string} path */
function toExtract(path) {
  const text = readFileSync(path, "utf8")
    .replaceAll(/^import \* as vscode from "vscode";$/gm, "")
    .replaceAll(anyT, "vscode.l10n.t(");
  return { extension: ".ts", contents: `import * as vscode from "vscode";\n${text}` };
}

const files = rooms.flatMap((room) => {
  const folder = join(root, room);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
});
const found = await getL10nJson(files.map(toExtract));
const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
const text = `${JSON.stringify(sorted, null, 2)}\n`;

if (process.argv.includes("--check")) {
  const current = existsSync(bundle) ? readFileSync(bundle, "utf8") : "";
  if (current !== text) {
    console.error("l10n/bundle.l10n.json is out of date: npm run l10n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(bundle, text);
  console.log(`${Object.keys(sorted).length} sentences in l10n/bundle.l10n.json`);
}
