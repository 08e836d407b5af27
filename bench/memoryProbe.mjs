// A process that holds events as told, given as lines of LookupEvents rows on stdin, and prints what they cost:
//   node --expose-gc memoryProbe.mjs PARTS results|plain
import { createInterface } from "node:readline";
import { load } from "./bundled.mjs";

/**
 * @typedef {object} Parts
 * @property {typeof import("../src/core/search/resultSet.js").ResultSet} ResultSet
 * @property {typeof import("../src/core/events/reader/lookupRow.js").readLookupRow} readLookupRow
 */
/** @typedef {import("../src/core/events/event.js").CloudTrailEvent} CloudTrailEvent */

const [parts = "", what] = process.argv.slice(2);
const { ResultSet, readLookupRow } = /** @type {Parts} */ (load(parts));
const scope = { accountId: "111122223333", region: "eu-west-1" };
const newestFirst = /** @type {const} */ ({ column: "time", descending: true });
const pageSize = 50;

const results = new ResultSet();
/** @type {CloudTrailEvent[]} */
const plain = [];
const idleMb = usedMb();

let bytes = 0;
/** @type {CloudTrailEvent[]} */
let page = [];
for await (const line of createInterface({ input: process.stdin })) {
  const row = /** @type {import("../src/core/search/lookup.js").LookupRow} */ (JSON.parse(line));
  bytes += row.CloudTrailEvent?.length ?? 0;
  const read = readLookupRow(row, 0, scope);
  if (!("event" in read)) throw new Error(read.problem.reason);
  page.push(read.event);
  if (page.length === pageSize) keep();
}
keep();

const mb = usedMb() - idleMb;
// Looked at after measuring, so that nothing counted can have been let go before.
const events = what === "plain" ? plain.length : results.rows(newestFirst, 0, results.size).length;
process.stdout.write(JSON.stringify({ mb, events, bytes }));

function keep() {
  if (what === "plain") plain.push(...page);
  else results.add(page);
  // What a panel asks for while it shows the results.
  results.rows(newestFirst, 0, 200);
  page = [];
}

/** Heap and memory outside of it, after everything unreachable is gone. */
function usedMb() {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
