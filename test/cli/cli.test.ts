import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, isObject } from "../../src/core/base/json.js";
import { startSample, type SampleServer } from "../../src/sample/server.js";
import { bundles } from "../../scripts/lib/bundles.mjs";

/** The built command line as a process of its own, against a sample account over HTTP. */
const root = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
let server: SampleServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-cli-"));
  const programs = (
    bundles(root) as readonly { readonly name: string; readonly options: BuildOptions }[]
  ).filter(({ name }) => ["cli", "aws", "sample"].includes(name));
  for (const { options } of programs)
    await build({ ...options, absWorkingDir: root, outdir: folder, logLevel: "silent" });
  const unlimited = { lookupPerSecond: Infinity, otherPerSecond: Infinity };
  server = await startSample({ directory: join(folder, "aws"), eventsScale: 0.05, throttle: unlimited });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const own = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    USERPROFILE: folder,
    TEMP: folder,
    TMP: folder,
    TMPDIR: folder,
  };
  const aws = { AWS_CONFIG_FILE: server.configFile, AWS_SHARED_CREDENTIALS_FILE: server.credentialsFile };
  return spawn(process.execPath, [join(folder, "cli.js"), ...words], {
    env: { ...own, ...aws, ...env },
    stdio: "pipe",
  });
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const cli = (...words: readonly string[]): Promise<Ended> => ended(start(words));

const records = (out: string): unknown[] =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));

describe("the search command", () => {
  test("prints a table for people and says on stderr what was asked", async () => {
    const { code, out, err } = await cli("search", "event:StopLogging last:30d");
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^TIME \(UTC\) +WHO +WHAT +RESOURCE +OUTCOME +VIA +REGION$/);
    expect(lines.slice(1).every((line) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ .*StopLogging/.test(line))).toBe(
      true,
    );
    expect(lines.length).toBeGreaterThan(1);
    expect(err).toContain("EventName=StopLogging");
    expect(err).not.toContain("\u001b");
  });

  test("--json prints one object a line with the record inside", async () => {
    const { code, out } = await cli("search", "event:StopLogging", "last:30d", "--json");
    expect(code).toBe(0);
    for (const found of records(out)) {
      expect(at(found, "eventName")).toBe("StopLogging");
      expect(at(found, "record", "eventName")).toBe("StopLogging");
      expect(typeof at(found, "sentence")).toBe("string");
      expect(isObject(found)).toBe(true);
    }
    expect(records(out).length).toBeGreaterThan(0);
  });

  test("--csv begins with a header, and --limit takes the newest", async () => {
    const { code, out } = await cli("search", "last:1d", "--csv", "--limit", "3");
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\r\n");
    expect(lines[0]?.startsWith("\ufefftime,actor,")).toBe(true);
    expect(lines).toHaveLength(4);
    const times = lines.slice(1).map((line) => line.split(",")[0] ?? "");
    expect([...times].sort().reverse()).toEqual(times);
  });

  test("ends with 1 when nothing is found and says why events may be missing", async () => {
    const { code, out, err } = await cli("search", "event:GetObject last:1d");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("data events");
  });

  test("ends with 2 when a Region failed, and prints what the others gave", async () => {
    const remove = server.faults.add({ kind: "denied", operation: "LookupEvents", region: "us-east-1" });
    const { code, out, err } = await cli("search", "last:1d");
    remove();
    expect(code).toBe(2);
    expect(out.split("\n").length).toBeGreaterThan(2);
    expect(err).toContain("cloudtrail:LookupEvents");
    expect(err).toContain("us-east-1");
  });

  test("ends with 4 when it is denied everywhere or nobody can sign in", async () => {
    const remove = server.faults.add({ kind: "denied", operation: "LookupEvents" });
    const denied = await cli("search", "last:1d");
    remove();
    expect(denied.code).toBe(4);
    const nobody = await ended(
      start(["search", "last:1d"], {
        AWS_CONFIG_FILE: join(folder, "no"),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, "no"),
      }),
    );
    expect(nobody.code).toBe(4);
    expect(nobody.err).not.toContain("    at ");
  });

  test.each([[["search", "--jsn"]], [["search", "usr:alice"]], [["serch"]], [[]]])(
    "%j ends with 3",
    async (words) => {
      const { code, out, err } = await cli(...words);
      expect([code, out]).toEqual([3, ""]);
      expect(err).not.toBe("");
    },
  );

  test("an unknown profile ends with 3 and is named", async () => {
    const { code, err } = await cli("search", "--profile", "nobody", "last:1d");
    expect(code).toBe(3);
    expect(err).toContain("nobody");
  });

  test("--help tells the exit codes", async () => {
    const { code, out } = await cli("search", "--help");
    expect(code).toBe(0);
    expect(out).toContain("Exit codes");
  });

  test("Ctrl-C prints what arrived and ends with 2", async () => {
    const child = start(["search", "last:90d", "--json"]);
    const done = ended(child);
    child.stdout?.once("data", () => child.kill("SIGINT"));
    const { code, out, err } = await done;
    expect(code).toBe(2);
    expect(records(out).length).toBeGreaterThan(0);
    expect(err).toContain("stopped");
  });

  test("a reader that goes away ends it without a word of complaint", async () => {
    const child = start(["search", "last:90d", "--json"]);
    const done = ended(child);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, err } = await done;
    expect(code).toBe(2);
    expect(err).not.toContain("EPIPE");
  });

  test("--sample needs no AWS account and leaves no file behind", async () => {
    const child = start(["search", "--sample", "event:StopLogging last:30d"], {
      AWS_CONFIG_FILE: "",
      AWS_SHARED_CREDENTIALS_FILE: "",
    });
    const { code, out } = await ended(child);
    expect([code, out.includes("StopLogging")]).toEqual([0, true]);
    await expect(readFile(join(folder, ".aws", "config"))).rejects.toThrow();
  });

  test("text in an event that a terminal would act on is shown, not sent", async () => {
    const time = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
    server.setEvents("111122223333", "us-east-1", [
      {
        eventID: "10000000-0000-4000-8000-000000000001",
        eventTime: time,
        eventName: "Put\u001b[31mBucket\u009b2JPolicy",
        eventSource: "s3.amazonaws.com",
        awsRegion: "us-east-1",
      },
    ]);
    const table = await cli("search", "--region", "us-east-1", "last:1d");
    const json = await cli("search", "--region", "us-east-1", "last:1d", "--json");
    server.resetEvents("111122223333", "us-east-1");
    // eslint-disable-next-line no-control-regex -- that is what must not be there
    expect(table.out + json.out).not.toMatch(/[\u001b\u009b]/);
    expect(at(records(json.out)[0], "record", "eventName")).toBe("Put\u001b[31mBucket\u009b2JPolicy");
  });
});

