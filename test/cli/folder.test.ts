import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SAMPLE_QUERIES } from "../../src/core/sql/samples/samples.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at } from "../../src/core/base/json.js";
import { builtEngine } from "../engine/running.js";

/** The built command line and its engine as processes of their own, over a folder that `sample write` has made. */
let place: string;
let logs: string;
let programs: string;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function cli(...words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(programs, "cli.js"), ...words], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: place,
      USERPROFILE: place,
      XDG_CACHE_HOME: join(place, "cache"),
    },
    stdio: "pipe",
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const lines = (out: string): readonly string[] => out.split("\n").filter((line) => line !== "");
const objects = (out: string): readonly unknown[] => lines(out).map((line): unknown => JSON.parse(line));

beforeAll(async () => {
  programs = dirname(await builtEngine("cli-folder", ["cli"]));
  place = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-folder-"));
  logs = join(place, "logs");
  const written = await cli("sample", "write", "--events", "600", "--out", logs, "--seed", "3");
  expect(written.code).toBe(0);
}, 60_000);

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
  await rm(programs, { recursive: true, force: true });
});

describe("index", () => {
  test("tells what the folder holds, and accounts for every file", async () => {
    const { code, out } = await cli("index", logs, "--json");
    expect(code).toBe(0);
    const census: unknown = JSON.parse(out);
    const files = (await readdir(logs, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    expect(at(census, "events")).toBe(600);
    expect(at(census, "files")).toBe(files.length);
    expect(Number(at(census, "read")) + Number(at(census, "skipped"))).toBe(files.length);
  });

  test("ends with 2 when a file could not be read, and names it", async () => {
    const broken = join(logs, "broken.json.gz");
    await writeFile(broken, Buffer.from("1f8b0800deadbeef", "hex"));
    const { code, out } = await cli("index", logs);
    await rm(broken);
    expect(code).toBe(2);
    expect(out).toContain("broken.json.gz");
    expect(out).toMatch(/^600 events, /);
  });

  test("ends with 4 when there is no such folder and with 3 when none is named", async () => {
    const missing = await cli("index", join(place, "nowhere"));
    expect([missing.code, missing.out]).toEqual([4, ""]);
    expect(missing.err).toContain("does not exist");
    expect((await cli("index")).code).toBe(3);
  });
});

describe("search in a folder", () => {
  test("finds the events whose records say so, newest first", async () => {
    const all = await cli("search", logs, "--json");
    expect(all.code).toBe(0);
    expect(lines(all.out)).toHaveLength(600);
    const denied = objects(all.out).filter((each) => at(each, "record", "errorCode") === "AccessDenied");
    const found = await cli("search", "error:AccessDenied", "--folder", logs, "--json");
    expect(objects(found.out).map((each) => at(each, "record", "eventID"))).toEqual(
      denied.map((each) => at(each, "record", "eventID")),
    );
    expect(denied.length).toBeGreaterThan(0);
    const times = objects(all.out).map((each) => JSON.stringify(at(each, "time")));
    expect([...times].sort().reverse()).toEqual(times);
  });

  test("prints a table for people, and as many rows as --limit allows", async () => {
    const { code, out, err } = await cli("search", logs, "--limit", "7");
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(8);
    expect(out).toMatch(/^TIME \(UTC\) +WHO/);
    expect(err).toContain("The first 7 of 600 events");
  });

  test("ends with 1 when nothing is found", async () => {
    const { code, out } = await cli("search", "event:NoSuchCall", "--folder", logs);
    expect([code, out]).toEqual([1, ""]);
  });

  test("refuses options that go with event history alone", async () => {
    for (const words of [
      ["--folder", logs, "--profile", "prod"],
      [logs, "--sample"],
    ]) {
      const { code, err } = await cli("search", ...words, "x");
      expect(code).toBe(3);
      expect(err).toContain("A folder is searched in its files");
    }
    const { code, err } = await cli("search", logs, "x", "--deploy-role", "deploy=Terraform");
    expect(code).toBe(3);
    expect(err).toContain("--deploy-role does not go with a folder");
  });
});

describe("sql", () => {
  test("answers as JSON lines, CSV and a table", async () => {
    const sql = "SELECT eventcategory, count(*) AS events FROM events GROUP BY 1 ORDER BY 2 DESC";
    const json = await cli("sql", logs, sql, "--json");
    expect(json.code).toBe(0);
    const sum = objects(json.out).reduce((events: number, each) => events + Number(at(each, "events")), 0);
    expect(sum).toBe(600);
    const csv = await cli("sql", logs, sql, "--csv");
    expect(csv.out).toMatch(/^\ufeffeventcategory,events\r\n/);
    const table = await cli("sql", logs, sql);
    expect(table.out).toMatch(/^eventcategory +events\n/);
  });

  test("takes statements as CloudTrail Lake does", async () => {
    const sql =
      "SELECT eventName, count(*) AS n, approx_distinct(userIdentity.arn) AS who FROM $EDS_ID WHERE element_at(requestParameters, 'nothing') IS NULL AND NOT any_match(resources, r -> r.type = 'AWS::X::Y') AND eventTime > from_iso8601_timestamp('2020-01-01T00:00:00Z') GROUP BY eventName ORDER BY n DESC LIMIT 3";
    const { code, out } = await cli("sql", logs, sql, "--json");
    expect(code).toBe(0);
    expect(objects(out)).toHaveLength(3);
  });

  test("points at what is wrong in the statement", async () => {
    const { code, err } = await cli("sql", logs, "SELECT eventname,\n  nosuch FROM $EDS_ID");
    expect(code).toBe(3);
    expect(err).toContain("line 2, column 3:\n    nosuch FROM $EDS_ID\n    ^^^^^^\n");
  });

  test("runs every sample query", async () => {
    expect(SAMPLE_QUERIES.length).toBeGreaterThanOrEqual(30);
    for (const { id, sql } of SAMPLE_QUERIES) {
      const { code, err } = await cli("sql", logs, sql, "--json");
      expect([id, err, code === 0 || code === 1]).toEqual([id, "", true]);
    }
  }, 180_000);

  test("reads nothing but the index, and says so with exit code 3", async () => {
    const secret = join(place, "secret.txt");
    await writeFile(secret, "not for queries");
    const { code, out, err } = await cli("sql", logs, `SELECT * FROM read_text('${secret}')`);
    expect([code, out]).toEqual([3, ""]);
    expect(err).not.toContain("not for queries");
    expect(await readFile(secret, "utf8")).toBe("not for queries");
  });
});
