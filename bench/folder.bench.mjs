// A log folder of any size: what indexing it costs beside DuckDB's own reader and beside inflating alone, how soon the
// first rows are there, how long questions take. --events sets the size, 1,000,000 without it;
// CLOUDTRAIL_BENCH_FOLDER names a folder that `sample write` has made.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles } from "../scripts/lib/bundles.mjs";
import { bundle } from "./bundled.mjs";

const root = join(import.meta.dirname, "..");

/** @typedef {{ result: any, cpuS: number, wallS: number, peakMb: number }} Measured */

/** @type {import("../scripts/bench.mjs").Bench["run"]} */
export async function* run({ events = 1_000_000 }) {
  const place = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-bench-"));
  try {
    yield* measureAll(place, events);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** @param {string} place @param {number} events @returns {AsyncGenerator<import("../scripts/bench.mjs").Figure>} */
async function* measureAll(place, events) {
  const client = await built();
  const folder = process.env["CLOUDTRAIL_BENCH_FOLDER"] ?? written(join(place, "logs"), events);
  const args = {
    folder,
    storage: join(place, "index"),
    engine: join(root, "out/bench/engine.js"),
    client,
    out: join(place, "duckdb.parquet"),
  };
  const inflated = await probe("inflate", args);
  const index = await probe("index", args);
  yield* indexFigures(index, await probe("duckdb", args), inflated);
  yield* reopenFigures(await probe("reopen", args), index.result.census);
  yield* queryFigures(await probe("ask", args), folder);
}

/** The engine and a client of it, built for release. */
async function built() {
  const options = { absWorkingDir: root, outdir: join(root, "out/bench"), minify: true };
  for (const program of bundles(root).filter(({ name }) => ["cli", "engine"].includes(name)))
    await build({ ...program.options, ...options, logLevel: "error" });
  return bundle("folderClient", [
    'export { Engine } from "./src/engine/client.js";',
    'export { parseQuery } from "./src/core/search/queryText.js";',
  ]);
}

/** @param {string} folder @param {number} events */
function written(folder, events) {
  const words = ["sample", "write", "--events", String(events), "--out", folder, "--seed", "1"];
  execFileSync(process.execPath, [join(root, "out/bench/cli.js"), ...words], { stdio: "ignore" });
  return folder;
}

/** @param {Measured} index @param {Measured} duckdb @param {Measured} inflated */
function* indexFigures(index, duckdb, inflated) {
  const { census, firstRowsMs, hostMb } = index.result;
  const size = `${census.events} events in ${census.files} files`;
  const wall = `wall ${index.wallS.toFixed(1)} s, ${(index.wallS / index.cpuS).toFixed(2)} of CPU (target 0.6)`;
  yield figure(
    "index_vs_duckdb",
    index.cpuS,
    "CPU s",
    `${duckdb.cpuS.toFixed(1)} CPU s of DuckDB's own reader (target 0.7); ${size}; ${wall}`,
    index.cpuS / duckdb.cpuS,
  );
  yield figure(
    "index_vs_inflate",
    index.cpuS,
    "CPU s",
    `${inflated.cpuS.toFixed(1)} CPU s for inflating alone`,
    index.cpuS / inflated.cpuS,
  );
  const wallMs = index.wallS * 1000;
  yield figure(
    "first_rows_ms",
    firstRowsMs,
    "ms",
    `${wallMs.toFixed(0)} ms until all is read`,
    firstRowsMs / wallMs,
  );
  yield figure("engine_peak_mb", index.peakMb, "MB", "1300 MB (limit), all processes", index.peakMb / 1300);
  yield figure("host_mb", hostMb, "MB", `${index.peakMb.toFixed(0)} MB of the engine`, hostMb / index.peakMb);
  yield figure(
    "index_vs_gz",
    census.indexBytes / 1e6,
    "MB",
    `${(census.bytes / 1e6).toFixed(1)} MB of log files (limit 0.8)`,
    census.indexBytes / census.bytes,
  );
}

/** @param {Measured} reopened @param {any} census */
function* reopenFigures({ result }, census) {
  yield figure("reopen_ms", result.ms, "ms", "1000 ms (target)", result.ms / 1000);
  const unchanged = result.census.indexBytes === census.indexBytes;
  const read = census.files - result.census.files + (unchanged ? 0 : 1);
  const against = `${census.files} files in the folder: the index is unchanged by opening it again`;
  yield figure("reopen_files_read", read, "files", against, read / census.files);
}

/** @param {Measured} asked @param {string} folder */
function* queryFigures({ result: { p95Ms, textMs, each } }, folder) {
  const target = `100 ms (target for 1,000,000 events): filters, timelines, top N; medians ${each.join(", ")}`;
  yield figure("query_p95_ms", p95Ms, "ms", target, p95Ms / 100);
  const zgrep = zgrepMs(folder);
  const against = `${zgrep.toFixed(0)} ms of zgrep, from a tenth of the files`;
  yield figure("text_ms", textMs, "ms", against, textMs / zgrep);
}

/** @param {string} name @param {number} value @param {string} unit @param {string} against @param {number} ratio */
const figure = (name, value, unit, against, ratio) => ({
  figure: `folder.${name}`,
  value,
  unit,
  against,
  ratio,
});

/**
 * Runs a step; CPU seconds are those of the whole tree of processes, and so is the peak of memory (Linux alone tells).
 * @param {string} what
 * @param {object} args
 * @returns {Promise<Measured>}
 */
async function probe(what, args) {
  const before = childrenCpuS();
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "folderProbe.mjs"), what, JSON.stringify(args)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let text = "";
  child.stdout.on("data", (/** @type {Buffer} */ data) => (text += data.toString()));
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, treeMb(child.pid ?? 0))), 100);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
  return {
    result: JSON.parse(text),
    cpuS: childrenCpuS() - before,
    wallS: (performance.now() - startedMs) / 1000,
    peakMb,
  };
}

/** CPU time of all ended children and theirs. */
function childrenCpuS() {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Memory of the processes below one, itself left out. @param {number} top */
function treeMb(top) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statusOf(name, "PPid"));
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = [...(children.get(top) ?? [])];
  let sum = 0;
  for (let pid = below.pop(); pid !== undefined; pid = below.pop()) {
    sum += (Number(statusOf(String(pid), "VmRSS")) * 1024) / 1e6;
    below.push(...(children.get(pid) ?? []));
  }
  return sum;
}

/** @param {string} pid @param {string} field */
function statusOf(pid, field) {
  try {
    return (
      new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0"
    );
  } catch {
    return "0"; // it has ended
  }
}

/** What finding a text takes with zgrep, from a tenth of the files. @param {string} folder */
function zgrepMs(folder) {
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  const files = names
    .filter((name) => /_CloudTrail_[^/]*\.json\.gz$/.test(name))
    .filter((_, at) => at % 10 === 0);
  const startedMs = performance.now();
  for (let at = 0; at < files.length; at += 500) {
    try {
      execFileSync("zgrep", ["-l", "shop-uploads-nowhere", ...files.slice(at, at + 500)], {
        cwd: folder,
        stdio: "ignore",
      });
    } catch {
      // it ends with 1 where nothing is found
    }
  }
  return (performance.now() - startedMs) * 10;
}
