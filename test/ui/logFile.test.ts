import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openWorkbench, pictureOnFailure, type Workbench } from "./harness/workbench.js";

const root = join(import.meta.dirname, "../..");
let folder: string;
let workbench: Workbench;
let names: readonly string[];
let logName: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cte-logs-"));
  const write = ["run", "--silent", "cli", "--", "sample", "write", "--events", "600", "--seed", "4"];
  execFileSync("npm", [...write, "--out", join(folder, "logs")], { cwd: root, stdio: "pipe" });
  names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json.gz"),
  );
  logName = basename(names.find((name) => name.includes("/CloudTrail/eu-west-1/")) ?? "");
  workbench = await openWorkbench({ workspace: folder });
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => pictureOnFailure(workbench));

test("a log of a trail opens as a table, and the query line filters in it", async () => {
  await workbench.openFile(logName);
  const page = await workbench.webviewFrame("cloudtrail-search", 60_000);
  const rows = page.locator("ct-table [role=row][aria-rowindex]");
  await rows.nth(1).waitFor({ timeout: 60_000 });
  await page.getByText("the whole file", { exact: false }).first().waitFor();
  const input = page.getByRole("combobox", { name: "Add a condition" });
  await input.fill("event:NoSuchEvent");
  await input.press("Enter");
  await page.getByText("none of them meets all of what was asked", { exact: false }).first().waitFor();
});

test("an event of a log shows its raw record", async () => {
  await workbench.command("View: Close All Editors");
  await workbench.openFile(logName);
  const page = await workbench.webviewFrame("cloudtrail-search", 60_000);
  await page.locator("ct-table [role=row][aria-rowindex]").nth(1).click({ timeout: 60_000 });
  await page.getByRole("button", { name: "Raw" }).click();
  await expect
    .poll(() => workbench.lines(".editor-instance"), { timeout: 30_000 })
    .toContainEqual(expect.stringContaining('"eventVersion"'));
});

test("a digest opens as a document whose links open the logs it names", async () => {
  await workbench.command("View: Close All Editors");
  const [digest, log] = digestWithLog();
  await workbench.openFile(basename(digest));
  const page = await workbench.webviewFrame("main h1", 60_000);
  await page.getByRole("heading", { name: "CloudTrail digest" }).waitFor();
  await page.getByRole("link", { name: basename(log) }).click();
  await workbench.page.locator(".tab", { hasText: basename(log) }).waitFor({ timeout: 30_000 });
  await workbench.webviewFrame("cloudtrail-search", 60_000);
});

/** A digest of the folder that names a log, and that log. */
function digestWithLog(): readonly [digest: string, log: string] {
  for (const name of names.filter((each) => each.includes("CloudTrail-Digest"))) {
    const text = gunzipSync(readFileSync(join(folder, name))).toString("utf8");
    const { logFiles } = JSON.parse(text) as { logFiles: readonly { s3Object: string }[] };
    const [first] = logFiles;
    if (first) return [name, first.s3Object];
  }
  throw new Error("no digest names a log");
}
