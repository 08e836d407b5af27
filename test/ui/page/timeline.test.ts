import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TimelineAsk } from "../../../src/shared/searchData.js";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { focused, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { TestHost } from "./support/testHost.js";
import { themes } from "./support/themes.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const hour = 3_600_000;
/** 168 events, one an hour for the last week. */
const archive = (): ScriptedArchive => new ScriptedArchive(manyEvents(168, hour));
const lastAsk = (host: TestHost): TimelineAsk =>
  host.calls.findLast(({ name }) => name === "timeline")?.arg as TimelineAsk;
const spanHours = (host: TestHost): number => (lastAsk(host).toMs - lastAsk(host).fromMs) / hour;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
const stage = async (page: Page): Promise<Box> => {
  const box = await page.locator(".ct-stage").boundingBox();
  if (!box) throw new Error("no timeline");
  return box;
};

/** Colours of the canvas in one column of pixels, most frequent left out: what is drawn there. */
const coloursAt = (page: Page, x: number): Promise<number> =>
  page.evaluate((at) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".ct-stage canvas");
    const data = canvas?.getContext("2d")?.getImageData(at, 0, 1, canvas.height).data ?? [];
    const seen = new Set<string>();
    for (let pixel = 0; pixel < data.length; pixel += 4) seen.add(data.slice(pixel, pixel + 4).join());
    return seen.size;
  }, x);

test("dragging over bars zooms to them, and a double click shows everything again", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  expect(Math.round(spanHours(host))).toBe(168);
  const { x, y } = await stage(page);
  await page.mouse.move(x + 400, y + 40);
  await page.mouse.down();
  await page.mouse.move(x + 560, y + 40, { steps: 4 });
  await page.mouse.up();
  // 160 of 1,120 pixels are a day; half of that more is asked for on either side
  await expect.poll(() => Math.round(spanHours(host)), { timeout: 10_000 }).toBe(48);
  await page.getByRole("button", { name: "Search This Time" }).waitFor();
  await page.mouse.dblclick(x + 500, y + 40);
  await expect.poll(() => Math.round(spanHours(host)), { timeout: 10_000 }).toBe(168);
  await close();
});

test("the wheel zooms around the pointer, and Shift with it or a drag on the axis moves the view", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const { x, y } = await stage(page);
  await page.mouse.move(x + 700, y + 40);
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -200);
  await expect.poll(() => spanHours(host), { timeout: 10_000 }).toBeLessThan(60);
  const before = lastAsk(host);
  await page.keyboard.down("Shift");
  await page.mouse.wheel(0, 300);
  await page.keyboard.up("Shift");
  await expect.poll(() => lastAsk(host).fromMs, { timeout: 10_000 }).toBeGreaterThan(before.fromMs);
  const panned = lastAsk(host);
  const height = (await page.locator(".ct-stage").boundingBox())?.height ?? 0;
  await page.mouse.move(x + 500, y + height - 8);
  await page.mouse.down();
  await page.mouse.move(x + 700, y + height - 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => lastAsk(host).fromMs, { timeout: 10_000 }).toBeLessThan(panned.fromMs);
  expect(spanHours(host)).toBeCloseTo((panned.toMs - panned.fromMs) / hour, 5);
  await close();
});

test("what is drawn moves at once, before the host has answered", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  host.hold("timeline");
  const picture = (): Promise<string> =>
    page.evaluate(() => document.querySelector<HTMLCanvasElement>(".ct-stage canvas")?.toDataURL() ?? "");
  const before = await picture();
  const { x, y } = await stage(page);
  await page.mouse.move(x + 700, y + 40);
  await page.mouse.wheel(0, -400);
  await page.waitForTimeout(100);
  expect(await picture()).not.toBe(before);
  await close();
});

test("the zoomed time can be searched for", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const { x, y } = await stage(page);
  await page.mouse.move(x + 400, y + 40);
  await page.mouse.down();
  await page.mouse.move(x + 560, y + 40, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Search This Time" }).click();
  await expect.poll(() => host.archive.searches, { timeout: 10_000 }).toBe(2);
  await settled(page);
  expect(await page.locator("ct-range-picker vscode-button").innerText()).toContain("–");
  await close();
});

