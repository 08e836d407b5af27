import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { mkdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FileReport } from "../../src/core/logs/census.js";
import type { LogStore } from "../../src/core/logs/logStore.js";
import type { DuckBatch } from "../../src/core/sql/duckTarget.js";
import { EVENT_COLUMNS, type EventColumn } from "../../src/core/sql/schema.js";
import { Engine } from "../../src/engine/client.js";
import { everything, logFile, never, record, temporary, writeSample } from "./builders.js";
import { builtEngine } from "./running.js";

let script: string;
let place: Awaited<ReturnType<typeof temporary>>;
const engines: Engine[] = [];

beforeAll(async () => {
  script = await builtEngine("store");
}, 60_000);

beforeEach(async () => {
  place = await temporary();
  await mkdir(join(place.path, "logs"));
});

afterEach(async () => {
  for (const engine of engines.splice(0)) engine.dispose();
  await place.remove();
});

afterAll(async () => {
  await rm(dirname(script), { recursive: true, force: true });
});

const storage = (): string => join(place.path, "index");
const logs = (): string => join(place.path, "logs");
const newestFirst = { column: "time", descending: true } as const;

function engine(): Engine {
  const started = new Engine(script, storage());
  engines.push(started);
  return started;
}

async function opened(by = engine()): Promise<LogStore> {
  const store = await by.open(logs(), never);
  await store.settled(never);
  return store;
}

const put = (path: string, bytes: string | Uint8Array): Promise<void> => writeFile(join(logs(), path), bytes);

async function ids(store: LogStore, query = ""): Promise<readonly string[]> {
  const rows = await store.rows(
    { query: everything(query), sort: newestFirst, start: 0, count: 100_000 },
    never,
  );
  return rows.map(({ id }) => id).sort();
}

async function reports(store: LogStore): Promise<ReadonlyMap<string, FileReport>> {
  const found = new Map<string, FileReport>();
  for await (const files of store.files(never)) for (const file of files) found.set(file.path, file);
  return found;
}

async function sql(store: LogStore, text: string, signal = never): Promise<readonly DuckBatch[]> {
  const batches: DuckBatch[] = [];
  for await (const batch of store.sql(text, signal)) batches.push(batch);
  return batches;
}

