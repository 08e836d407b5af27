// How well a search uses the two requests a second that LookupEvents allows, and how soon its first rows are here.
// The sample server runs in a process of its own with the service's own limits; the search is the product's.
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "../scripts/lib/median.mjs";
import { bundle, load } from "./bundled.mjs";
import { plantedRecords } from "./planted.mjs";

/** @typedef {import("../scripts/bench.mjs").Figure} Figure */
/** @typedef {import("../src/core/search/lookup.js").LookupRequest} LookupRequest */
/** @typedef {import("../src/core/search/lookup.js").LookupPages} LookupPages */
/** @typedef {{ endMs: number, request: LookupRequest }} Asked one page and when it was here */
/**
 * @typedef {object} Parts
 * @property {typeof import("../src/aws/connect.js").connectAws} connectAws
 * @property {typeof import("../src/aws/lookupStore.js").FileLookupStore} FileLookupStore
 * @property {typeof import("../src/core/search/eventHistory.js").EventHistory} EventHistory
 * @property {typeof import("../src/core/search/queryText.js").parseQuery} parseQuery
 * @property {typeof import("../src/core/search/resultSet.js").ResultSet} ResultSet
 * @property {typeof import("../src/core/base/log.js").silentLog} silentLog
 */

const account = "111122223333";
const regions = ["eu-west-1", "us-east-1", "eu-central-1"];
const pagesPerRegion = 110;
const perSecond = 2;
const hourMs = 3_600_000;
const days90Ms = 90 * 24 * hourMs;
const rounds = 7;
const never = new AbortController().signal;

/** @type {import("../src/core/base/clock.js").Clock} */
const clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};

