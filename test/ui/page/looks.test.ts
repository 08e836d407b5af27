import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { ThemeName } from "./support/themes.js";

/** Pictures of every state, for people to look at. */
const folder = fileURLToPath(new URL("../../../out/looks/", import.meta.url));
const regions = ["eu-west-1", "us-east-1", "eu-central-1"];
const events = sampleEvents(7);
const sample = (): ScriptedArchive => new ScriptedArchive(events, regions);
let lab: PageLab;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

/** Nothing sticks out of the page, and nothing lies over something else that should be read. */
async function fits(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
  const overlaps = await page.evaluate(() => {
    const parts = ["ct-query-bar", "ct-answer-line", "ct-timeline", ".ct-split"];
    const boxes = parts.flatMap((part) => {
      const box = document.querySelector(part)?.getBoundingClientRect();
      return box ? [box] : [];
    });
    return boxes.some((box, at) => at > 0 && box.top < (boxes[at - 1]?.bottom ?? 0) - 1);
  });
  expect(overlaps).toBe(false);
}

const themeNames: readonly ThemeName[] = ["dark", "light", "hc-dark", "hc-light"];
const sizes = [1280, 800, 400];

test.each(themeNames.flatMap((theme) => sizes.map((width) => [theme, width] as const)))(
  "an incident fits the page in %s at %i pixels",
  async (theme, width) => {
    const { page, close } = await lab.open({
      theme,
      width,
      archive: sample(),
      text: "outcome:changed last:7d",
    });
    await settled(page);
    await fits(page, `answer-${theme}-${width}`);
    await page.locator(".ct-row", { hasText: "StopLogging" }).first().locator(".ct-cell-event").click();
    await page.locator(".ct-sentence").waitFor();
    await fits(page, `incident-${theme}-${width}`);
    await close();
  },
);

test("the start fits", async () => {
  for (const width of sizes) {
    const { page, close } = await lab.open({ width, archive: sample() });
    await page.locator(".ct-example").first().waitFor();
    await fits(page, `start-${width}`);
    await close();
  }
});

test("at 200 % zoom everything is still there", async () => {
  const { page, close } = await lab.open({ width: 640, height: 360, archive: sample(), text: "last:7d" });
  await settled(page);
  await fits(page, "zoom-200");
  expect((await page.locator("ct-table").boundingBox())?.height).toBeGreaterThanOrEqual(96);
  await close();
});

test("a running search, an empty answer and a zoomed timeline fit", async () => {
  const archive = sample();
  archive.allowed = 9;
  const running = await lab.open({ archive, text: "last:7d" });
  await running.page.locator(".ct-row").first().waitFor();
  await running.page.getByRole("button", { name: "Show what was asked" }).click();
  await running.page.waitForTimeout(600);
  await fits(running.page, "running");
  await running.close();

  const empty = await lab.open({ archive: sample(), text: "event:StopLogging resource:nothing last:7d" });
  await empty.page.locator(".ct-caveat").first().waitFor();
  await fits(empty.page, "empty");
  await empty.close();

  const zoomed = await lab.open({ archive: sample(), text: "last:7d" });
  await settled(zoomed.page);
  const box = await zoomed.page.locator(".ct-stage").boundingBox();
  await zoomed.page.mouse.move((box?.x ?? 0) + 980, (box?.y ?? 0) + 60);
  await zoomed.page.mouse.down();
  await zoomed.page.mouse.move((box?.x ?? 0) + 1_160, (box?.y ?? 0) + 60, { steps: 5 });
  await zoomed.page.mouse.up();
  await zoomed.page.getByRole("button", { name: "Search This Time" }).waitFor();
  await zoomed.page.waitForTimeout(600);
  await fits(zoomed.page, "zoomed");
  await zoomed.close();
});
