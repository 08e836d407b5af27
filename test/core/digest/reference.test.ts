import { spawn, spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addChain, bucket, makeKey, type Files } from "./madeChains.js";
import { referenceVerdicts } from "./referenceModel.js";
import { Random } from "./seeded.js";
import { tamperings } from "./tampering.js";

/**
 * The model against the real command on a local endpoint. It says what version 1.45.11 does (later ones look behind a
 * log's first gzip member); each run takes a second, so `REFERENCE_ROUNDS` says how many, and 0 leaves it out.
 */
const asked = spawnSync("aws", ["--version"], { encoding: "utf8" });
const version = asked.error ? "" : asked.stdout;
const rounds = version.startsWith("aws-cli/1.45.11 ") ? Number(process.env["REFERENCE_ROUNDS"] ?? 6) : 0;
const key = makeKey();
const attacker = makeKey();
const original: Files = new Map();
const digests = addChain(original, { hours: 7, keyAt: () => key });
let files = original;
let server: Server;

beforeAll(async () => {
  server = createServer((request, answer) => {
    const url = new URL(request.url ?? "", "http://localhost");
    if (request.method === "POST") {
      answer.setHeader("Content-Type", "application/x-amz-json-1.1");
      answer.end(JSON.stringify({ PublicKeyList: [key.listed] }));
      return;
    }
    const path = decodeURIComponent(url.pathname).replace(`/${bucket}`, "").replace(/^\//, "");
    if (path !== "") {
      const body = files.get(path);
      const saved = files.get(`${path}.meta.json`);
      for (const [name, value] of Object.entries(
        saved ? (JSON.parse(String(saved)) as Record<string, string>) : {},
      ))
        answer.setHeader(`x-amz-meta-${name}`, value);
      answer.statusCode = body ? 200 : 404;
      answer.end(body ?? "<Error><Code>NoSuchKey</Code></Error>");
    } else if (url.searchParams.has("location")) answer.end("<LocationConstraint/>");
    else answer.end(listing(url.searchParams.get("prefix") ?? "", url.searchParams.get("marker") ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const listing = (prefix: string, marker: string): string =>
  `<ListBucketResult><IsTruncated>false</IsTruncated>${[...files.keys()]
    .filter((name) => !name.endsWith(".meta.json") && name.startsWith(prefix) && name > marker)
    .sort()
    .map((name) => `<Contents><Key>${name}</Key></Contents>`)
    .join("")}</ListBucketResult>`;

async function askReference(): Promise<ReadonlyMap<string, string>> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const none = "/nonexistent";
  const env = {
    ...{ PATH: process.env["PATH"], HOME: none, AWS_ENDPOINT_URL_S3: url, AWS_ENDPOINT_URL_CLOUDTRAIL: url },
    ...{
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_DEFAULT_REGION: "us-east-1",
      NO_PROXY: "127.0.0.1",
    },
    ...{ AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none },
  };
  const words = [
    "cloudtrail",
    "validate-logs",
    "--verbose",
    "--s3-bucket",
    bucket,
    "--trail-arn",
    "arn:aws:cloudtrail:us-east-1:111122223333:trail/t-main",
  ];
  const child = spawn(
    "aws",
    [...words, "--start-time", "2025-03-01T00:00:00Z", "--end-time", "2025-03-02T00:00:00Z"],
    { env },
  );
  let out = "";
  child.stdout.on("data", (data) => (out += String(data)));
  child.stderr.on("data", (data) => (out += String(data)));
  await new Promise((resolve) => child.on("close", resolve));
  const lines = out.matchAll(/^(?:Digest|Log) file\ts3:\/\/[^/]+\/(\S+)\t(valid|INVALID)/gm);
  return new Map(Array.from(lines, ([, name = "", verdict = ""]) => [name, verdict]));
}

describe.skipIf(rounds === 0)("the model says what the AWS CLI says", () => {
  test.each(
    Array.from(
      { length: rounds },
      (_, round) =>
        ((round * 7) % tamperings.length) + Math.floor(round / tamperings.length) * tamperings.length,
    ),
  )("seed %i", async (seed) => {
    files = new Map(original);
    tamperings[seed % tamperings.length]?.spoil({ files, digests, key, attacker, random: new Random(seed) });
    expect(await askReference()).toEqual(referenceVerdicts(files, [key.listed]));
  });
});
