import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { sampleEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import type { OpenedPage } from "./support/openPage.js";
import { axe, settled, unknownViolations } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";

const regions = ["eu-west-1", "us-east-1", "eu-central-1"];
const week = sampleEvents(7);
const sample = (): ScriptedArchive => new ScriptedArchive(week, regions);
let lab: PageLab;

beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

async function clean({ page, violations, errors }: OpenedPage): Promise<void> {
  expect(await axe(page)).toEqual([]);
  expect(unknownViolations(violations)).toEqual([]);
  expect(errors).toEqual([]);
}

test.each(["dark", "light", "hc-dark", "hc-light"] as const)(
  "an answer with its detail is clean in %s",
  async (theme) => {
    const opened = await lab.open({ theme, archive: sample(), text: "last:7d" });
    const { page } = opened;
    await settled(page);
    await page.locator(".ct-row", { hasText: "AssumeRole" }).first().locator(".ct-cell-event").click();
    await page.locator(".ct-sentence").waitFor();
    await clean(opened);
    await opened.close();
  },
);

test("the start is clean, wide and narrow", async () => {
  for (const width of [1280, 400]) {
    const opened = await lab.open({ width, archive: sample() });
    await opened.page.locator(".ct-example").first().waitFor();
    await clean(opened);
    await opened.close();
  }
});

test("a running search with what was asked is clean", async () => {
  const archive = sample();
  archive.allowed = 5;
  const opened = await lab.open({ archive, text: "last:7d" });
  await opened.page.locator(".ct-row").first().waitFor();
  await opened.page.getByRole("button", { name: "Show what was asked" }).click();
  await clean(opened);
  await opened.close();
});

test("an empty answer and a failed one are clean", async () => {
  const empty = await lab.open({ archive: sample(), text: "event:StopLogging resource:nothing last:7d" });
  await empty.page.locator(".ct-caveat").first().waitFor();
  await clean(empty);
  await empty.close();
  const archive = sample();
  archive.failure = new Failure("aws/network", "There is no connection.");
  const failed = await lab.open({ archive, text: "last:7d" });
  await failed.page.getByText("There is no connection.").waitFor();
  await clean(failed);
  await failed.close();
});

test("every popup is clean while it is open", async () => {
  const opened = await lab.open({ archive: sample(), text: "user:alice@acme.example -service:kms last:7d" });
  const { page } = opened;
  await settled(page);
  const account = page.locator("ct-picker vscode-button").first();
  await account.click();
  await page.locator("[role=option]").first().waitFor();
  await clean(opened);
  await page.keyboard.press("Escape");
  await page.locator("ct-range-picker vscode-button").first().click();
  await clean(opened);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("eve");
  await page.locator(".ct-suggestion").first().waitFor();
  await clean(opened);
  await page.keyboard.press("Escape");
  await page.keyboard.type("nt:x nofield:1");
  await page.keyboard.press("Enter");
  await page.locator(".ct-problems").waitFor();
  await clean(opened);
  await page.locator(".ct-row").first().locator(".ct-cell-actor").click({ button: "right" });
  await page.locator("[role=menuitem]").first().waitFor();
  await clean(opened);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("dialog").waitFor();
  await clean(opened);
  await opened.close();
});

test("a sheet over a narrow page is clean", async () => {
  const opened = await lab.open({ width: 400, archive: sample(), text: "last:7d" });
  await settled(opened.page);
  await opened.page.locator(".ct-row").first().locator(".ct-cell-event").click();
  await opened.page.locator(".ct-sentence").waitFor();
  await clean(opened);
  await opened.close();
});
