// Runs inside VS Code as its test entry: activates extensions that nothing has activated yet and times what is theirs,
// loading the code and `activate()`. The rest of an activation is VS Code's own messages between its processes.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { performance } = require("node:perf_hooks");
const { setTimeout: sleep } = require("node:timers/promises");
const vscode = require("vscode");

/** A window that has just opened is busy with itself. */
const calmMs = 3000;

/** @param {string} id @returns {Promise<{ loadMs: number, activateMs: number }>} */
async function measure(id) {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active before anything asked for it`);
  const file = require.resolve(join(extension.extensionPath, extension.packageJSON.main));
  const startMs = performance.now();
  const { activate, ...others } = require(file);
  const loadMs = performance.now() - startMs;
  let activateMs = NaN;
  const timed = async (context) => {
    const calledMs = performance.now();
    try {
      return await activate(context);
    } finally {
      activateMs = performance.now() - calledMs;
    }
  };
  // VS Code loads the same file with the same cache, and so calls the timed one
  require.cache[file].exports = { ...others, activate: timed };
  await extension.activate();
  return { loadMs, activateMs };
}

exports.run = async () => {
  const { TEST_RESULTS, ACTIVATE_ORDER } = process.env;
  if (TEST_RESULTS === undefined || ACTIVATE_ORDER === undefined) {
    throw new Error("TEST_RESULTS and ACTIVATE_ORDER are not set");
  }
  await sleep(calmMs);
  const results = {};
  for (const id of ACTIVATE_ORDER.split(",")) results[id] = await measure(id);
  writeFileSync(TEST_RESULTS, JSON.stringify(results));
};
