import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../../../src/core/base/log.js";
import { english } from "../../../src/core/base/translate.js";
import { isProcessAlive, removeStaleFolders, sampleFolder } from "../../../src/host/sample/sampleFolder.js";
import { SampleProcess } from "../../../src/host/sample/sampleProcess.js";

let folder: string;
let server: SampleProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sample-process-"));
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** A server that says it is ready with its process id, unless the script says something else. */
async function aServer(script: string): Promise<SampleProcess> {
  const file = join(folder, "server.cjs");
  await writeFile(file, script);
  server = new SampleProcess({
    script: file,
    directory: join(folder, "files"),
    env: { ...process.env, AWS_SECRET_ACCESS_KEY: "secret" },
    log: silentLog,
    t: english,
  });
  return server;
}

const ready = `
  const fs = require("node:fs");
  const directory = process.argv[process.argv.indexOf("--dir") + 1];
  fs.writeFileSync(directory + "/pid", String(process.pid));
  fs.writeFileSync(directory + "/secret", String(process.env.AWS_SECRET_ACCESS_KEY));
  process.on("disconnect", () => process.exit(0));
  process.send({ endpoint: "http://127.0.0.1:1", configFile: directory + "/config" });
`;

const read = async (name: string): Promise<string> =>
  (await import("node:fs/promises")).readFile(join(folder, "files", name), "utf8");

test("starting resolves when the server answers, and calls in between share one server", async () => {
  const process = await aServer(ready);
  const states: string[] = [];
  process.onDidChange(() => states.push(process.state.kind));
  await Promise.all([process.start(), process.start()]);
  const pid = await read("pid");
  await process.start();
  expect(await read("pid")).toBe(pid);
  expect(states).toEqual(["starting", "running"]);
});

test("stopping ends the server and removes its files", async () => {
  const process = await aServer(ready);
  await process.start();
  const pid = Number(await read("pid"));
  await process.stop();
  expect(isProcessAlive(pid)).toBe(false);
  expect(existsSync(join(folder, "files"))).toBe(false);
  expect(process.state.kind).toBe("off");
});

test("the server is given none of the user's AWS settings", async () => {
  const process = await aServer(ready);
  await process.start();
  expect(await read("secret")).toBe("undefined");
});

test("a server that dies while starting is a failure that carries what it said", async () => {
  const process = await aServer(`console.error("port is taken"); process.exit(3);`);
  await expect(process.start()).rejects.toMatchObject({
    code: "sample/not-started",
    message: expect.stringMatching(/\(3\).*port is taken/) as string,
  });
  expect(process.state).toMatchObject({ kind: "failed" });
});

test("a server that crashes later is told, and can be started again", async () => {
  const process = await aServer(
    `process.on("SIGUSR2", () => { throw new Error("broken sample"); }); ${ready}`,
  );
  await process.start();
  const pid = Number(await read("pid"));
  globalThis.process.kill(pid, "SIGUSR2");
  await expect.poll(() => process.state.kind).toBe("failed");
  expect(process.state).toMatchObject({
    trouble: { message: expect.stringContaining("broken sample") as string },
  });
  await process.start();
  expect(process.state.kind).toBe("running");
  expect(Number(await read("pid"))).not.toBe(pid);
});

test("stopping a server that is still starting is no failure", async () => {
  const process = await aServer(
    `process.on("disconnect", () => process.exit(0)); setInterval(() => {}, 1000);`,
  );
  const started = process.start();
  const outcome = expect(started).rejects.toMatchObject({ name: "AbortError" });
  await new Promise((resolve) => setImmediate(resolve));
  await process.stop();
  await outcome;
  expect(process.state.kind).toBe("off");
});

test("a start during a stop waits for it and keeps its own files", async () => {
  const process = await aServer(ready);
  await process.start();
  const stopped = process.stop();
  const started = process.start();
  await Promise.all([stopped, started]);
  expect(process.state.kind).toBe("running");
  expect(isProcessAlive(Number(await read("pid")))).toBe(true);
});

test("a stop after such a start wins, and stops meanwhile share one end", async () => {
  const process = await aServer(ready);
  await process.start();
  const stopped = process.stop();
  const outcome = expect(process.start()).rejects.toMatchObject({ name: "AbortError" });
  expect(process.stop()).toBe(stopped);
  await Promise.all([stopped, outcome]);
  expect(process.state.kind).toBe("off");
  expect(existsSync(join(folder, "files"))).toBe(false);
});

test("a released server ends by itself", async () => {
  const process = await aServer(ready);
  await process.start();
  const pid = Number(await read("pid"));
  process.release();
  await expect.poll(() => isProcessAlive(pid)).toBe(false);
});

test("folders of processes that are gone are removed, those of living ones stay", async () => {
  for (const name of ["11", "22", "stray"]) await mkdir(join(folder, "sample", name), { recursive: true });
  await removeStaleFolders(folder, (id) => id === 22);
  expect(existsSync(sampleFolder(folder, 11))).toBe(false);
  expect(existsSync(join(folder, "sample", "stray"))).toBe(false);
  expect(existsSync(sampleFolder(folder, 22))).toBe(true);
});
