// Validating a month of one trail in four Regions beside reading, inflating and hashing the same files alone.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { bundles } from "../scripts/lib/bundles.mjs";
import { median } from "../scripts/lib/median.mjs";
import { bundle, load } from "./bundled.mjs";

/** @typedef {typeof import("../test/core/digest/madeChains.js")} Parts */

const regions = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2"];
const hours = 725;
const rounds = 5;
const limitMb = 200;

/** @returns {AsyncGenerator<import("../scripts/bench.mjs").Figure>} */
export async function* run() {
  const folder = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-bench-"));
  try {
    const cli = await buildPrograms(join(folder, "dist"));
    const parts = /** @type {Parts} */ (
      load(await bundle("chains", ['export * from "./test/core/digest/madeChains.ts";']))
    );
    const made = write(parts, folder);
    /** @type {number[]} */
    const limit = [];
    const ours = [];
    let peakMb = 0;
    for (let round = 0; round < rounds; round++) {
      const alone = await timed([join(import.meta.dirname, "validateLimit.mjs"), join(folder, "list")]);
      const ran = await timed([cli, "validate", join(folder, "logs"), "--keys", join(folder, "keys.json")]);
      if (ran.code !== 0 || alone.code !== 0)
        throw new Error(`ended with ${ran.code} and ${alone.code}: ${ran.out.slice(0, 2000)}`);
      limit.push(alone.ms);
      ours.push(ran.ms);
      peakMb = Math.max(peakMb, ran.peakMb);
    }
    const ratios = ours.map((ms, round) => ms / (limit[round] ?? NaN));
    yield {
      figure: "validate.vs_limit",
      value: median(ours) / 1000,
      unit: "s",
      against: `${(median(limit) / 1000).toFixed(2)} s to read, inflate and hash alone (at most 1.3); ${made}`,
      ratio: median(ratios),
    };
    yield {
      figure: "validate.peak_mb",
      value: peakMb,
      unit: "MB",
      against: `${limitMb} MB`,
      ratio: peakMb / limitMb,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The command and its worker as they are built for the product. @param {string} outdir */
async function buildPrograms(outdir) {
  const root = join(import.meta.dirname, "..");
  for (const { name, options } of bundles(root))
    if (name === "cli" || name === "validateWorker")
      await build({ ...options, absWorkingDir: root, outdir, minify: true, logLevel: "error" });
  return join(outdir, "cli.js");
}

/** @param {Parts} parts @param {string} folder */
function write({ addChain, makeKey }, folder) {
  const key = makeKey();
  let [digests, logs, bytes] = [0, 0, 0];
  const paths = [];
  for (const region of regions) {
    /** @type {import("../test/core/digest/madeChains.js").Files} */
    const files = new Map();
    const made = addChain(files, {
      hours,
      keyAt: () => key,
      region,
      logsAt: (hour) => 4 + Number(hour % 7 === 0),
      logText,
    });
    digests += made.length;
    logs += made.reduce((sum, each) => sum + each.logs.length, 0);
    for (const [path, body] of files) {
      const at = join(folder, "logs", path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, body);
      bytes += body.length;
      if (path.endsWith(".gz")) paths.push(at);
    }
  }
  writeFileSync(join(folder, "list"), paths.join("\n"));
  writeFileSync(join(folder, "keys.json"), JSON.stringify({ PublicKeyList: [key.listed] }));
  return `${digests} digests and ${logs} logs, ${(bytes / 1e6).toFixed(0)} MB; medians of ${rounds} by turns`;
}

/** Some 60 records of the size and repetition that real ones have. @param {number} hour @param {number} index */
function logText(hour, index) {
  let state = hour * 31 + index + 1;
  const random = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0).toString(16);
  const record = () => ({
    eventVersion: "1.09",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROA${random()}:session`,
      arn: `arn:aws:sts::111122223333:assumed-role/app-${random().slice(0, 2)}/session`,
      accountId: "111122223333",
      accessKeyId: `ASIA${random()}${random()}`,
    },
    eventTime: "2025-03-01T00:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "PutObject",
    awsRegion: "us-east-1",
    sourceIPAddress: "203.0.113.7",
    userAgent: "[aws-sdk-java/2.20.1 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.6 vendor/Amazon]",
    requestParameters: {
      bucketName: `data-${random().slice(0, 3)}`,
      key: `${random()}/${random()}${random()}.parquet`,
    },
    responseElements: { "x-amz-server-side-encryption": "aws:kms" },
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "ECDHE-RSA-AES128-GCM-SHA256",
      bytesTransferredIn: 1,
      "x-amz-id-2": `${random()}${random()}${random()}${random()}${random()}`,
    },
    requestID: `${random()}${random()}`,
    eventID: `${random()}-${random()}-${random()}`,
    readOnly: false,
    resources: [{ type: "AWS::S3::Object", ARN: `arn:aws:s3:::data/${random()}` }],
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: "111122223333",
    eventCategory: "Data",
  });
  return JSON.stringify({ Records: Array.from({ length: 60 }, record) });
}

/**
 * Runs a process to its end and watches its memory, workers and all, where the system tells.
 * @param {readonly string[]} words
 */
async function timed(words) {
  const start = performance.now();
  const child = spawn(process.execPath, [...words], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (/** @type {Buffer} */ data) => (out += data.toString()));
  let peakMb = 0;
  const watch = setInterval(() => {
    try {
      const [, kb = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      peakMb = Math.max(peakMb, Number(kb) / 1000);
    } catch {
      // the process has ended, or there is no /proc
    }
  }, 20);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(watch);
  return { code, ms: performance.now() - start, peakMb, out };
}
