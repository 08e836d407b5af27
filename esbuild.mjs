// Builds everything that runs: the extension, the AWS side it loads on first use, the command line, the sample
// account's server, the page and the in-host test suite.
//   node esbuild.mjs [--production] [--watch]
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";
import { bundles } from "./scripts/lib/bundles.mjs";
import { buildSources, contentHash } from "./scripts/lib/contentHash.mjs";
import { writeNotices } from "./scripts/lib/notices.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/**
 * Two lines per build that the problem matcher of .vscode/tasks.json waits for.
 * @type {import("esbuild").Plugin}
 */
const announce = {
  name: "announce",
  setup(build) {
    build.onStart(() => console.log("[watch] build started"));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log("[watch] build finished");
    });
  },
};

/** @param {import("./scripts/lib/bundles.mjs").Bundle} bundle */
async function open({ name, options }) {
  /** @type {import("esbuild").Plugin} */
  const meta = {
    name: "meta",
    setup(build) {
      build.onEnd(({ metafile }) => {
        if (!metafile) return;
        mkdirSync(join(root, "out/meta"), { recursive: true });
        writeFileSync(join(root, `out/meta/${name}.json`), JSON.stringify(metafile));
      });
    },
  };
  /** @type {import("esbuild").BuildOptions & { metafile: true }} */
  const merged = {
    ...options,
    absWorkingDir: root,
    minify: production,
    sourcemap: production ? false : "linked",
    legalComments: production ? "none" : "inline", // the package has ThirdPartyNotices.txt
    define: { "process.env.NODE_ENV": production ? '"production"' : '"development"', ...options.define },
    logLevel: watch ? "silent" : "warning",
    metafile: true,
    plugins: [...(options.plugins ?? []), meta, ...(watch ? [announce] : [])],
  };
  return context(merged);
}

/**
 * A file of an earlier build that this one did not write must not reach the package.
 * @param {ReadonlySet<string>} written
 */
function removeOthers(written) {
  for (const file of readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !written.has(relative(root, path).replaceAll("\\", "/"))) rmSync(path);
  }
}

/** @param {import("esbuild").BuildResult<{ metafile: true }>[]} results */
function report(results) {
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  for (const [path, { bytes }] of Object.entries(outputs).sort()) {
    if (!path.endsWith(".map")) console.log(`${path.padEnd(32)}${(bytes / 1000).toFixed(1).padStart(9)} kB`);
  }
  return new Set(Object.keys(outputs));
}

/** Tells `npm start` that dist is what the sources say; there is none while a build runs or after one that failed. */
const stamp = join(root, "out/build.stamp");
rmSync(stamp, { force: true });
const state = contentHash(root, buildSources);

const contexts = await Promise.all(bundles(root).map(open));
if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  try {
    const written = report(await Promise.all(contexts.map((each) => each.rebuild())));
    removeOthers(written);
    if (production) writeNotices(root);
    writeFileSync(stamp, state);
  } catch (error) {
    process.exitCode = 1;
    const isPrinted = error instanceof Error && "errors" in error; // esbuild says what is wrong and where
    if (!isPrinted) console.error(error);
  } finally {
    await Promise.all(contexts.map((each) => each.dispose()));
  }
}
