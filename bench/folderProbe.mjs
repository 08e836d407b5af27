// One measured step of folder.bench.mjs in a process of its own: node folderProbe.mjs WHAT ARGUMENTS (JSON).
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

/**
 * @typedef {object} ProbeArguments
 * @property {string} folder
 * @property {string} storage
 * @property {string} engine the built engine
 * @property {string} client the bundled client
 * @property {string} out where DuckDB writes
 */
const [what = "", json = "{}"] = process.argv.slice(2);
const args = /** @type {ProbeArguments} */ (JSON.parse(json));
const require = createRequire(join(import.meta.dirname, "../package.json"));
const never = new AbortController().signal;

/** @typedef {typeof import("../src/engine/client.js") & typeof import("../src/core/search/queryText.js")} Client */

const steps = /** @type {Record<string, () => Promise<unknown>>} */ ({ index, reopen, ask, inflate, duckdb });
console.log(JSON.stringify(await steps[what]?.()));

function logFiles() {
  const names = /** @type {string[]} */ (readdirSync(args.folder, { recursive: true }));
  return names
    .filter((name) => /_CloudTrail_[^/]*\.json\.gz$/.test(name))
    .map((name) => join(args.folder, name));
}

async function inflate() {
  let bytes = 0;
  for (const file of logFiles()) bytes += gunzipSync(readFileSync(file)).length;
  return { bytes };
}

/** DuckDB's own reader, as it comes, into a file with the record's columns. */
async function duckdb() {
  const { DuckDBInstance } = require("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const text =
    "eventVersion eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID eventID eventType apiVersion recipientAccountId sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory sessionCredentialFromConsole";
  const nested =
    "userIdentity requestParameters responseElements additionalEventData resources serviceEventDetails addendum edgeDeviceDetails insightDetails tlsDetails";
  const fields = [
    "eventTime TIMESTAMP",
    "readOnly BOOLEAN",
    "managementEvent BOOLEAN",
    ...text.split(" ").map((name) => `${name} VARCHAR`),
    ...nested.split(" ").map((name) => `${name} JSON`),
  ];
  await connection.run(
    `COPY (SELECT r.* FROM (SELECT unnest(Records) AS r FROM read_json('${args.folder}/**/*_CloudTrail_*.json.gz',
      columns = {Records: 'STRUCT(${fields.join(", ")})[]'})))
     TO '${args.out}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  return {};
}

/** @returns {Promise<{ client: Client, engine: import("../src/engine/client.js").Engine }>} */
async function started() {
  const client = /** @type {Client} */ (require(args.client));
  return { client, engine: new client.Engine(args.engine, args.storage) };
}

/** Resolves when the engine's process has been waited for, so that its time counts. @param {import("../src/engine/client.js").Engine} engine */
async function end(engine) {
  const { pid } = engine;
  engine.dispose();
  for (;;) {
    try {
      if (pid !== undefined) process.kill(pid, 0);
      else return;
    } catch {
      return;
    }
    await sleep(20);
  }
}

async function index() {
  const before = process.memoryUsage().rss;
  const startedMs = performance.now();
  const { client, engine } = await started();
  const store = await engine.open(args.folder, never);
  const query = client.parseQuery("from:1970-01-01").query;
  /** @type {number | undefined} */
  let firstRowsMs;
  while (firstRowsMs === undefined) {
    if (store.state.events === 0) await sleep(5);
    else {
      const ask = {
        query,
        sort: /** @type {const} */ ({ column: "time", descending: true }),
        start: 0,
        count: 50,
      };
      const rows = await store.rows(ask, never);
      if (rows.length > 0) firstRowsMs = performance.now() - startedMs;
    }
    if (store.state.phase === "stopped") throw new Error(store.state.failure?.message);
  }
  await store.settled(never);
  const wallMs = performance.now() - startedMs;
  const census = await store.census(never);
  const hostMb = (process.memoryUsage().rss - before) / 1e6;
  await end(engine);
  return { firstRowsMs, wallMs, census, hostMb };
}

async function reopen() {
  const startedMs = performance.now();
  const { client, engine } = await started();
  const store = await engine.open(args.folder, never);
  const query = client.parseQuery("from:1970-01-01").query;
  await store.rows({ query, sort: { column: "time", descending: true }, start: 0, count: 50 }, never);
  const ms = performance.now() - startedMs;
  const { revision } = store.state;
  await store.settled(never);
  const census = await store.census(never);
  await end(engine);
  return { ms, revision, census };
}

/** Questions of a session, each asked several times. */
async function ask() {
  const { client, engine } = await started();
  const store = await engine.open(args.folder, never);
  await store.settled(never);
  const census = await store.census(never);
  /** @param {string} text */
  const parsed = (text) => client.parseQuery(`${text} from:1970-01-01`).query;
  const timeline = /** @type {const} */ ({
    bins: 200,
    groupBy: "outcome",
    laneBy: "actor",
    maxLanes: 12,
    maxMarks: 2000,
  });
  const window = { fromMs: census.firstMs ?? 0, toMs: (census.lastMs ?? 0) + 1 };
  const questions = [
    () => store.summary(parsed("user:alice*"), never),
    () => store.summary(parsed("error:any"), never),
    () => store.summary(parsed("event:Delete* outcome:changed"), never),
    () => store.summary(parsed("-service:kms,sts access:write"), never),
    () => store.timeline(parsed(""), { ...timeline, ...window }, never),
    () => store.timeline(parsed("service:s3"), { ...timeline, ...window }, never),
    () => store.top(parsed(""), "user", 20, never),
    () => store.top(parsed("error:any"), "event", 20, never),
  ];
  /** @type {number[][]} */
  const timesOf = questions.map(() => []);
  for (let round = 0; round < 6; round++)
    for (const [at, question] of questions.entries()) {
      const startedMs = performance.now();
      await question();
      if (round > 0) timesOf[at]?.push(performance.now() - startedMs);
    }
  const startedMs = performance.now();
  const found = await store.summary(parsed("shop-uploads-nowhere"), never);
  const textMs = performance.now() - startedMs;
  await end(engine);
  const times = timesOf.flat().sort((a, b) => a - b);
  const each = timesOf.map((list) => Math.round(list.sort((a, b) => a - b)[2] ?? 0));
  return { each, p95Ms: times[Math.floor(times.length * 0.95)], textMs, found: found.count };
}
