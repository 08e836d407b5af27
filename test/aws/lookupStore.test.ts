import { execFile } from "node:child_process";
import { readFile, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { FileLookupStore } from "../../src/aws/lookupStore.js";
import type { Log } from "../../src/core/base/log.js";
import { silentLog } from "../../src/core/base/log.js";
import type { Interval, LookupAttribute, LookupRow, LookupScope } from "../../src/core/search/lookup.js";
import { never, temporaryDirectory } from "./support.js";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);
const nowMs = startMs + 30 * dayMs;
const mega = 50_000_000;

const scope: LookupScope = {
  account: "dev",
  accountId: "111122223333",
  accountName: "dev",
  region: "eu-west-1",
  storeKey: "111122223333/eu-west-1/aws",
};
const alice: LookupAttribute = { key: "Username", value: "alice" };

/** An interval in minutes after the start. */
const minutes = (from: number, to: number): Interval => ({
  fromMs: startMs + from * 60_000,
  toMs: startMs + to * 60_000,
});

/** A row at a minute, with a body that does not compress to nothing. */
const row = (minute: number, id = `e${minute}`): LookupRow => ({
  EventId: id,
  EventName: "PutObject",
  EventTimeMs: startMs + minute * 60_000,
  Resources: [{ ResourceName: `r${minute}` }],
  CloudTrailEvent: JSON.stringify({ eventID: id, noise: Math.sin(minute).toString(36).repeat(3) }),
});

const rowsIn = (from: number, to: number): LookupRow[] =>
  Array.from({ length: to - from }, (_, index) => row(to - 1 - index));

let directory: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
});

const open = (size = mega, log: Log = silentLog, now = () => nowMs): FileLookupStore =>
  new FileLookupStore(directory, size, log, now);

async function readAll(
  store: FileLookupStore,
  interval: Interval,
  attribute?: LookupAttribute,
): Promise<LookupRow[]> {
  const rows: LookupRow[] = [];
  for await (const batch of store.read(scope, attribute, interval, never)) rows.push(...batch);
  return rows;
}

const files = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const segments = async (): Promise<string[]> => (await files()).filter((path) => path.endsWith(".jsonl.gz"));

describe("keeping rows", () => {
  test("gives back what was written, newest first, in another session too", async () => {
    await open().write(scope, undefined, minutes(0, 100), rowsIn(0, 100));
    expect(await open().covered(scope, undefined)).toEqual([minutes(0, 100)]);
    expect(await readAll(open(), minutes(0, 100))).toEqual(rowsIn(0, 100));
    expect(await readAll(open(), minutes(10, 20))).toEqual(rowsIn(10, 20));
  });

  test("covers an interval in which there is nothing", async () => {
    await open().write(scope, undefined, minutes(0, 60), []);
    expect(await open().covered(scope, undefined)).toEqual([minutes(0, 60)]);
    expect(await readAll(open(), minutes(0, 60))).toEqual([]);
  });

  test("keeps scopes and attributes apart", async () => {
    const store = open();
    await store.write(scope, alice, minutes(0, 60), [row(5)]);
    expect(await store.covered(scope, undefined)).toEqual([]);
    expect(await store.covered(scope, { key: "Username", value: "Alice" })).toEqual([]);
    expect(await store.covered({ ...scope, storeKey: "111122223333/eu-west-1/local" }, alice)).toEqual([]);
    expect(await readAll(store, minutes(0, 60), alice)).toEqual([row(5)]);
  });

  test("leaves out rows beside the interval, and claims whole seconds only", async () => {
    const store = open();
    const ragged = { fromMs: startMs + 500, toMs: startMs + 600_999 };
    await store.write(scope, undefined, ragged, [row(10), row(5), row(0)]);
    const inner = { fromMs: startMs + 1000, toMs: startMs + 600_000 };
    expect(await store.covered(scope, undefined)).toEqual([inner]);
    expect(await readAll(store, inner)).toEqual([row(5)]);
    await store.write(scope, alice, { fromMs: startMs + 100, toMs: startMs + 900 }, []);
    expect(await store.covered(scope, alice)).toEqual([]);
  });

  test("cuts many rows into several files, none in the middle of a moment", async () => {
    const crowd = Array.from({ length: 12_000 }, (_, index) =>
      row(100 - Math.floor(index / 300), `c${index}`),
    );
    await open().write(scope, undefined, minutes(0, 101), crowd);
    expect((await segments()).length).toBe(3);
    const back = await readAll(open(), minutes(0, 101));
    expect(back.map(({ EventId }) => EventId)).toEqual(crowd.map(({ EventId }) => EventId));
  });

  test("joins the small files that a walk leaves", async () => {
    const store = open();
    for (let at = 300; at > 0; at -= 10)
      await store.write(scope, undefined, minutes(at - 10, at), rowsIn(at - 10, at));
    expect(await segments()).toHaveLength(1);
    expect(await readAll(store, minutes(0, 300))).toEqual(rowsIn(0, 300));
  });

  test("gives each row once where intervals overlap", async () => {
    const store = open();
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    await store.write(scope, undefined, minutes(30, 90), rowsIn(30, 90));
    expect(await store.covered(scope, undefined)).toEqual([minutes(0, 90)]);
    expect(await readAll(store, minutes(0, 90))).toEqual(rowsIn(0, 90));
  });

  test("keeps nothing when the limit is zero", async () => {
    await open(0).write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    expect(await files()).toEqual([]);
  });

  test("keeps any rows over any intervals, whatever order they come in", async () => {
    const piece = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        await rm(directory, { recursive: true, force: true });
        const store = open();
        const wanted = new Set<number>();
        for (const [from, length] of pieces) {
          await store.write(scope, undefined, minutes(from, from + length), rowsIn(from, from + length));
          for (let minute = from; minute < from + length; minute++) wanted.add(minute);
        }
        const found: (string | undefined)[] = [];
        for (const interval of await store.covered(scope, undefined)) {
          found.push(...(await readAll(store, interval)).map(({ EventId }) => EventId));
        }
        expect(found.sort()).toEqual([...wanted].map((minute) => `e${minute}`).sort());
      }),
      { numRuns: 25 },
    );
  });
});

