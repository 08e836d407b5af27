import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examineFile } from "../../../src/engine/validate/examineFile.js";
import { FolderReader, type FolderOptions } from "../../../src/engine/validate/folderReader.js";
import type { FileTable } from "../../../src/core/digest/fileTable.js";
import type { FileFacts } from "../../../src/core/digest/reader.js";
import { addChain, makeKey, sha256, type Files } from "../../core/digest/madeChains.js";

let folder: string;
let workerScript: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cloudtrail-explorer-folder-"));
  workerScript = join(folder, "worker.cjs");
  await build({
    entryPoints: ["src/engine/validate/worker.ts"],
    bundle: true,
    platform: "node",
    outfile: workerScript,
    logLevel: "silent",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, files: Files): string {
  for (const [path, body] of files) {
    const at = join(folder, name, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, body);
  }
  return join(folder, name);
}

async function readFolder(root: string, options: FolderOptions): Promise<FileTable> {
  const reader = new FolderReader(root, options);
  try {
    await reader.readAll();
    return reader.table;
  } finally {
    await reader.dispose();
  }
}

const signal = new AbortController().signal;
async function all(table: FileTable): Promise<FileFacts[]> {
  const found: FileFacts[] = [];
  for await (const files of table.files(new Set())) found.push(...files);
  for await (const digests of table.digests()) found.push(...digests.map(({ file }) => file));
  return found;
}

test("workers find what one thread finds, in the same order", async () => {
  const files: Files = new Map();
  const key = makeKey();
  addChain(files, { hours: 60, keyAt: () => key });
  const root = write("same", files);
  const [one, two] = [await readFolder(root, { signal }), await readFolder(root, { signal, workerScript })];
  expect(await all(two)).toEqual(await all(one));
  expect(await all(one)).toHaveLength(files.size);
});

test("a worker that dies over a file costs that file alone, and one that cannot start costs none", async () => {
  const files: Files = new Map(
    Array.from({ length: 144 }, (_, n) => [`${String(n).padStart(3, "0")}.json`, Buffer.from("{}")]),
  );
  const root = write("dying", files);
  const dying = join(folder, "dying.cjs");
  writeFileSync(
    dying,
    `const { parentPort } = require("node:worker_threads");
     parentPort.on("message", (paths) => {
       if (paths.some((path) => path.endsWith("120.json"))) process.exit(1);
       parentPort.postMessage(JSON.stringify(paths.map(() => ({ kind: "other", isCompressed: false }))));
     });`,
  );
  const lost = await all(await readFolder(root, { signal, workerScript: dying }));
  expect(lost.filter(({ problem }) => problem !== undefined).map(({ path }) => path)).toEqual(["120.json"]);
  const none = await all(await readFolder(root, { signal, workerScript: join(folder, "absent.cjs") }));
  expect(none.map(({ sha256: found }) => found)).toEqual(Array.from({ length: 144 }, () => sha256("{}")));
});

test("links are told and never followed", async () => {
  const root = write("links", new Map([["a.json", Buffer.from("{}")]]));
  symlinkSync("/etc", join(root, "etc"));
  symlinkSync(join(root, "a.json"), join(root, "b.json"));
  const found = await all(await readFolder(root, { signal }));
  expect(found.map(({ path, problem }) => [path, problem])).toEqual([
    ["a.json", undefined],
    ["b.json", "link"],
    ["etc", "link"],
  ]);
});

test("an aborted read ends", async () => {
  const root = write("aborted", new Map([["a.json", Buffer.from("{}")]]));
  await expect(readFolder(root, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

describe("a file that inflates to more than fits into memory at once", () => {
  const text = Buffer.concat([
    Buffer.from('{"Records":['),
    Buffer.alloc(40 * 2 ** 20, "0,"),
    Buffer.from("0]}"),
  ]);
  const packed = gzipSync(text);
  const at = (name: string, body: Buffer): string => join(write("large", new Map([[name, body]])), name);

  test("is hashed piece by piece", async () => {
    expect(await examineFile(at("whole", packed))).toMatchObject({
      sha256: sha256(text),
      trailing: undefined,
      problem: undefined,
    });
  });
  test("shows what lies behind it", async () => {
    const found = await examineFile(at("more", Buffer.concat([packed, gzipSync("{}")])));
    expect(found).toMatchObject({
      sha256: sha256(text),
      trailing: { kind: "member", bytes: gzipSync("{}").length },
    });
  });
  test("is cut short, damaged or too large when it is", async () => {
    expect((await examineFile(at("cut", packed.subarray(0, -3)))).problem).toBe("cutShort");
    expect((await examineFile(at("half", packed.subarray(0, packed.length / 2)))).problem).toBe("cutShort");
    const wrong = Buffer.from(packed);
    wrong.writeUInt8(wrong.readUInt8(wrong.length - 7) ^ 1, wrong.length - 7);
    expect((await examineFile(at("crc", wrong))).problem).toBe("damaged");
    expect((await examineFile(at("limit", packed), 2 ** 20)).problem).toBe("tooLarge");
  });
});