describe("sample write", () => {
  test("writes a log folder and says what is in it", async () => {
    const out = join(folder, "written");
    const { code, out: said } = await cli("sample", "write", "--events", "300", "--out", out, "--seed", "3");
    expect([code, said]).toEqual([0, expect.stringMatching(/^300 events in \d+ log files, \d+ digests: /)]);
    const again = await cli("sample", "write", "--events", "300", "--out", out);
    expect(again.code).toBe(3);
    expect(again.err).toContain("is not empty");
  });
});

describe("the who command", () => {
  test("says in a sentence who changed it last, then all changes", async () => {
    const { code, out, err } = await cli("who", "arn:aws:s3:::acme-customer-exports");
    expect(code).toBe(0);
    const [lead = "", blank, header, ...rows] = out.trimEnd().split("\n");
    expect(lead).toMatch(/acme-customer-exports.* with Terraform/);
    expect([blank, header?.startsWith("TIME (UTC)")]).toEqual(["", true]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.includes("acme-customer-exports"))).toBe(true);
    expect(err).toContain("Asked for acme-customer-exports (AWS::S3::Bucket)");
  });

  test("tells a resource from another kind of the same name, and from calls that only mention it", async () => {
    const role = await cli("who", "arn:aws:iam::111122223333:role/customer-export");
    expect([role.code, role.out.includes("AttachRolePolicy")]).toEqual([0, true]);
    const policy = await cli("who", "arn:aws:iam::111122223333:policy/customer-export");
    expect([policy.code, policy.out]).toEqual([1, ""]);
    expect(policy.err).toMatch(/\d more calls? names? it without changing it/);
    expect(policy.err).not.toContain("none of them meets");
  });

  test("ends with 1 for what nobody changed", async () => {
    const { code, out } = await cli("who", "arn:aws:s3:::no-such-bucket-here");
    expect([code, out]).toEqual([1, ""]);
  });
});

describe("the lens command", () => {
  const terraform = join(root, "samples", "workspace", "terraform", "main.tf");
  const template = join(root, "samples", "workspace", "cloudformation", "template.yaml");

  test("tells places and names of a Terraform file, completed by the state beside it", async () => {
    const { code, out, err } = await cli("lens", terraform, "--json");
    expect([code, err]).toEqual([0, "6 resources (terraform), 6 with names to ask for.\n"]);
    const database = records(out).find((each) => at(each, "address") === "aws_security_group.database");
    expect(at(database, "header", "startLine")).toBe(19);
    expect(JSON.stringify(at(database, "instances"))).toContain("sg-0289a755de084615b");
  });

  test("asks a stack for the names that a template leaves open", async () => {
    const alone = await cli("lens", template);
    expect(alone.out).toContain("needs physical id of OrdersTable");
    const { code, out } = await cli("lens", template, "--stack", "shop-storage", "--region", "eu-west-1");
    expect(code).toBe(0);
    expect(out).not.toContain("needs");
  });

  test.each([
    [["lens", join(root, "no-such-file.tf")], 4, "There is no file"],
    [["lens", template, "--stack", "nowhere"], 4, "There is no stack nowhere"],
    [["lens", join(root, "LICENSE")], 1, "describes no AWS resource"],
    [["lens"], 3, "needs one template file"],
  ])("%j ends with %i", async (words, wanted, text) => {
    const { code, out, err } = await cli(...words);
    expect([code, out]).toEqual([wanted, ""]);
    expect(err).toContain(text);
  });
});