describe("privacy", () => {
  test("nobody but the user can read what is kept", async () => {
    const isWindows = process.platform === "win32"; // where the user's own folders are closed to others anyway
    await open().write(scope, alice, minutes(0, 60), rowsIn(0, 60));
    for (const path of await files()) expect((await stat(path)).mode & 0o777).toBe(isWindows ? 0o666 : 0o600);
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory())
        expect((await stat(join(entry.parentPath, entry.name))).mode & 0o777).toBe(isWindows ? 0o666 : 0o700);
    }
  });
});

describe("damage", () => {
  const warnings: string[] = [];
  const log: Log = { ...silentLog, warn: (message) => warnings.push(message) };
  beforeEach(() => void warnings.splice(0));

  const harms: readonly (readonly [string, (path: string) => Promise<void>])[] = [
    ["a shortened file", (path) => truncate(path, 20)],
    ["an empty file", (path) => truncate(path, 0)],
    [
      "another byte",
      async (path) => {
        const bytes = await readFile(path);
        bytes[30] = (bytes[30] ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
    ],
    ["other content", (path) => writeFile(path, "<html>")],
  ];

  test.each(harms)("%s is logged, not counted, and can be written anew", async (_name, harm) => {
    await open().write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    await open().write(scope, undefined, minutes(100, 160), rowsIn(100, 160));
    const [first = ""] = (await segments()).sort();
    await harm(first);
    const store = open(mega, log);
    expect(await store.covered(scope, undefined)).toEqual([minutes(100, 160)]);
    expect(warnings[0]).toContain("a damaged file of the event cache is removed");
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    expect(await store.covered(scope, undefined)).toEqual([minutes(0, 60), minutes(100, 160)]);
    expect(await readAll(store, minutes(0, 60))).toEqual(rowsIn(0, 60));
  });

  test("a file that is damaged after it was counted is told to whoever reads it", async () => {
    const store = open(mega, log);
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    expect(await store.covered(scope, undefined)).toEqual([minutes(0, 60)]);
    const [first = ""] = await segments();
    await truncate(first, 20);
    await expect(readAll(store, minutes(0, 60))).rejects.toMatchObject({ code: "cache/unreadable" });
    expect(await store.covered(scope, undefined)).toEqual([]);
  });

  test("foreign files are neither read nor removed", async () => {
    const store = open(mega, log);
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    const [first = ""] = await segments();
    await writeFile(join(first, "..", "notes.txt"), "mine");
    await writeFile(join(first, "..", "5-1-0-0123456789abcdef.jsonl.gz"), "backwards");
    expect(await store.covered(scope, undefined)).toEqual([minutes(0, 60)]);
    expect(warnings).toEqual([]);
  });

  test("a label that is damaged only hides whose rows they are", async () => {
    await open().write(scope, alice, minutes(0, 60), rowsIn(0, 60));
    const label = (await files()).find((path) => path.endsWith("about.json")) ?? "";
    await writeFile(label, "{");
    expect((await open().summary()).entries).toMatchObject([{ accountId: "", rows: 60 }]);
    await open().write(scope, alice, minutes(60, 70), []);
    expect((await open().summary()).entries).toMatchObject([
      { accountId: "111122223333", attribute: "Username=alice" },
    ]);
  });

  test("a directory that is a file rejects the write and covers nothing", async () => {
    await writeFile(join(directory, "v1"), "");
    expect(await open().covered(scope, undefined)).toEqual([]);
    await expect(open().write(scope, undefined, minutes(0, 60), [])).rejects.toThrow();
  });
});

describe("limits", () => {
  test("rows older than event history are gone", async () => {
    await open().write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    const later = open(mega, silentLog, () => startMs + 91 * dayMs);
    expect(await later.covered(scope, undefined)).toEqual([]);
    await later.write(scope, alice, { fromMs: startMs + 90 * dayMs, toMs: startMs + 90 * dayMs + 1000 }, []);
    expect(await segments()).toHaveLength(1);
  });

  test("above the size, what was used longest ago goes first", async () => {
    let clock = nowMs;
    const attribute = (index: number): LookupAttribute => ({ key: "Username", value: `user${index}` });
    await open().write(scope, attribute(0), minutes(0, 400), rowsIn(0, 400));
    const one = (await open().summary()).sizeBytes;
    const store = open(one * 4.5, silentLog, () => clock);
    for (let index = 1; index < 6; index++) {
      clock += 60_000;
      await readAll(store, minutes(0, 10), attribute(0));
      clock += 60_000;
      await store.write(scope, attribute(index), minutes(0, 400), rowsIn(0, 400));
    }
    const { sizeBytes, entries } = await store.summary();
    expect(sizeBytes).toBeLessThan(one * 4.5);
    expect(entries.map(({ attribute: text }) => text).sort()).toEqual([
      "Username=user0",
      "Username=user3",
      "Username=user4",
      "Username=user5",
    ]);
  });

  test("half-written files of a window that was closed are removed in time", async () => {
    await open().write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    const [first = ""] = await segments();
    const leftover = join(first, "..", ".x.tmp");
    await writeFile(leftover, "half");
    const later = open(mega, silentLog, () => Date.now() + 2 * 3_600_000);
    await later.write(scope, alice, minutes(0, 60), []);
    expect(await files()).not.toContain(leftover);
  });
});

describe("summary and clear", () => {
  test("say what is kept, and remove it", async () => {
    const store = open();
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    await store.write(scope, alice, minutes(0, 10), [row(3)]);
    await writeFile(join(directory, "other"), "not ours");
    const { directory: shown, entries, sizeBytes } = await store.summary();
    expect(shown).toBe(directory);
    expect(sizeBytes).toBeGreaterThan(0);
    expect(entries).toHaveLength(2);
    expect(entries).toContainEqual(
      expect.objectContaining({
        accountId: "111122223333",
        region: "eu-west-1",
        attribute: "Username=alice",
        rows: 1,
        intervals: [minutes(0, 10)],
      }),
    );
    await store.clear();
    expect((await store.summary()).entries).toEqual([]);
    expect(await files()).toEqual([join(directory, "other")]);
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    expect(await store.covered(scope, undefined)).toEqual([minutes(0, 60)]);
  });

  test("a reader whose rows are cleared in the middle is told, instead of losing rows in silence", async () => {
    const store = open();
    await store.write(scope, undefined, minutes(0, 60), rowsIn(0, 60));
    await store.write(scope, undefined, minutes(100, 160), rowsIn(100, 160));
    const reader = store.read(scope, undefined, minutes(0, 60), never);
    await open().clear();
    await expect(reader.next()).rejects.toMatchObject({ code: "cache/unreadable" });
  });
});

test("two windows write the same and neighbouring intervals at once, and nothing is lost or doubled", async () => {
  const script = join(directory, "window.cjs");
  await build({
    stdin: {
      contents: `
        import { FileLookupStore } from "./src/aws/lookupStore.ts";
        import { silentLog } from "./src/core/base/log.ts";
        const [directory, startMs, nowMs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
        const store = new FileLookupStore(directory, 5e7, silentLog, () => nowMs);
        const scope = ${JSON.stringify(scope)};
        const row = (minute) => ({ EventId: "e" + minute, EventTimeMs: startMs + minute * 60000 });
        for (let at = 600; at > 0; at -= 10) {
          const rows = Array.from({ length: 10 }, (_, index) => row(at - 1 - index));
          await store.write(scope, undefined, { fromMs: startMs + (at - 10) * 60000, toMs: startMs + at * 60000 }, rows);
        }`
        .replace("for (let at", "(async () => { for (let at")
        .concat("})();"),
      resolveDir: join(import.meta.dirname, "../.."),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: script,
    logLevel: "silent",
  });
  const cache = join(directory, "cache");
  const run = () => promisify(execFile)(process.execPath, [script, cache, String(startMs), String(nowMs)]);
  await Promise.all([run(), run(), run()]);
  const store = new FileLookupStore(cache, mega, silentLog, () => nowMs);
  expect(await store.covered(scope, undefined)).toEqual([minutes(0, 600)]);
  const ids: (string | undefined)[] = [];
  for await (const batch of store.read(scope, undefined, minutes(0, 600), never))
    ids.push(...batch.map(({ EventId }) => EventId));
  expect(ids).toEqual(Array.from({ length: 600 }, (_, index) => `e${599 - index}`));
});
