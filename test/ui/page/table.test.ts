import { afterAll, beforeAll, expect, test } from "vitest";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { answerText, focused, rows, settled } from "./support/read.js";
import { ScriptedArchive, nowMs } from "./support/scriptedArchive.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const archiveOf = (count: number, gapMs?: number): ScriptedArchive =>
  new ScriptedArchive(manyEvents(count, gapMs));

test("a header sorts by its column, and by the other direction when pressed again", async () => {
  const { page, host, close } = await lab.open({ archive: archiveOf(30), text: "last:7d" });
  await settled(page);
  const who = page.getByRole("columnheader", { name: "Who" });
  await who.click();
  await page.waitForFunction(() => !document.querySelector(".ct-stale"));
  expect(await who.getAttribute("aria-sort")).toBe("ascending");
  expect(await rows(page).first().locator(".ct-cell-actor").innerText()).toContain("alice");
  await who.click();
  await page.waitForFunction(() => !document.querySelector(".ct-stale"));
  expect(await who.getAttribute("aria-sort")).toBe("descending");
  expect(await rows(page).first().locator(".ct-cell-actor").innerText()).toContain("carol");
  expect(host.calls.findLast(({ name }) => name === "rows")?.arg).toMatchObject({
    sort: { column: "actor", descending: true },
  });
  await close();
});

test("a column is resized by pointer and by key, is remembered, and goes back by a double click", async () => {
  const { page, close } = await lab.open({ archive: archiveOf(5), text: "last:7d" });
  await settled(page);
  const who = page.getByRole("columnheader", { name: "Who" });
  const width = async (): Promise<number> => (await who.boundingBox())?.width ?? 0;
  const before = await width();
  const box = await who.locator(".ct-resize").boundingBox();
  if (!box) throw new Error("no handle");
  await page.mouse.move(box.x + 3, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 63, box.y + 10, { steps: 3 });
  await page.mouse.up();
  expect(await width()).toBe(before + 60);
  await page.locator(".ct-cell-actor").first().click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await width()).toBe(before + 76);
  await page.keyboard.press("Shift+ArrowLeft");
  expect(await width()).toBe(before + 60);
  await page.waitForTimeout(250);
  await page.reload();
  await settled(page);
  expect(await width()).toBe(before + 60);
  await page.getByRole("columnheader", { name: "Who" }).locator(".ct-resize").dblclick();
  expect(await width()).toBe(before);
  await close();
});

test.each([
  [1_280, ["Time", "Who", "What", "Resource", "Via", "From", "Region", "Outcome"]],
  [800, ["Time", "Who", "What", "Resource", "Via", "From"]],
  [400, ["Time", "Who", "What", "Resource"]],
])(
  "at %i pixels the columns that fit are there, and nothing is wider than the page",
  async (width, names) => {
    const { page, close } = await lab.open({ width, archive: archiveOf(5), text: "last:7d" });
    await settled(page);
    expect(await page.locator(".ct-grid").getByRole("columnheader").allInnerTexts()).toEqual(names);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  },
);

test("the menu of a cell filters by its value, and gives the focus back when it is left", async () => {
  const { page, close } = await lab.open({ archive: archiveOf(30), text: "last:7d" });
  await settled(page);
  const cell = rows(page).nth(1).locator(".ct-cell-actor");
  await cell.click({ button: "right" });
  await page.getByRole("menu").waitFor();
  expect(await focused(page)).toContain("Show Details");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("menu").count()).toBe(0);
  expect(await focused(page)).toContain("bob");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Show Only Who bob" }).click();
  await page.getByRole("button", { name: "Remove user:bob" }).waitFor();
  await settled(page);
  expect(await answerText(page)).toContain("10 events");
  await close();
});

test("keys filter by the value, exclude it, and copy the row", async () => {
  const { page, host, close } = await lab.open({ archive: archiveOf(30), text: "last:7d" });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-actor").click();
  await page.keyboard.press("c");
  await page.getByText("Row copied").waitFor();
  expect(host.window.copied[0]).toContain("bob");
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Remove -user:bob" }).waitFor();
  await settled(page);
  expect(await answerText(page)).toContain("20 events");
  await page.keyboard.press("Escape"); // the details take the room of some columns, but not of the one that is pressed
  await rows(page).first().locator(".ct-cell-region").click();
  await page.keyboard.press("x");
  await expect
    .poll(() => host.calls.findLast(({ name }) => name === "search")?.arg, { timeout: 10_000 })
    .toMatchObject({
      text: expect.stringContaining("region:us-east-1") as string,
    });
  await close();
});

test("the time of a row narrows the question to the minutes around it", async () => {
  const { page, host, close } = await lab.open({ archive: archiveOf(100), text: "last:7d" });
  await settled(page);
  await rows(page).nth(19).locator(".ct-cell-time").click();
  await page.keyboard.press("f");
  await expect.poll(() => host.archive.searches, { timeout: 10_000 }).toBe(2);
  await settled(page);
  expect(await answerText(page)).toContain("30 events");
  await close();
});

test("the record can be copied as a command, as JSON and opened raw", async () => {
  const { page, host, close } = await lab.open({ archive: archiveOf(3), text: "last:7d" });
  await settled(page);
  const choose = async (name: string): Promise<void> => {
    await rows(page).first().locator(".ct-cell-event").click({ button: "right" });
    await page.getByRole("menuitem", { name }).click();
  };
  await choose("Copy as aws Command");
  await expect.poll(() => host.window.copied.at(-1)).toContain("aws cloudtrail lookup-events");
  await choose("Copy Record as JSON");
  await expect.poll(() => host.window.copied.at(-1)).toContain('"eventID"');
  await choose("Open Raw Record");
  await expect.poll(() => host.window.records.at(-1)?.id).toBe("e0");
  await close();
});

test("hovers tell the time in every way and what a cell cut off", async () => {
  const { page, close } = await lab.open({
    archive: archiveOf(30),
    text: "last:7d",
    timezoneId: "Europe/Berlin",
    utc: false,
  });
  await settled(page);
  const time = rows(page).first().locator(".ct-cell-time");
  await time.hover();
  const title = await time.getAttribute("title");
  expect(title?.split("\n")).toEqual([
    "60 seconds ago",
    "Nov 23, 2026, 16:29:00 GMT+1",
    "Nov 23, 2026, 15:29:00 UTC",
  ]);
  await close();
});

test("one event is one row", async () => {
  const { page, close } = await lab.open({ archive: archiveOf(1), text: "last:7d" });
  await settled(page);
  expect(await rows(page).count()).toBe(1);
  expect(await answerText(page)).toContain("1 event ");
  expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("2");
  await close();
});

test("of 100,000 events only those in sight are in the document, and the last one is a key away", async () => {
  const [template] = manyEvents(1);
  if (!template) throw new Error("no event");
  const events = Array.from({ length: 100_000 }, (_, index) => ({
    ...template,
    id: `e${index}`,
    timeMs: nowMs - (index + 1) * 5_000,
  }));
  const archive = new ScriptedArchive(events, ["eu-west-1"]);
  archive.pageSize = 10_000;
  const { page, close } = await lab.open({ archive, text: "last:7d" });
  await page.getByText("100,000 events", { exact: true }).waitFor({ timeout: 90_000 });
  await settled(page);
  expect(await page.locator(".ct-row").count()).toBeLessThan(80);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.locator('.ct-row[aria-rowindex="100001"]:not(.ct-skeleton)').waitFor();
  expect(await page.locator(".ct-row").count()).toBeLessThan(80);
  const last = await page.locator('.ct-row[aria-rowindex="100001"]').boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(800);
  await close();
}, 240_000);
