import { afterAll, beforeAll, expect, test } from "vitest";
import { eventOf, manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { answerText, rowOf, rows, settled } from "./support/read.js";
import { ScriptedArchive, nowMs } from "./support/scriptedArchive.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const at = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;

/** Events of one Region, newest first, each with a bucket of its own: `old-0`, `old-1`… */
const series = (
  name: string,
  region: string,
  count: number,
  newestMs: number,
): ReturnType<typeof manyEvents> =>
  Array.from({ length: count }, (_, index) =>
    eventOf({
      eventID: `${name}-${index}`,
      eventTime: at(newestMs - index * 60_000),
      awsRegion: region,
      requestParameters: { bucketName: `${name}-${index}` },
    }),
  );

test("the first rows are shown while the search goes on, and its counts grow in place", async () => {
  const archive = new ScriptedArchive(manyEvents(400), ["eu-west-1"]);
  archive.allowed = 1;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await page.getByText("50 events", { exact: true }).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(10);
  expect(await page.getByRole("button", { name: "Stop" }).count()).toBe(1);
  expect(
    await page.getByRole("progressbar", { name: "Search" }).getAttribute("aria-valuenow"),
  ).not.toBeNull();
  const head = await page.locator(".ct-grid").boundingBox();
  archive.allow(1);
  await page.getByText("100 events", { exact: true }).waitFor();
  expect(await page.locator(".ct-grid").boundingBox()).toEqual(head);
  archive.allow(100);
  await settled(page);
  expect(await answerText(page)).toContain("200 events");
  expect(await page.getByRole("button", { name: "Stop" }).count()).toBe(0);
  await close();
});

test("rows that arrive above do not move what is being read", async () => {
  const events = [
    ...series("old", "eu-west-1", 200, nowMs - 86_400_000),
    ...series("new", "us-east-1", 120, nowMs - 60_000),
  ];
  const archive = new ScriptedArchive(events);
  archive.pageSize = 200;
  archive.allowed = 1;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await rows(page).first().waitFor();
  await page.locator(".ct-grid").evaluate((grid) => grid.scrollTo({ top: 22 * 60 }));
  const anchor = rowOf(page, "old-65");
  await anchor.waitFor();
  const before = await anchor.boundingBox();
  archive.allow(1);
  await page.getByText("320 events", { exact: true }).waitFor();
  await page.getByText("120 more above").waitFor();
  expect((await anchor.boundingBox())?.y).toBe(before?.y);
  await page.getByText("120 more above").click();
  await rowOf(page, "new-0").waitFor();
  await close();
});

test("the active row stays where it is, with its focus, while others arrive around it", async () => {
  const events = [
    ...series("old", "eu-west-1", 100, nowMs - 86_400_000),
    ...series("new", "us-east-1", 30, nowMs - 60_000),
  ];
  const archive = new ScriptedArchive(events);
  archive.pageSize = 100;
  archive.allowed = 1;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await rowOf(page, "old-5").locator(".ct-cell-resource").click();
  const y = (await rowOf(page, "old-5").boundingBox())?.y;
  archive.allow(1);
  await page.getByText("130 events", { exact: true }).waitFor();
  await settled(page);
  expect((await rowOf(page, "old-5").boundingBox())?.y).toBe(y);
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe("old-5");
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe("old-6");
  await close();
});

test("while nobody reads yet the newest rows come in on top", async () => {
  const events = [
    ...series("old", "eu-west-1", 60, nowMs - 86_400_000),
    ...series("new", "us-east-1", 30, nowMs - 60_000),
  ];
  const archive = new ScriptedArchive(events);
  archive.pageSize = 100;
  archive.allowed = 1;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await rowOf(page, "old-0").waitFor();
  archive.allow(1);
  await rowOf(page, "new-0").waitFor();
  expect(await page.locator(".ct-grid").evaluate((grid) => grid.scrollTop)).toBe(0);
  await close();
});

test("a search can be stopped, and says so", async () => {
  const archive = new ScriptedArchive(manyEvents(400), ["eu-west-1"]);
  archive.allowed = 1;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await settled(page);
  expect(await answerText(page)).toContain("stopped");
  expect(await rows(page).count()).toBeGreaterThan(0);
  await close();
});

test("rows that are not here yet are drawn as bones at their place", async () => {
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(2_000, 60_000, "eu-west-1"), ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  const release = host.hold("rows");
  await page.locator(".ct-grid").evaluate((grid) => grid.scrollTo({ top: 22 * 1_500 }));
  await page.locator(".ct-skeleton").first().waitFor();
  release();
  await page.waitForFunction(() => document.querySelectorAll(".ct-skeleton").length === 0);
  await close();
});

test("a wait of more than 200 ms is shown", async () => {
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(5)),
    text: "user:alice last:7d",
  });
  await settled(page);
  const release = host.hold("edit");
  await page.getByRole("button", { name: "Remove user:alice" }).click();
  await page.getByRole("progressbar", { name: "Search" }).waitFor();
  release();
  await settled(page);
  expect(await page.getByRole("progressbar", { name: "Search" }).count()).toBe(0);
  await close();
});
