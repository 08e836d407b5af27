import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheDirectory } from "../../scripts/lib/cache.mjs";
import { startDesktop } from "../../scripts/lib/firstLook.mjs";

const root = join(import.meta.dirname, "../..");
let folder: string;
let stop: () => Promise<void>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cte-first-look-"));
  for (const name of ["XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"]) vi.stubEnv(name, folder);
  stop = () => Promise.resolve();
});
afterEach(async () => {
  await stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Stands in for the editor: writes down how it was called, and stays. */
function editor(): string {
  const path = join(folder, "editor.cjs");
  const log = JSON.stringify(join(folder, "called.json"));
  const call = `{ args: process.argv.slice(2), env: Object.keys(process.env), pid: process.pid }`;
  const script = `require("fs").writeFileSync(${log}, JSON.stringify(${call})); setInterval(() => {}, 1000);`;
  writeFileSync(path, `#!${process.execPath}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function called(): Promise<{ args: string[]; env: string[]; pid: number }> {
  const log = join(folder, "called.json");
  await expect
    .poll(() => existsSync(log) && readFileSync(log, "utf8") !== "", { timeout: 20_000 })
    .toBe(true);
  return JSON.parse(readFileSync(log, "utf8")) as { args: string[]; env: string[]; pid: number };
}

const userFolder = () => join(cacheDirectory(), "start/desktop");
const settings = () => join(userFolder(), "User/settings.json");

describe("npm start with a desktop VS Code", () => {
  test("opens a copy of the sample workspace with this extension, in a profile of its own", async () => {
    vi.stubEnv("VSCODE_PID", "1");
    ({ stop } = startDesktop(root, editor()));
    const { args, env } = await called();
    const workspace = join(cacheDirectory(), "start/workspace");
    expect(args).toContain(`--extensionDevelopmentPath=${root}`);
    expect(args.slice(args.indexOf("--user-data-dir"))[1]).toBe(userFolder());
    expect(args.at(-1)).toBe(workspace);
    expect(readFileSync(join(workspace, "README.md"), "utf8")).toContain("who stopped logging");
    expect(env).not.toContain("VSCODE_PID");
    expect(JSON.parse(readFileSync(settings(), "utf8"))).toMatchObject({
      "cloudtrailExplorer.sampleAccount.enabled": true,
      "telemetry.telemetryLevel": "off",
    });
  });

  test("keeps what was changed in the window, and leaves a file alone that it cannot read", () => {
    mkdirSync(join(userFolder(), "User"), { recursive: true });
    writeFileSync(settings(), `{ "editor.fontSize": 20 }`);
    ({ stop } = startDesktop(root, editor()));
    expect(JSON.parse(readFileSync(settings(), "utf8"))).toMatchObject({ "editor.fontSize": 20 });

    const byHand = `{ "editor.fontSize": 21 /* larger */ }`;
    writeFileSync(settings(), byHand);
    const second = startDesktop(root, editor());
    expect(readFileSync(settings(), "utf8")).toBe(byHand);
    return second.stop();
  });

  test("ends the editor when it is stopped", async () => {
    const running = startDesktop(root, editor());
    ({ stop } = running);
    const { pid } = await called();
    await running.stop();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});