describe("an index", () => {
  test("is opened again without reading a log file", async () => {
    const file = join(logs(), "a.json.gz");
    const written = new Date("2026-11-02T00:00:00Z");
    await put("a.json.gz", logFile([record("a")]));
    await utimes(file, written, written);
    const first = engine();
    await opened(first);
    first.dispose();
    await put("a.json.gz", "x".repeat(statSync(file).size));
    await utimes(file, written, written);
    expect(await ids(await opened())).toEqual(["a"]);
  });

  test("takes in new files alone, and notices changed and vanished ones", async () => {
    await put("a.json.gz", logFile([record("a")]));
    await put("b.json.gz", logFile([record("b")]));
    const store = await opened();
    await put("c.json", JSON.stringify({ Records: [record("c")] }));
    await put("a.json.gz", logFile([record("a2"), record("a3")]));
    await rm(join(logs(), "b.json.gz"));
    await store.refresh(never);
    expect(await ids(store)).toEqual(["a2", "a3", "c"]);
    expect((await store.census(never)).files).toBe(2);
  });

  test("shows an event once, and keeps it when the file that held the other copy goes", async () => {
    await put("a.json.gz", logFile([record("x"), record("y"), record("x")]));
    await put("b.json.gz", logFile([record("x"), record("z")]));
    const store = await opened();
    expect(await ids(store)).toEqual(["x", "y", "z"]);
    expect((await store.census(never)).duplicates).toBe(2);
    await rm(join(logs(), "a.json.gz"));
    await store.refresh(never);
    expect(await ids(store)).toEqual(["x", "z"]);
    await put("a.json.gz", logFile([record("x"), record("y")]));
    await rm(join(logs(), "b.json.gz"));
    await store.refresh(never);
    expect(await ids(store)).toEqual(["x", "y"]);
  });

  test("of another format is built anew", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const first = engine();
    await opened(first);
    first.dispose();
    const directory = join(storage(), readdirSync(storage())[0] ?? "");
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")) as object;
    await writeFile(join(directory, "manifest.json"), JSON.stringify({ ...manifest, format: "0 other" }));
    await put("a.json.gz", logFile([record("b")]));
    expect(await ids(await opened())).toEqual(["b"]);
  });

  test("that is damaged on disk is built anew where it is damaged", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const first = engine();
    await opened(first);
    first.dispose();
    const directory = join(storage(), readdirSync(storage())[0] ?? "");
    for (const name of readdirSync(directory)) if (name.endsWith(".parquet")) await rm(join(directory, name));
    expect(await ids(await opened())).toEqual(["a"]);
  });

  test("can be listed with its size, and removed", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const own = engine();
    await opened(own);
    const [stored] = await own.stored(never);
    expect(stored?.folder).toBe(logs());
    expect(stored?.sizeBytes).toBeGreaterThan(0);
    await own.remove(stored?.key ?? "", never);
    expect(await own.stored(never)).toEqual([]);
    expect(await ids(await opened(own))).toEqual(["a"]);
  });

  test("is shared by two processes, and kept up by the second when the first goes", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const first = engine();
    await opened(first);
    const second = await opened();
    expect(second.state.follows).toBe(true);
    expect(await ids(second)).toEqual(["a"]);
    await put("b.json.gz", logFile([record("b")]));
    await (await first.open(logs(), never)).refresh(never);
    await until(second, async () => (await ids(second)).length === 2);
    if (first.pid !== undefined) process.kill(first.pid, "SIGKILL");
    first.dispose();
    await until(second, () => Promise.resolve(!second.state.follows && second.state.phase === "ready"));
    await put("c.json.gz", logFile([record("c")]));
    await second.refresh(never);
    expect(await ids(second)).toEqual(["a", "b", "c"]);
  });
});

async function until(store: LogStore, holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await holds()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 100);
      const listener = store.changed(() => {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      });
    });
  }
}

describe("bad input is told and harms nothing else", () => {
  test("file by file", async () => {
    const good = logFile([record("good-1"), record("good-2")]);
    const large = logFile(
      Array.from({ length: 400 }, (_, at) =>
        record(`cut-${String(at)}`, { requestParameters: { noise: String(Math.sin(at)) } }),
      ),
    );
    const broken = Buffer.from(large);
    broken.fill(0x55, 200, 400);
    await put("good.json.gz", good);
    await put("cut.json.gz", large.subarray(0, large.length - 2_000));
    await put("broken.json.gz", broken);
    await put(
      "trailing.json.gz",
      Buffer.concat([logFile([record("trailing")]), Buffer.from("rubbish after the end")]),
    );
    await put("bomb.json.gz", gzipSync(Buffer.alloc(300 * 1024 * 1024)));
    await put("empty.json.gz", "");
    await put("logs.zip", Buffer.from("PK\u0003\u0004rest"));
    await put("notes.txt", "not a log");
    await put("digest.json.gz", gzipSync(JSON.stringify({ digestStartTime: "x", logFiles: [] })));
    await put("odd.json", JSON.stringify({ Records: [record("odd"), 17, { a: 1 }] }));
    await symlink(logs(), join(logs(), "loop"));
    await symlink("nowhere", join(logs(), "dangling"));
    await writeFile(
      Buffer.concat([Buffer.from(`${logs()}/`), Buffer.from([0x6c, 0xff, 0xfe])]),
      logFile([record("renamed")]),
    );
    const store = await opened();
    const found = await reports(store);
    const told = Object.fromEntries(
      [...found].map(([path, { state, why }]) => [path, why === "" ? state : `${state}: ${why}`]),
    );
    expect(told).toEqual({
      "good.json.gz": "read",
      "cut.json.gz": "partly: cut off: its end is missing",
      "broken.json.gz": "skipped: damaged: its gzip data is not sound",
      "trailing.json.gz": "partly: data after the end of the gzip stream",
      "bomb.json.gz": "skipped: unpacks to more than 256 MB, which no CloudTrail file does",
      "empty.json.gz": "skipped: empty",
      "logs.zip": "skipped: a zip archive: unpack it first",
      "notes.txt": "skipped: Not CloudTrail: text that is no JSON and no table of events.",
      "digest.json.gz": "skipped: A digest file: it proves log files and holds no events.",
      "odd.json": "partly: some of its records are none",
      loop: "skipped: a link to a folder that is read already",
      dangling: "skipped: a link that leads nowhere",
      "l%FF%FE": "read",
    });
    const all = await ids(store);
    expect(all).toEqual(expect.arrayContaining(["good-1", "good-2", "trailing", "odd", "renamed"]));
    expect(all.filter((id) => id.startsWith("cut-")).length).toBe(found.get("cut.json.gz")?.events);
    expect(found.get("cut.json.gz")?.events).toBeGreaterThan(100);
    const { record: raw, path } = (await store.event("renamed", never)) ?? {};
    expect([raw?.["eventID"], path]).toEqual(["renamed", "l%FF%FE"]);
  });

  test("a folder that is not there is a Failure", async () => {
    await expect(engine().open(join(logs(), "none"), never)).rejects.toMatchObject({
      code: "folder/unreadable",
    });
  });

  test("a folder that vanishes while it is read leaves what was read", async () => {
    await writeSample(logs(), 3_000);
    const store = await engine().open(logs(), never);
    await rename(logs(), `${logs()}-gone`);
    await store
      .settled(never)
      .catch((error: unknown) => expect(error).toMatchObject({ code: "folder/unreadable" }));
    const { count } = await store.summary(everything(""), never);
    expect(count).toBe((await store.census(never)).events);
  });
});