/** @returns {AsyncGenerator<Figure>} */
export async function* run() {
  const folder = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-bench-"));
  const server = await startServer(folder);
  try {
    yield* measure(folder, server);
  } finally {
    server.child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {Server} server @returns {AsyncGenerator<Figure>} */
async function* measure(folder, server) {
  const parts = await loadParts();
  const services = connect(parts, server);
  /** @type {Asked[]} */
  const asked = [];
  const pages = recording(services.lookup, asked);
  const store = new parts.FileLookupStore(join(folder, "cache"), 1e9, parts.silentLog);
  const history = new parts.EventHistory({ pages, scopes: services.resolver, store, clock });

  const whole = await searchAll(parts, history, "last:90d");
  if (whole.size < regions.length * (pagesPerRegion - 1) * 50)
    throw new Error(`only ${whole.size} events were found`);
  const ratio = steadyRate(asked) / perSecond;
  yield {
    figure: "lookup.rate_ratio",
    value: ratio,
    unit: "",
    against: `${perSecond} pages a second a Region, which the service allows; ${asked.length} pages of 90 days in ${regions.length} Regions`,
    ratio,
  };
  const throttles = await throttled(server.endpoint);
  yield {
    figure: "lookup.throttles",
    value: throttles,
    unit: "answers",
    against: `${asked.length} pages asked for`,
    ratio: throttles / asked.length,
  };

  asked.length = 0;
  const settled = `from:${isoMinutes(Date.now() - days90Ms + hourMs)} to:${isoMinutes(Date.now() - hourMs)}`;
  const repeated = await searchAll(parts, history, settled);
  yield {
    figure: "lookup.repeat_requests",
    value: asked.length,
    unit: "requests",
    against: `${whole.pages} requests of the first search; ${repeated.size} events from the cache`,
    ratio: asked.length / whole.pages,
  };
  yield await firstRows(parts, services, pages);
  services.dispose();
}

/** @returns {Promise<Parts>} */
async function loadParts() {
  const file = await bundle("lookup", [
    'export { connectAws } from "./src/aws/connect.js";',
    'export { FileLookupStore } from "./src/aws/lookupStore.js";',
    'export { EventHistory } from "./src/core/search/eventHistory.js";',
    'export { parseQuery } from "./src/core/search/queryText.js";',
    'export { ResultSet } from "./src/core/search/resultSet.js";',
    'export { silentLog } from "./src/core/base/log.js";',
  ]);
  return /** @type {Parts} */ (load(file));
}

/** @param {Parts} parts @param {Server} server */
const connect = (parts, server) =>
  parts.connectAws({
    configFiles: [],
    env: { AWS_CONFIG_FILE: server.configFile, AWS_SHARED_CREDENTIALS_FILE: server.credentialsFile },
    home: homedir(),
    clock,
    log: parts.silentLog,
    prompts: { mfaCode: async () => undefined, isTrusted: () => true },
    extraRegions: () => regions,
  });

/**
 * The same pages, with each request noted down.
 * @param {LookupPages} pages @param {Asked[]} asked @returns {LookupPages}
 */
const recording = (pages, asked) => ({
  fetch: async (request, signal) => {
    const page = await pages.fetch(request, signal);
    asked.push({ endMs: performance.now(), request });
    return page;
  },
});

/**
 * A search for the newest rows beside one page fetched without the product's search, by turns and each after a pause,
 * so that neither waits for the pace.
 * @param {Parts} parts
 * @param {ReturnType<Parts["connectAws"]>} services
 * @param {LookupPages} pages
 * @returns {Promise<Figure>}
 */
async function firstRows(parts, services, pages) {
  const nothing = { covered: async () => [], read: async function* () {}, write: async () => undefined };
  const history = new parts.EventHistory({ pages, scopes: services.resolver, store: nothing, clock });
  const [scope] = await services.resolver.scopes({ accounts: [], regions: [] }, never);
  if (!scope) throw new Error("there is no Region to ask");
  const raw = [];
  const first = [];
  for (let round = 0; round < rounds; round++) {
    await sleep(1100);
    const toMs = Math.floor(Date.now() / 1000) * 1000;
    const rawStart = performance.now();
    await services.lookup.fetch(
      { scope, attribute: undefined, fromMs: toMs - days90Ms + 60_000, toMs, token: undefined },
      never,
    );
    raw.push(performance.now() - rawStart);
    await sleep(1100);
    const stop = new AbortController();
    const start = performance.now();
    const results = new parts.ResultSet();
    for await (const { events } of history.search(parts.parseQuery("last:90d").query, stop.signal)) {
      results.add(events);
      if (results.rows({ column: "time", descending: true }, 0, 50).length === 0) continue;
      first.push(performance.now() - start);
      stop.abort();
      break;
    }
  }
  const value = median(first);
  const against = `one page from the same server, ${median(raw).toFixed(1)} ms; medians of ${rounds} by turns`;
  return { figure: "lookup.first_rows_ms", value, unit: "ms", against, ratio: value / median(raw) };
}

/**
 * Pages a second while a Region has pages left: the first page does not count, as nothing was waited for before it.
 * @param {readonly Asked[]} asked
 */
function steadyRate(asked) {
  let pages = 0;
  let ms = 0;
  for (const region of regions) {
    const ends = asked.filter(({ request }) => request.scope.region === region).map(({ endMs }) => endMs);
    pages += ends.length - 1;
    ms += Math.max(...ends) - Math.min(...ends);
  }
  return (pages / ms) * 1000;
}

/**
 * @param {Parts} parts @param {import("../src/core/search/archive.js").Archive} history @param {string} text
 * @returns {Promise<{ size: number, pages: number }>}
 */
async function searchAll(parts, history, text) {
  const results = new parts.ResultSet();
  let pages = 0;
  for await (const { events, asked } of history.search(parts.parseQuery(text).query, never)) {
    results.add(events);
    pages = asked.scopes.reduce((sum, scope) => sum + scope.pages, 0);
    const failed = asked.scopes.find(({ state }) => state === "failed");
    if (failed) throw new Error(failed.failure?.message);
  }
  return { size: results.size, pages };
}

/** @typedef {{ child: import("node:child_process").ChildProcess, endpoint: string, configFile: string, credentialsFile: string }} Server */

/** @param {string} folder @returns {Promise<Server>} */
async function startServer(folder) {
  const script = await bundle("sample", ['import "./src/sample/main.js";']);
  const child = fork(script, ["--dir", join(folder, "aws"), "--scale", "0"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ready = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the sample server ended with ${code}`)));
  });
  const server = { ...ready, child };
  const now = Date.now();
  for (const region of regions) {
    const records = plantedRecords(
      pagesPerRegion * 50,
      account,
      region,
      now - days90Ms + 120_000,
      now - 60_000,
    );
    await control(server.endpoint, "POST", "events", { accountId: account, region, records });
  }
  return server;
}

/** @param {string} endpoint @returns {Promise<number>} how many requests the server refused as too many */
async function throttled(endpoint) {
  const all = /** @type {{ error?: string }[]} */ (await control(endpoint, "GET", "requests"));
  return all.filter(({ error }) => error === "ThrottlingException").length;
}

/** @param {string} endpoint @param {string} method @param {string} name @param {unknown} [body] @returns {Promise<unknown>} */
async function control(endpoint, method, name, body) {
  const answer = await fetch(`${endpoint}/_sample/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${name}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** @param {number} ms */
const isoMinutes = (ms) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
