import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { diskFile, pieces } from "../../../src/host/search/exportFile.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
});
afterEach(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const content = (name: string): Promise<string> => readFile(join(folder, name), "utf8");

test("a file holds every part in order, also when they are many and not in Latin letters", async () => {
  const parts = Array.from({ length: 30_000 }, (_, at) => `Zeile ${at} ä😀\n`);
  await diskFile(join(folder, "events.csv"), english).write(parts, never);
  expect(await content("events.csv")).toBe(parts.join(""));
  expect(await readdir(folder)).toEqual(["events.csv"]);
});

test("a cancelled export leaves the file that was there and nothing else", async () => {
  await writeFile(join(folder, "events.csv"), "before");
  const abort = new AbortController();
  function* parts(): Generator<string> {
    for (let at = 0; at < 10; at++) {
      if (at === 5) abort.abort();
      yield "x".repeat(300_000);
    }
  }
  const writing = diskFile(join(folder, "events.csv"), english).write(parts(), abort.signal);
  await expect(writing).rejects.toMatchObject({ name: "AbortError" });
  expect(await readdir(folder)).toEqual(["events.csv"]);
  expect(await content("events.csv")).toBe("before");
});

test("an export that fails half way leaves the file that was there and says why", async () => {
  await writeFile(join(folder, "events.csv"), "before");
  function* parts(): Generator<string> {
    yield "x".repeat(300_000);
    throw new Error("a record cannot be read back");
  }
  const writing = diskFile(join(folder, "events.csv"), english).write(parts(), never);
  await expect(writing).rejects.toMatchObject({
    code: "export/failed",
    message: "events.csv could not be written: a record cannot be read back",
  });
  expect(await readdir(folder)).toEqual(["events.csv"]);
  expect(await content("events.csv")).toBe("before");
});

test("a folder that does not exist is named as the reason", async () => {
  const writing = diskFile(join(folder, "gone", "events.csv"), english).write(["x"], never);
  await expect(writing).rejects.toMatchObject({ code: "export/failed", message: /ENOENT/ });
});

test("parts are gathered into pieces worth a write", async () => {
  const gathered = async (parts: readonly string[]): Promise<string[]> => {
    const all: string[] = [];
    for await (const piece of pieces(parts)) all.push(piece);
    return all;
  };
  expect(await gathered([])).toEqual([]);
  expect(await gathered(["a", "b"])).toEqual(["ab"]);
  const long = await gathered(Array.from({ length: 5 }, () => "x".repeat(100_000)));
  expect(long.map(({ length }) => length)).toEqual([300_000, 200_000]);
});
