import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openWorkbench, pictureOnFailure, type Workbench } from "./harness/workbench.js";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ settings: { "cloudtrailExplorer.sampleAccount.enabled": true } });
});
afterAll(() => workbench.close());
beforeEach(() => pictureOnFailure(workbench));

test("the accounts of the sample organization are in the tree, with the state of their trails", async () => {
  await workbench.viewContainer("CloudTrail");
  const tree = workbench.tree("Accounts");
  await tree.expand("acme-prod", "eu-west-1", "Trails");
  const trail = tree.row("acme-org-trail");
  await trail.waitFor();
  expect(await trail.textContent()).toContain("logging");
});

test("who stopped logging is answered in one line and told in one sentence", async () => {
  await workbench.command("CloudTrail: Search Events");
  const page = await workbench.webviewFrame("cloudtrail-search");
  const input = page.getByRole("combobox").last();
  await input.fill("who stopped logging");
  await input.press("Enter");
  const row = page.locator("ct-table [role=row]", { hasText: "StopLogging" }).first();
  await row.click({ timeout: 60_000 });
  await page.locator("ct-detail", { hasText: "stopped logging of trail acme-org-trail" }).waitFor();
});

test("the panel comes back with its question when the window is loaded again", async () => {
  await workbench.reload();
  const page = await workbench.webviewFrame("cloudtrail-search", 60_000);
  const chips = page.locator(".ct-chip");
  await chips.first().waitFor();
  expect((await chips.allTextContents()).map((text) => text.trim())).toEqual(["stopped", "logging"]);
});

test("a change opens beside the one before it in the diff editor", async () => {
  await workbench.command("View: Close All Editors");
  await workbench.command("CloudTrail: Search Events");
  const page = await workbench.webviewFrame("cloudtrail-search");
  const input = page.getByRole("combobox").last();
  await input.fill("event:UpdateFunctionCode last:30d");
  await input.press("Enter");
  await page
    .locator("ct-table [role=row]", { hasText: "UpdateFunctionCode" })
    .first()
    .click({ timeout: 60_000 });
  await page.getByRole("button", { name: "Compare with Previous" }).click();
  await workbench.page.locator(".tab", { hasText: /UpdateFunctionCode .+↔/ }).waitFor({ timeout: 60_000 });
  for (const side of ["original", "modified"])
    await expect
      .poll(() => workbench.lines(`.monaco-diff-editor .editor.${side}`), { timeout: 30_000 })
      .toContainEqual(expect.stringContaining('"functionName"'));
});

test("the window asked for nothing beyond this machine", () => {
  expect([...workbench.outside]).toEqual([]);
});
