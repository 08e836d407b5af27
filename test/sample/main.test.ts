import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import type { SampleServer } from "../../src/sample/server.js";
import { keysOf } from "./running.js";

type Hello = Pick<SampleServer, "endpoint" | "configFile" | "credentialsFile" | "profiles">;

let directory = "";
let program = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "sample-main-"));
  program = join(directory, "sample.cjs");
  await build({
    entryPoints: ["src/sample/main.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: program,
  });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Starts the program and ends it with the test, should it still run. */
function started(options: { readonly forked: boolean; readonly args?: readonly string[] }): ChildProcess {
  const args = ["--dir", join(directory, "aws"), ...(options.args ?? [])];
  const child = options.forked
    ? fork(program, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] })
    : spawn(process.execPath, [program, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function firstLine(child: ChildProcess): Promise<Hello> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return JSON.parse(text) as Hello;
}

const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode;
};

describe("the program", () => {
  test("says on one line and by message where it is, and serves the account there", async () => {
    const child = started({ forked: true, args: ["--now", "2026-06-18T12:00:00Z", "--seed", "3"] });
    const [[message], line] = await Promise.all([
      once(child, "message") as Promise<[Hello]>,
      firstLine(child),
    ]);
    expect(message).toEqual(line);
    expect(line.profiles).toEqual(["acme-prod", "acme-security"]);
    await access(line.configFile);
    const credentials = await keysOf({ credentialsFile: line.credentialsFile } as SampleServer, "acme-prod");
    const client = new CloudTrailClient({ endpoint: line.endpoint, region: "eu-west-1", credentials });
    const { Events } = await client.send(new LookupEventsCommand({ MaxResults: 1 }));
    expect(Events?.[0]?.EventTime?.toISOString().slice(0, 10)).toBe("2026-06-18");
  });

  test("ends when the process that forked it goes away", async () => {
    const child = started({ forked: true });
    await once(child, "message");
    child.disconnect();
    expect(await ended(child)).toBe(0);
  });

  test("ends with its standard input when told so", async () => {
    const child = started({ forked: false, args: ["--exit-with-stdin"] });
    await firstLine(child);
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("ends at %s", async (signal) => {
    const child = started({ forked: false });
    await firstLine(child);
    child.kill(signal);
    expect(await ended(child)).toBe(0);
  });

  test.each([
    [["--port", "many"], "--port must be a number, not many"],
    [["--now", "noon"], "--now must be a time like 2026-01-31T12:00:00Z, not noon"],
    [["--colour"], "Unknown option '--colour'"],
  ])("says what is wrong with %j", async (args, complaint) => {
    const child = started({ forked: false, args });
    let text = "";
    for await (const chunk of child.stderr ?? []) text += String(chunk);
    expect(text).toContain(complaint);
    expect(await ended(child)).toBe(1);
  });

  test("says so when the port is taken", async () => {
    const first = started({ forked: false });
    const { endpoint } = await firstLine(first);
    const second = started({ forked: false, args: ["--port", new URL(endpoint).port] });
    let text = "";
    for await (const chunk of second.stderr ?? []) text += String(chunk);
    expect(text).toContain("EADDRINUSE");
    expect(await ended(second)).toBe(1);
  });
});