/** Dotted paths of all that is no row itself. */
const pathsOf = ({ name, fields }: EventColumn, before: string): readonly string[] =>
  fields ? fields.flatMap((field) => pathsOf(field, `${before}${name}.`)) : [before + name];

describe("a person's SQL", () => {
  test("has the columns the editor completes, with their fields, and no others", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const store = await opened();
    const [all] = await sql(store, "SELECT * FROM events");
    expect(all?.columns.map(({ name }) => name)).toEqual(EVENT_COLUMNS.map(({ name }) => name.toLowerCase()));
    const paths = EVENT_COLUMNS.filter(({ type }) => type === "row").flatMap((column) => pathsOf(column, ""));
    const [fields] = await sql(store, `SELECT ${paths.join(", ")} FROM events`);
    expect(fields?.columns).toHaveLength(paths.length);
    const ofResource = EVENT_COLUMNS.find(({ name }) => name === "resources")?.fields ?? [];
    await sql(store, `SELECT ${ofResource.map(({ name }) => `resources[1].${name}`).join(", ")} FROM events`);
    const structs =
      all?.columns.filter(({ type }) => type.startsWith("STRUCT") && !type.endsWith("[]")) ?? [];
    expect(structs.flatMap(({ type }) => type.match(/ VARCHAR/g) ?? [])).toHaveLength(paths.length);
  });

  test("reaches into TLS details by dots, as on Lake", async () => {
    const tlsDetails = { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" };
    await put("a.json.gz", logFile([{ ...record("a"), tlsDetails }, record("b")]));
    const store = await opened();
    const [batch] = await sql(
      store,
      "SELECT tlsDetails.tlsVersion, tlsDetails.clientProvidedHostHeader, tlsDetails FROM events ORDER BY eventID",
    );
    expect(batch?.rows).toEqual([
      [
        "TLSv1.3",
        null,
        { tlsversion: "TLSv1.3", ciphersuite: tlsDetails.cipherSuite, clientprovidedhostheader: null },
      ],
      [null, null, null],
    ]);
  });

  test("sees CloudTrail Lake's columns and the model's", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const store = await opened();
    const [batch] = await sql(
      store,
      "SELECT eventtime, useridentity.arn, readonly, actor, resource, requestparameters->>'bucketName' AS bucket, eventjson->>'eventID' AS id FROM events",
    );
    expect(batch?.rows).toEqual([
      ["2026-11-01 10:00:00", "arn:aws:iam::111122223333:user/alice", false, "alice", "logs", "logs", "a"],
    ]);
    expect(batch?.columns[0]).toEqual({ name: "eventtime", type: "TIMESTAMP" });
    expect(
      (await sql(store, "WITH t AS (SELECT * FROM events) SELECT count(*) AS n FROM t, range(3)"))[0]?.rows,
    ).toEqual([[3]]);
  });

  test.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM events WHERE eventid IN (SELECT content FROM read_text('/etc/passwd'))",
    "WITH x AS (FROM glob('/*')) SELECT * FROM x",
    "ATTACH '/tmp/x.db' AS x",
    "COPY events TO '/tmp/stolen.csv'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "PRAGMA database_list",
    "CREATE TABLE x AS SELECT 1",
    "SELECT 1; SELECT 2",
    "SELECT * FROM segments",
    "SELECT * FROM information_schema.tables",
    "SELECT getenv('HOME')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM query('SELECT 1')",
    "EXPLAIN SELECT 1",
  ])("is refused: %s", async (text) => {
    await put("a.json.gz", logFile([record("a")]));
    const store = await opened();
    await expect(sql(store, text)).rejects.toMatchObject({ code: "sql/refused" });
  });

  test("with a mistake says what it is", async () => {
    const store = await opened();
    await expect(sql(store, "SELECT nothing FROM events")).rejects.toMatchObject({ code: "sql/wrong" });
    await expect(sql(store, "SELEC")).rejects.toMatchObject({ code: "sql/wrong" });
  });

  test("that never ends can be stopped, and the engine answers on", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const own = engine();
    const store = await opened(own);
    const pid = own.pid;
    const stop = new AbortController();
    const running = sql(store, "SELECT count(*) FROM range(1000000000) a, range(1000000000) b", stop.signal);
    setTimeout(() => stop.abort(), 200);
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(await ids(store)).toEqual(["a"]);
    expect(own.pid).toBe(pid);
  });
});

