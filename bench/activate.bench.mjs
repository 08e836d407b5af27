// What the extension costs a window that does not use it yet.
import { statSync } from "node:fs";
import { join } from "node:path";
import { runInHost } from "../scripts/lib/hostRunner.mjs";
import { median } from "../scripts/lib/median.mjs";
import { build } from "../scripts/lib/vsix.mjs";

const root = join(import.meta.dirname, "..");
const product = "cloudtrail-explorer.cloudtrail-explorer";
const empty = "cloudtrail-explorer.empty";
const limitKb = 150;
const rounds = 5;

/** @returns {AsyncGenerator<import("../scripts/bench.mjs").Figure>} */
export async function* run() {
  await build(root, { production: true });
  const entryKb = statSync(join(root, "dist/extension.js")).size / 1000;
  yield {
    figure: "activate.entry_kb",
    value: entryKb,
    unit: "kB",
    against: `the limit of ${limitKb} kB`,
    ratio: entryKb / limitKb,
  };

  /** @type {Record<string, Times[]>} */
  const all = { [product]: [], [empty]: [] };
  for (let round = 0; round < rounds; round++) {
    // the first one to be activated in a host pays for what both use, so they take turns
    const order = round % 2 === 0 ? [empty, product] : [product, empty];
    for (const [id, times] of Object.entries(await activateInHost(order))) all[id]?.push(times);
  }
  yield figure("activate.ms", all, ({ activateMs }) => activateMs);
  yield figure("activate.load_ms", all, ({ loadMs }) => loadMs);
}

/** @typedef {{ loadMs: number, activateMs: number }} Times of reading the code, and in `activate()` */

/** @param {string} name @param {Record<string, Times[]>} all @param {(times: Times) => number} pick */
function figure(name, all, pick) {
  const value = median((all[product] ?? []).map(pick));
  const beside = median((all[empty] ?? []).map(pick));
  const against = `an empty extension in the same host, ${beside.toPrecision(2)} ms; medians of ${rounds} hosts`;
  return { figure: name, value, unit: "ms", against, ratio: value / beside };
}

/** @param {readonly string[]} order @returns {Promise<Record<string, Times>>} by extension */
async function activateInHost(order) {
  const { results, report } = await runInHost({
    extension: root,
    beside: [join(import.meta.dirname, "emptyExtension")],
    tests: join(import.meta.dirname, "activateProbe.cjs"),
    workspace: join(root, "samples/workspace"),
    env: { ACTIVATE_ORDER: order.join(",") },
  });
  if (results === undefined) throw new Error(`nothing was measured:\n${report}`);
  return /** @type {Record<string, Times>} */ (results);
}
