import { afterAll, beforeAll, expect, test } from "vitest";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { rows, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const archive = (): ScriptedArchive =>
  new ScriptedArchive(manyEvents(30, 60_000, "eu-west-1"), ["eu-west-1"]);

test("what changed is one click from a detail, and one key", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-event").click();
  await page.getByRole("button", { name: "Compare with Previous" }).click();
  await expect.poll(() => host.window.compared[0]).toMatch(/^PutBucketPolicy logs-prod: .* ↔ /);
  await page.locator(".ct-sentence").click();
  await page.keyboard.press("d");
  await expect.poll(() => host.window.compared.length).toBe(2);
  await close();
});

test("d compares the active row without opening its detail, and stands in the list of keys", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-event").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await expect.poll(() => host.window.compared.length).toBe(1);
  await page.keyboard.press("?");
  await page.getByText("Compare with the previous change").waitFor();
  await close();
});

test("one event is selected and another compared with it, as in the explorer", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const menuOf = (row: number): Promise<void> =>
    rows(page).nth(row).locator(".ct-cell-event").click({ button: "right" });
  await menuOf(1);
  expect(await page.getByRole("menuitem", { name: /Compare with Selected/ }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "Select for Compare" }).click();
  await page.getByText(/Selected PutBucketPolicy .* for comparing/).waitFor();
  await menuOf(6);
  await page.getByRole("menuitem", { name: /Compare with Selected: PutBucketPolicy/ }).click();
  await expect.poll(() => host.window.compared[0]).toMatch(/^PutBucketPolicy logs-prod/);
  await menuOf(3);
  await page.getByRole("menuitem", { name: /Compare with Selected/ }).click();
  await page.getByText(/Only calls of the same kind/).waitFor();
  await close();
});
