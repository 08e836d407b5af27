import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Range } from "../../../src/core/digest/series.js";
import type { Verdict } from "../../../src/core/digest/verdict.js";
import { validateFolder, type ValidateOptions } from "../../../src/engine/validate/validateFolder.js";
import { ringOf } from "../../core/digest/inMemory.js";
import { addChain, makeKey, type Files, type MadeDigest } from "../../core/digest/madeChains.js";
import { tamperings } from "../../core/digest/tampering.js";
import { Random } from "../../core/digest/seeded.js";

const key = makeKey();
const attacker = makeKey();
const keys = ringOf(key);
const { signal } = new AbortController();
let top: string;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-streamed-"));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

let folders = 0;
function write(files: Files): string {
  const folder = join(top, String(++folders));
  for (const [path, body] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  return folder;
}

/** Two Regions of one trail. */
function twoRegions(hours: number): { files: Files; digests: readonly MadeDigest[] } {
  const files: Files = new Map();
  const plan = { hours, keyAt: () => key };
  const digests = addChain(files, plan);
  addChain(files, { ...plan, region: "eu-west-1" });
  return { files, digests };
}

interface Ran {
  readonly verdicts: readonly Verdict[];
  readonly starts: number;
  /** When the first verdict came. */
  readonly readAtFirst: number;
  readonly filesRead: number;
}

async function run(folder: string, options: Partial<ValidateOptions> = {}): Promise<Ran> {
  let verdicts: Verdict[] = [];
  let [starts, filesRead, readAtFirst] = [1, 0, -1];
  const onProgress = (files: number): void => void (filesRead = files);
  for await (const step of validateFolder(folder, { keys, range: {}, signal, onProgress, ...options })) {
    if (step === "startOver") {
      starts++;
      verdicts = [];
      continue;
    }
    if (step.length > 0 && readAtFirst < 0) readAtFirst = filesRead;
    verdicts.push(...step);
  }
  return { verdicts, starts, readAtFirst, filesRead };
}

test("verdicts come while logs are still being read, and are those of a folder that is read first", async () => {
  const { files } = twoRegions(200);
  const folder = write(files);
  const [streamed, firm] = [await run(folder), await run(folder, { isFirm: true })];
  expect(streamed.readAtFirst).toBeLessThan(files.size);
  expect(firm.readAtFirst).toBe(files.size);
  expect(streamed.filesRead).toBe(files.size);
  expect(JSON.stringify(streamed.verdicts)).toBe(JSON.stringify(firm.verdicts));
});

test.each(tamperings.map(({ kind, spoil }) => [kind, spoil] as const))(
  "%s: the verdicts are the same when they come early",
  async (kind, spoil) => {
    const { files, digests } = twoRegions(6);
    spoil({ files, digests, key, attacker, random: new Random(kind.length) });
    const folder = write(files);
    const [streamed, firm] = [await run(folder), await run(folder, { isFirm: true })];
    expect(JSON.stringify(streamed.verdicts)).toBe(JSON.stringify(firm.verdicts));
  },
);

test("a digest that hides under the name of a log makes the walk start over", async () => {
  const { files, digests } = twoRegions(40);
  const hidden = digests[20]?.key ?? "";
  const disguise = digests[30]?.logs[0]?.replace(/_[^_]+$/, "_HiddenHiddenHidd.json.gz") ?? "";
  files.set(disguise, files.get(hidden) ?? Buffer.alloc(0));
  files.delete(hidden);
  const folder = write(files);
  const [streamed, firm] = [await run(folder), await run(folder, { isFirm: true })];
  expect(streamed.starts).toBe(2);
  expect(firm.starts).toBe(1);
  expect(JSON.stringify(streamed.verdicts)).toBe(JSON.stringify(firm.verdicts));
  expect(streamed.verdicts.find(({ path }) => path === disguise)?.standing).toBe("broken");
});

test("what is asked for narrowly opens the digests around it and its own logs alone", async () => {
  const { files, digests } = twoRegions(100);
  const chosen = digests[50];
  const endMs = Date.parse(String(chosen?.json["digestEndTime"]));
  const range: Range = { account: "111122223333", region: "us-east-1", fromMs: endMs - 1, toMs: endMs };
  const folder = write(files);
  const ran = await run(folder, { range });
  const digestsAndMetadata = 2 * digests.length;
  expect(ran.filesRead).toBe(digestsAndMetadata + (chosen?.logs.length ?? 0));
  const all = await run(folder);
  const own = all.verdicts.filter(({ name }) => name === chosen?.key || chosen?.logs.includes(name));
  expect(ran.verdicts.filter(({ about }) => about !== "end")).toEqual(own);
});

test("what is asked for narrowly and lost is looked for in every file", async () => {
  const { files, digests } = twoRegions(30);
  const chosen = digests[10];
  const [lost = "", kept = ""] = chosen?.logs ?? [];
  const elsewhere = "AWSLogs/111122223333/CloudTrail/eu-west-1/2025/03/01/kept-aside.json.gz";
  files.set(elsewhere, files.get(lost) ?? Buffer.alloc(0));
  files.set(lost, gzipSync('{"Records":[]}'));
  const endMs = Date.parse(String(chosen?.json["digestEndTime"]));
  const range: Range = { region: "us-east-1", fromMs: endMs - 1, toMs: endMs };
  const { verdicts } = await run(write(files), { range });
  expect(verdicts.find(({ name }) => name === lost)).toMatchObject({
    grade: "modified",
    grounds: ["hashDiffers", "contentElsewhere"],
    evidence: { copyAt: elsewhere },
  });
  expect(verdicts.find(({ name }) => name === kept)?.grade).toBe("authentic");
});

test("an aborted validation ends without a verdict", async () => {
  const folder = write(twoRegions(2).files);
  await expect(run(folder, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