describe("after a crash", () => {
  test("of engine or workers at any moment no file is lost and no answer wrong", async () => {
    for (let file = 0; file < 300; file++)
      await put(
        `f${String(file)}.json.gz`,
        logFile([0, 1, 2, 3].map((at) => record(`e-${String(file)}-${String(at)}`))),
      );
    const expected = await ids(await opened());
    expect(expected).toHaveLength(1_200);
    for (const each of engines.splice(0)) each.dispose();
    let seed = 17;
    for (let round = 0; round < 20; round++) {
      await rm(storage(), { recursive: true, force: true });
      const own = engine();
      const store = await own.open(logs(), never);
      for (let kill = 0; kill < 2; kill++) {
        seed = (seed * 48_271) % 2_147_483_647;
        await new Promise((resolve) => setTimeout(resolve, seed % 500));
        const victims = [own.pid, ...childrenOf(own.pid)].filter((pid) => pid !== undefined);
        const victim = victims[seed % Math.max(1, victims.length)];
        try {
          if (victim !== undefined) process.kill(victim, "SIGKILL");
        } catch {
          // it had ended by itself
        }
      }
      await store.settled(never);
      expect(await ids(store)).toEqual(expected);
      const files = await reports(store);
      expect([...files.values()].filter(({ why }) => /engine/.test(why))).toEqual([]);
      own.dispose();
    }
  }, 300_000);

  test("what was being asked is asked once more", async () => {
    await put("a.json.gz", logFile([record("a")]));
    const own = engine();
    const store = await opened(own);
    if (own.pid !== undefined) process.kill(own.pid, "SIGKILL");
    expect(await ids(store)).toEqual(["a"]);
  });
});

/** Linux tells a process's children; elsewhere only the engine itself is ended. */
function childrenOf(pid: number | undefined): readonly number[] {
  try {
    return execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim()
      .split(/\s+/)
      .filter((text) => text !== "")
      .map(Number);
  } catch {
    return [];
  }
}
