// npm test: everything that must hold, on a machine with nothing but Node and npm.
//   node scripts/test.mjs [--only STAGE[,STAGE]]
// Node built-ins only until the dependencies are installed. The last line counts tests; a stage without tests of its own
// counts as one.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { exitOnSignals, lastLines } from "./lib/child.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { say, timed } from "./lib/steps.mjs";

const root = join(import.meta.dirname, "..");
const usefulLines = 120;

const { values } = parseArgs({ options: { only: { type: "string", multiple: true, default: [] } } });
const wanted = values.only.flatMap((names) => names.split(","));

exitOnSignals();
await ensureDependencies(root);
mkdirSync(join(root, "out"), { recursive: true });

const { stages } = await import("./lib/stages.mjs");
const unknown = wanted.filter((name) => !Object.hasOwn(stages, name));
if (unknown.length > 0) {
  console.error(`No stage ${unknown.join(", ")}: there are ${Object.keys(stages).join(", ")}`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of Object.entries(stages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { passed, failed, skipped, text } = await stage(name, run);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  if (failed > 0) say(indented(text));
}
say(counts(sum));
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/** @param {string} name @param {import("./lib/stages.mjs").Stage} run */
function stage(name, run) {
  /** @type {() => Promise<import("./lib/stages.mjs").Outcome>} */
  const outcome = () =>
    run(root).catch((/** @type {unknown} */ error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { passed: 0, failed: 1, skipped: 0, text };
    });
  return timed(name.padEnd(12), outcome, counts);
}

/** @param {{ passed: number, failed: number, skipped: number }} counted */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {string} text */
function indented(text) {
  return lastLines(text, usefulLines).replaceAll(/^/gm, "    ");
}