test("a click on a bar opens its first event, and a click on a mark its own", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const { x, y } = await stage(page);
  const plotPx = 1280 - 160;
  await page.mouse.click(x + 150 + plotPx * (1 - 10.5 / 168), y + 70);
  await page.locator(".ct-sentence").waitFor();
  await page.getByText("Nov 23, 2026, 05:30:00 UTC").waitFor();
  await page.keyboard.press("Escape");
  const lane = await page.locator(".ct-lane-label").first().boundingBox();
  // 3 of 168 events an hour apart are alice's; her newest was an hour ago
  await page.mouse.click(x + 150 + plotPx * (1 - 1 / 168), (lane?.y ?? 0) + 9);
  await page.getByText("Nov 23, 2026, 14:30:00 UTC").waitFor();
  await close();
});

// Around the dash of a range browsers write a blank or, by newer locale data, a thin space: \s means both.
test("the pointer is told what it is over, and leaves nothing behind", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const { x, y } = await stage(page);
  await page.mouse.move(x + 700, y + 40);
  const tip = page.locator(".ct-tip");
  await tip.waitFor();
  expect(await tip.innerText()).toMatch(/Nov \d+, \d\d:\d\d\s–\s\d\d:\d\d\n+1 event/);
  await page.mouse.move(x + 700, y + 500);
  await tip.waitFor({ state: "detached" });
  await close();
});

test("keys move a cursor that is read out, zoom, open and go back", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.locator(".ct-stage").focus();
  expect(await focused(page)).toMatch(/^168 events, /);
  await page.keyboard.press("End");
  const said = page.locator(".ct-hidden[role=status]").filter({ hasText: /\S/ });
  expect(await said.innerText()).toContain("Nov 23");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => said.innerText()).toMatch(/Nov 23, 14:00\s–\s15:00, 1 event/);
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect.poll(() => spanHours(host), { timeout: 10_000 }).toBeLessThan(110);
  await page.keyboard.press("Enter");
  await page.getByText("Nov 23, 2026, 14:30:00 UTC").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".ct-sentence").waitFor({ state: "detached" });
  await page.locator(".ct-stage").focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => Math.round(spanHours(host)), { timeout: 10_000 }).toBe(168);
  await close();
});

test("the legend switches groups off and on", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const read = page.getByRole("button", { name: "Read", exact: true });
  expect(await read.getAttribute("aria-pressed")).toBe("true");
  const label = (): Promise<string | null> => page.locator(".ct-stage").getAttribute("aria-label");
  expect(await label()).toContain("168 events");
  await read.click();
  expect(await read.getAttribute("aria-pressed")).toBe("false");
  expect(await label()).not.toContain("168 events");
  expect(await label()).not.toContain("Read");
  await close();
});

test("bars and lanes can be grouped otherwise, by mouse and by key", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("combobox", { name: "Colour the bars by" }).click();
  await page.getByRole("option", { name: "Bars by who" }).click();
  await expect.poll(() => lastAsk(host).groupBy, { timeout: 10_000 }).toBe("actor");
  await page.getByRole("button", { name: "alice" }).first().waitFor();
  await page.getByRole("combobox", { name: "One lane for each" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => lastAsk(host).laneBy, { timeout: 10_000 }).toBe("service");
  await close();
});

test("the picture is there as a table for those who do not see it", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const table = page.getByRole("table", { name: "Events over time" });
  expect(await table.locator("tbody tr").count()).toBeLessThanOrEqual(24);
  const cells = await table.locator("tbody td").allTextContents();
  expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(168);
  await close();
});

test("the canvas is drawn anew in the colours of another theme", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const picture = (): Promise<string> =>
    page.evaluate(() => document.querySelector<HTMLCanvasElement>(".ct-stage canvas")?.toDataURL() ?? "");
  const before = await picture();
  expect(await coloursAt(page, 700)).toBeGreaterThan(1);
  await page.evaluate((theme) => {
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = theme.bodyClass;
  }, themes["light"]);
  await expect.poll(picture).not.toBe(before);
  await close();
});

test("it can be folded away, and stays so", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("button", { name: "Hide the timeline" }).click();
  expect(await page.locator(".ct-stage").count()).toBe(0);
  await page.waitForTimeout(250);
  await page.reload();
  await settled(page);
  expect(await page.locator(".ct-stage").count()).toBe(0);
  await page.getByRole("button", { name: "Show the timeline" }).click();
  await page.locator(".ct-stage").waitFor();
  await close();
});

test("under 900 pixels the lanes fold into the histogram", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d", width: 800 });
  await settled(page);
  expect(lastAsk(host).laneBy).toBeUndefined();
  expect(await page.locator(".ct-lane-label").count()).toBe(0);
  await close();
});
