import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openWorkbench, pictureOnFailure, type Workbench } from "./harness/workbench.js";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ settings: { "cloudtrailExplorer.sampleAccount.enabled": true } });
});
afterAll(() => workbench.close());
beforeEach(() => pictureOnFailure(workbench));

const lenses = () => workbench.page.locator(".codelens-decoration a");

/** Distance from the top of every line of the editor that is in sight, by its text. */
const places = (): Promise<readonly (readonly [string, number])[]> =>
  workbench.page
    .locator(".editor-instance .view-line")
    .evaluateAll((lines) =>
      lines
        .map((line) => [line.textContent, Math.round(line.getBoundingClientRect().top * 100) / 100] as const)
        .sort((a, b) => a[1] - b[1]),
    );

async function pick(label: string): Promise<void> {
  await workbench.page
    .locator(".quick-input-list .monaco-list-row", { hasText: label })
    .first()
    .click({ timeout: 60_000 });
}

test("lenses are in place at once, and no line moves when their titles arrive", async () => {
  await workbench.page.keyboard.press("Control+P");
  await workbench.page.locator(".quick-input-widget input").fill("terraform/main.tf");
  await pick("main.tf");
  await lenses().first().waitFor({ timeout: 60_000 });
  await expect.poll(() => lenses().allTextContents(), { timeout: 30_000 }).toContain("CloudTrail history");
  const before = await places();
  expect(before.length).toBeGreaterThan(10);
  await lenses().first().click();
  await pick("acme-prod");
  await pick("eu-west-1");
  await expect.poll(() => lenses().first().textContent(), { timeout: 60_000 }).toMatch(/in 30 days/);
  expect(await places()).toEqual(before);
});

test("what was changed outside of Terraform is told with who and by which tool", async () => {
  await workbench.page.locator(".editor-instance .view-line").first().click();
  await workbench.page.keyboard.press("Control+End");
  await expect
    .poll(() => lenses().allTextContents(), { timeout: 60_000 })
    .toContainEqual(expect.stringMatching(/Changed outside Terraform · alice@acme\.example, console/));
});

test("a click leads to the history of the very resource", async () => {
  await workbench.page.keyboard.press("Control+Home");
  await lenses().filter({ hasText: "PutBucketTagging" }).waitFor({ timeout: 60_000 });
  await lenses().first().click();
  await pick("Show in Search");
  const page = await workbench.webviewFrame("cloudtrail-search");
  const chips = page.locator(".ct-chip");
  await chips.first().waitFor({ timeout: 60_000 });
  expect((await chips.allTextContents()).join(" ")).toContain("acme-customer-exports");
  await page
    .locator("ct-table [role=row]", { hasText: "acme-customer-exports" })
    .first()
    .waitFor({ timeout: 60_000 });
});

test("the window asked for nothing beyond this machine", () => {
  expect([...workbench.outside]).toEqual([]);
});
