// What 100,000 events cost the extension host above idle, beside the same events as plain parsed objects.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bundle, load } from "./bundled.mjs";

const limitMb = 150;
const count = 100_000;
/** Makes somewhat more than `count` events in the sample account's 90 days. */
const eventsScale = 16;
const dayMs = 86_400_000;

/**
 * @typedef {object} Parts
 * @property {typeof import("../src/sample/data/world.js").createWorld} createWorld
 * @property {typeof import("../src/sample/data/organization.js").accounts} accounts
 * @property {typeof import("../src/sample/data/organization.js").usedRegions} usedRegions
 */
/** @typedef {{ mb: number, events: number, bytes: number }} Held */

/** @returns {AsyncGenerator<import("../scripts/bench.mjs").Figure>} */
export async function* run() {
  const parts = await bundle("memory", [
    'export { ResultSet } from "./src/core/search/resultSet.js";',
    'export { readLookupRow } from "./src/core/events/reader/lookupRow.js";',
    'export { createWorld } from "./src/sample/data/world.js";',
    'export { accounts, usedRegions } from "./src/sample/data/organization.js";',
  ]);
  const held = await measure(parts, "results");
  const plain = await measure(parts, "plain");
  const size = (held.bytes / held.events).toFixed(0);
  yield {
    figure: "memory.host_100k_mb",
    value: held.mb,
    unit: "MB",
    against: `${plain.mb.toFixed(0)} MB as parsed objects (limit ${limitMb} MB); ${held.events} sample events of ${size} characters`,
    ratio: held.mb / plain.mb,
  };
}

/** @param {string} parts @param {"results" | "plain"} what @returns {Promise<Held>} */
async function measure(parts, what) {
  const probe = join(import.meta.dirname, "memoryProbe.mjs");
  const child = spawn(process.execPath, ["--expose-gc", probe, parts, what], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (/** @type {Buffer} */ data) => (text += data.toString()));
  const ended = once(child, "close");
  for (const line of sampleRows(/** @type {Parts} */ (load(parts)))) {
    if (!child.stdin.write(`${line}\n`)) await once(child.stdin, "drain");
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`the probe ended with ${code}`);
  return JSON.parse(text);
}

/** The sample account's events as LookupEvents answers them, one JSON text each. @param {Parts} parts */
function* sampleRows({ createWorld, accounts, usedRegions }) {
  const nowMs = Date.now();
  const { history } = createWorld({ seed: 1, startMs: nowMs, eventsScale });
  let made = 0;
  for (let day = 0; day < 90; day++) {
    const toMs = nowMs - day * dayMs;
    for (const { id } of accounts) {
      for (const region of usedRegions) {
        for (const event of history.walk(id, region, toMs - dayMs + 1, toMs)) {
          if (made++ === count) return;
          yield JSON.stringify({
            EventId: event.id,
            EventName: event.name,
            EventSource: event.source,
            EventTimeMs: event.timeMs,
            Username: event.username,
            AccessKeyId: event.accessKeyId,
            ReadOnly: event.readOnly,
            Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
            CloudTrailEvent: event.record(),
          });
        }
      }
    }
  }
  throw new Error(`the sample account made only ${made} events`);
}
