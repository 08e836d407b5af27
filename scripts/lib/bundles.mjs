// What is bundled from what. esbuild.mjs builds these; the package and boundary tests read the same table.
import { contentHash } from "./contentHash.mjs";
import { hostTests } from "./hostTests.mjs";
import { lazyLoad, lazySources } from "./lazyLoad.mjs";
import { nativeDuckDb } from "./nativeDuckDb.mjs";

/** @typedef {{ readonly name: string, readonly options: import("esbuild").BuildOptions }} Bundle */

/** Browser of the lowest VS Code the manifest allows: 1.105 is Electron 37, Chromium 138. */
const pageTarget = "chrome138";
/** The command line and the sample server run on the Node of the README's promise, the host on a newer one. */
const nodeTarget = "node20";

/** What decides the columns of an event. */
const modelSources = [
  "src/core/events",
  "src/core/logs",
  "src/core/search/eventForms.ts",
  "src/core/search/toRow.ts",
];

/**
 * Node programs, CommonJS because VS Code's extension host `require`s its entry.
 * @satisfies {import("esbuild").BuildOptions}
 */
const node = {
  bundle: true,
  platform: /** @type {const} */ ("node"),
  format: /** @type {const} */ ("cjs"),
  target: nodeTarget,
  // `main` of jsonc-parser and others is UMD, which esbuild bundles without a word into a file that dies at run time
  mainFields: ["module", "main"],
  external: ["vscode"],
  plugins: [lazyLoad],
};

/**
 * @param {string} root the repository
 * @returns {Bundle[]}
 */
export function bundles(root) {
  return [
    program("extension", "src/host/extension.ts"),
    ...[...lazySources].map(([source, name]) => program(name, source)),
    program("cli", "src/cli/main.ts"),
    program("sample", "src/sample/main.ts"),
    program("validate", "src/engine/validate/main.ts"),
    program("validateWorker", "src/engine/validate/worker.ts"),
    {
      name: "engine",
      options: {
        ...node,
        entryPoints: [{ in: "src/engine/main.ts", out: "engine" }],
        outdir: "dist",
        plugins: [nativeDuckDb],
        // an index that was made by other rules of the event model is built anew
        define: { EVENT_MODEL: JSON.stringify(contentHash(root, modelSources).slice(0, 16)) },
      },
    },
    {
      name: "page",
      options: {
        entryPoints: [
          { in: "webview/search/main.ts", out: "search" },
          { in: "webview/query/main.ts", out: "query" },
        ],
        outdir: "dist/webview",
        bundle: true,
        platform: "browser",
        format: "esm",
        target: pageTarget,
      },
    },
    {
      name: "styles",
      options: {
        entryPoints: [
          { in: "node_modules/@vscode/codicons/dist/codicon.css", out: "codicon" },
          { in: "webview/digest/digest.css", out: "digest" },
        ],
        outdir: "dist/webview",
        bundle: true,
        target: pageTarget,
        // the font stays a file: the page's policy allows no data: fonts
        loader: { ".ttf": "file" },
        assetNames: "[name]",
      },
    },
    {
      name: "hostTests",
      options: {
        ...node,
        entryPoints: [{ in: "test/host/index.ts", out: "host" }],
        outdir: "out/test",
        external: ["vscode", "mocha"],
        plugins: [hostTests(root)],
      },
    },
  ];
}

/**
 * @param {string} name of the file in dist, without its extension
 * @param {string} entry
 * @returns {Bundle}
 */
function program(name, entry) {
  return { name, options: { ...node, entryPoints: [{ in: entry, out: name }], outdir: "dist" } };
}
