import { spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundles } from "../../scripts/lib/bundles.mjs";

/** The built command line as a process of its own, over files on disk. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(root, "test/fixtures/documents");

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-explain-"));
  const all = bundles(root) as readonly { readonly name: string; readonly options: BuildOptions }[];
  const program = all.find(({ name }) => name === "cli");
  if (!program) throw new Error("there is no bundle of the command line");
  await build({ ...program.options, absWorkingDir: root, outdir: folder, logLevel: "silent" });
  const logs = join(folder, "logs");
  await mkdir(join(logs, "deep/.hidden"), { recursive: true });
  const log = await readFile(join(fixtures, "log.json"));
  await writeFile(join(logs, "a-log-without-ending"), gzipSync(log));
  await writeFile(join(logs, "b.json.gz"), log);
  await writeFile(join(logs, "c.json.gz"), gzipSync(log).subarray(0, -12));
  await copyFile(join(fixtures, "console.csv"), join(logs, "deep/console.csv"));
  await copyFile(join(fixtures, "foreign.txt"), join(logs, "deep/letter.txt"));
  await copyFile(join(fixtures, "log.json"), join(logs, "deep/.hidden/log.json"));
  await symlink(logs, join(logs, "deep/loop"), "dir");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function explain(words: readonly string[], input = ""): Promise<Ended> {
  const child = spawn(process.execPath, [join(folder, "cli.js"), "explain", ...words], {
    cwd: folder,
    stdio: "pipe",
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const lines = (out: string): Record<string, unknown>[] =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("prints one JSON line an event, with exactly the keys the help promises", async () => {
  const { code, out, err } = await explain([join(fixtures, "log.json"), "--json"]);
  expect({ code, err }).toEqual({ code: 0, err: "3 events in 1 file.\n" });
  const events = lines(out);
  expect(events.map(({ index }) => index)).toEqual([0, 1, 2]);
  for (const event of events) {
    expect(Object.keys(event)).toEqual([
      "eventID",
      "file",
      "index",
      "actor",
      "via",
      "resources",
      "change",
      "sentence",
    ]);
    expect(Object.keys(event["actor"] as object)).toEqual(["name", "kind", "chain"]);
    expect(Object.keys(event["via"] as object)).toEqual(["tool", "confidence", "grounds"]);
    expect(Object.keys(event["change"] as object)).toEqual(["class", "marks"]);
    for (const resource of event["resources"] as object[])
      expect(Object.keys(resource)).toEqual(["type", "id", "arn", "role", "confidence", "grounds"]);
  }
});

test("reads a folder to its ground by content, once round a loop of links, and keeps what a torn file holds", async () => {
  const { code, out, err } = await explain(["logs", "--json"]);
  expect(code).toBe(2);
  const found = lines(out);
  const files = found.filter((line) => "file" in line).map(({ file }) => file);
  const names = ["logs/a-log-without-ending", "logs/b.json.gz", "logs/c.json.gz", "logs/deep/console.csv"];
  expect([...new Set(files)]).toEqual(names.map((name) => join(name)));
  const problems = found.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  expect(problems).toContainEqual({
    file: join("logs/c.json.gz"),
    position: {},
    reason: "The compressed data is damaged: unexpected end of file.",
  });
  expect(err).toContain("1 passed over");
});

test("reads what is piped in", async () => {
  const { code, out } = await explain(["-"], await readFile(join(fixtures, "lines.jsonl"), "utf8"));
  expect(code).toBe(0);
  expect(out.trimEnd().split("\n")).toHaveLength(3);
  expect(out).toMatch(/^2023-07-10T11:55:23Z {2}\S/);
});

test("leads the chain of a session back to whoever took its role, over the files read before", async () => {
  const session = "arn:aws:sts::111122223333:assumed-role/Deploy/nightly";
  const common = { eventVersion: "1.08", awsRegion: "eu-west-1", recipientAccountId: "111122223333" };
  const start = {
    ...common,
    eventID: "start",
    eventTime: "2026-11-20T10:00:00Z",
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    userIdentity: {
      type: "IAMUser",
      userName: "alice",
      accountId: "111122223333",
      accessKeyId: "AKIAEXAMPLE",
    },
    responseElements: { credentials: { accessKeyId: "ASIAEXAMPLE" }, assumedRoleUser: { arn: session } },
  };
  const use = {
    ...common,
    eventID: "use",
    eventTime: "2026-11-20T10:05:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "DeleteBucket",
    userIdentity: {
      type: "AssumedRole",
      arn: session,
      accountId: "111122223333",
      accessKeyId: "ASIAEXAMPLE",
    },
  };
  const { out } = await explain(["-", "--json"], `${JSON.stringify(start)}\n${JSON.stringify(use)}\n`);
  const chains = lines(out).map(({ actor }) => (actor as { chain: unknown }).chain);
  expect(chains).toEqual([
    ["alice", "account 111122223333"],
    ["alice", "account 111122223333", "nightly", "role Deploy"],
  ]);
});

test("tells on stderr what it could not read and where", async () => {
  const { code, out, err } = await explain([join(fixtures, "damaged-lines.jsonl")]);
  expect(code).toBe(2);
  expect(out.trimEnd().split("\n")).toHaveLength(2);
  expect(err).toMatch(
    /damaged-lines\.jsonl:2: No valid JSON.*\n.*damaged-lines\.jsonl:3: Text that is no JSON/,
  );
  expect(err).toMatch(/2 events in 1 file, 2 could not be read\.\n$/);
});

test.each([
  [["nothing here"], 4],
  [[join(fixtures, "digest.json")], 1],
  [[join(fixtures, "log.json"), join(fixtures, "digest.json")], 0],
  [[join(fixtures, "log.json"), "nowhere"], 4],
  [[], 3],
  [["--csv", "x"], 3],
])("ends for %j with %i", async (words, wanted) => {
  expect((await explain(words)).code).toBe(wanted);
});

test("stops without a word of trouble when the reader has gone", async () => {
  const many = `${JSON.stringify({ eventName: "X", eventTime: "2026-11-20T12:00:00Z" })}\n`.repeat(50_000);
  await writeFile(join(folder, "many.jsonl"), many);
  const child = spawn(process.execPath, [join(folder, "cli.js"), "explain", "--json", "many.jsonl"], {
    cwd: folder,
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(2);
  expect(err).not.toContain("EPIPE");
});
