import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundles } from "../../scripts/lib/bundles.mjs";
import { parsePublicKeys } from "../../src/core/digest/publicKeys.js";
import { createWorld } from "../../src/sample/data/world.js";
import { startSample, type SampleServer } from "../../src/sample/server.js";

/** Part of the sample's trail bucket as a folder, and the command line asking the same sample for the keys. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-keys-"));
const copy = join(folder, "copy");
let server: SampleServer;

beforeAll(async () => {
  const programs = (
    bundles(root) as readonly { readonly name: string; readonly options: BuildOptions }[]
  ).filter(({ name }) => ["cli", "aws", "validateWorker"].includes(name));
  for (const { options } of programs)
    await build({ ...options, absWorkingDir: root, outdir: join(folder, "dist"), logLevel: "silent" });
  const nowMs = Date.now();
  server = await startSample({ directory: join(folder, "aws"), eventsScale: 0.05, seed: 7, nowMs });
  const { bucket } = createWorld({ seed: 7, startMs: nowMs, eventsScale: 0.05 });
  const day = new Date(nowMs - 2 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "/");
  const objects = bucket.list("", nowMs).filter(({ key }) => key.includes(`/eu-west-1/${day}/`));
  for (const { key } of objects) {
    const path = join(copy, key);
    mkdirSync(dirname(path), { recursive: true });
    const object = bucket.get(key, nowMs);
    if (object) writeFileSync(path, object.body());
  }
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function cli(...words: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(folder, "dist", "cli.js"), "validate", copy, ...words], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      AWS_CONFIG_FILE: server.configFile,
      AWS_SHARED_CREDENTIALS_FILE: server.credentialsFile,
    },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

interface Told {
  readonly summary: { readonly keys?: unknown };
}

describe("keys of an account", () => {
  test("prove what no keys leave open, and can be saved for the next time", async () => {
    const saved = join(folder, "keys.json");
    const without = await cli("--json");
    expect(without.out).toContain("keyMissing");
    const online = await cli("--profile", "acme-prod", "--save-keys", saved, "--json");
    expect(online.out).not.toContain("keyMissing");
    expect((JSON.parse(online.out) as Told).summary).toBeDefined();
    expect(parsePublicKeys(JSON.parse(readFileSync(saved, "utf8")), "given").problems).toEqual([]);
    const offline = await cli("--keys", saved, "--json");
    expect(offline.out).toBe(online.out);
  });

  test("are not written over a file that is there", async () => {
    const { code, err } = await cli("--profile", "acme-prod", "--save-keys", server.configFile);
    expect(code).toBe(3);
    expect(err).toContain("Name another file");
  });

  test("a refused call says which permission is missing, and nothing counts as checked", async () => {
    const remove = server.faults.add({ kind: "denied", operation: "ListPublicKeys" });
    const { code, out, err } = await cli("--profile", "acme-prod");
    remove();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("cloudtrail:ListPublicKeys");
  });

  test.each([
    [["--profile", "acme-prod", "--keys", "x.json"]],
    [["--profile", "acme-prod", "--sample"]],
    [["--save-keys", "x.json"]],
    [["--profile", "acme-prod", "--from", "2001-01-01", "--to", "2001-01-02"]],
  ])("%j ends with 3", async (words) => {
    expect((await cli(...words)).code).toBe(3);
  });
});
