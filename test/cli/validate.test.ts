import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundles } from "../../scripts/lib/bundles.mjs";
import { at } from "../../src/core/base/json.js";
import { addChain, makeKey, type Files } from "../core/digest/madeChains.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const key = makeKey();
const files: Files = new Map();
const digests = addChain(files, { hours: 4, keyAt: () => key });
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-validate-"));
  const programs = (
    bundles(root) as readonly { readonly name: string; readonly options: BuildOptions }[]
  ).filter(({ name }) => ["cli", "validateWorker"].includes(name));
  for (const { options } of programs)
    await build({ ...options, absWorkingDir: root, outdir: join(folder, "dist"), logLevel: "silent" });
  for (const [path, body] of files) for (const copy of ["good", "own", "bad"]) put(join(copy, path), body);
  const keys = JSON.stringify({ PublicKeyList: [key.listed] });
  put("keys.json", Buffer.from(keys));
  put("own/public-keys.json", Buffer.from(keys));
  put(join("bad", digests[1]?.logs[0] ?? ""), Buffer.from("<script>`|\u001b[31m"));
  put("bad/AWSLogs/<img src=x>\u001b[31m|`_CloudTrail.json", Buffer.from('{"Records":[]}'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, body: Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), body);
}

function cli(...words: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, "dist/cli.js"), "validate", ...words],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return { code: status, out: stdout, err: stderr };
}

describe("exit codes and the headline", () => {
  test("0 when all is proven by given keys", () => {
    const { code, out } = cli("good", "--keys", "keys.json");
    expect([code, out.split("\n")[0]]).toEqual([0, "4 of 4 digests and 8 of 8 logs proven"]);
  });
  test("1 when something is broken", () => {
    const { code, out } = cli("bad", "--keys", "keys.json");
    expect(code).toBe(1);
    expect(out).toContain("4 of 4 digests and 7 of 9 logs proven · 1 log modified");
  });
  test("2 when keys are missing, or come from the folder itself", () => {
    expect(cli("good").code).toBe(2);
    const own = cli("own");
    expect([own.code, own.out.includes("untrusted")]).toEqual([2, true]);
    expect(cli("own", "--keys", "own/public-keys.json").code).toBe(2);
  });
  test("2 when there is no digest, or none that was asked for", () => {
    expect(cli("dist", "--keys", "keys.json").code).toBe(2);
    expect(cli("good", "--keys", "keys.json", "--region", "eu-west-9").code).toBe(2);
  });
  test.each([
    [[]],
    [["nowhere"]],
    [["good", "--jsn"]],
    [["good", "--from", "soon"]],
    [["good", "--keys", "no"]],
    [["good", "--json", "--html"]],
  ])("3 for %j", (words) => {
    const { code, out, err } = cli(...words);
    expect([code, out, err === ""]).toEqual([3, "", false]);
  });
});

describe("reports", () => {
  const report = (format: string): string => cli("bad", "--keys", "keys.json", format).out;

  test.each(["--json", "--sarif", "--junit", "--markdown", "--html"])(
    "%s is the same every time and holds no raw markup or escapes",
    (format) => {
      const text = report(format);
      expect(report(format)).toBe(text);
      // eslint-disable-next-line no-control-regex -- that is what must not be there
      expect(text).not.toMatch(/\u001b/);
      if (format === "--html" || format === "--junit") expect(text).not.toContain("<img");
    },
  );
  test("JSON has a verdict with its evidence for every digest, link and log", () => {
    const json: unknown = JSON.parse(report("--json"));
    const verdicts = at(json, "verdicts") as unknown as readonly Record<string, unknown>[];
    const count = (about: string): number => verdicts.filter((each) => each["about"] === about).length;
    expect([count("digest"), count("link"), count("log")]).toEqual([4, 3, 9]);
    const digest = verdicts.find(({ about }) => about === "digest");
    expect(Object.keys(at(digest, "evidence") ?? {})).toEqual(
      expect.arrayContaining(["actualSha256", "signedText", "fingerprint"]),
    );
    expect(at(json, "summary", "outcome")).toBe("broken");
  });
  test("SARIF names the file of each result", () => {
    const json: unknown = JSON.parse(report("--sarif"));
    const [run] = at(json, "runs") as unknown as readonly unknown[];
    const results = at(run, "results") as unknown as readonly unknown[];
    const modified = results.find((each) => at(each, "ruleId") === "modified");
    const [location] = at(modified, "locations") as unknown as readonly unknown[];
    expect(at(location, "physicalLocation", "artifactLocation", "uri")).toBe(digests[1]?.logs[0]);
    expect(at(modified, "level")).toBe("error");
  });
});
