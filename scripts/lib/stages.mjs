// The parts of `npm test`, in the order in which they run: what is quick and what others need comes first.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exec, npm } from "./child.mjs";
import { runInHost } from "./hostRunner.mjs";
import { build } from "./vsix.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, text: string }} Outcome text is for failures only */
/** @typedef {(root: string) => Promise<Outcome>} Stage */

/** @type {Readonly<Record<string, Stage>>} */
export const stages = {
  types: script("typecheck"),
  lint: script("lint"),
  format: script("format:check"),
  l10n: script("l10n:check"),
  build: async (root) => one(0, await build(root, { production: true })),
  unit: vitest("unit"),
  boundaries: vitest("boundaries"),
  host: inHost,
  ui: vitest("ui"),
  package: vitest("package"),
};

/** A stage that is one of package.json's scripts. @param {string} name @returns {Stage} */
function script(name) {
  return async (root) => {
    const { code, output } = await npm(["run", "--silent", name], { cwd: root });
    return one(code, output);
  };
}

/** @param {number} code @param {string} text @returns {Outcome} */
function one(code, text) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, text } : { passed: 0, failed: 1, skipped: 0, text };
}

/** A project of vitest.config.mjs. @param {string} name @returns {Stage} */
function vitest(name) {
  return async (root) => {
    const file = join(root, "out", `${name}.json`);
    rmSync(file, { force: true });
    const vitestMain = join(root, "node_modules/vitest/vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { code, output } = await exec(
      process.execPath,
      [vitestMain, "run", ...reporters, "--project", name],
      {
        cwd: root,
        env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      },
    );
    const text = output.slice(Math.max(0, output.search(/⎯+ Failed /)));
    if (!existsSync(file)) return one(1, output);
    /** @type {Record<"numPassedTests" | "numFailedTests" | "numPendingTests" | "numTodoTests", number>} */
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    // a file that does not load, or an unhandled rejection, fails the run without failing a test
    const failed = numFailedTests === 0 && (code !== 0 || numPassedTests === 0) ? 1 : numFailedTests;
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests, text };
  };
}

/** @param {string} root @returns {Promise<Outcome>} */
async function inHost(root) {
  const { host, results, report } = await runInHost({
    extension: root,
    tests: join(root, "out/test/host.js"),
    workspace: join(root, "samples/workspace"),
  });
  const counts = /** @type {Omit<Outcome, "text"> | undefined} */ (results);
  if (counts === undefined) return one(1, `no test ran in ${host}\n${report}`);
  if (counts.passed + counts.failed === 0) return one(1, `the suite for ${host} is empty\n${report}`);
  return { ...counts, text: report };
}
