import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { focused, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const archive = (): ScriptedArchive => new ScriptedArchive(manyEvents(60, 3_600_000));

/** Where Tab leads, until it comes round. */
async function tabStops(page: Page, most: number): Promise<readonly string[]> {
  const stops: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    stops.push(await focused(page));
  }
  return stops;
}

test("Tab goes where the eye goes: query, answer, timeline, table, detail", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "user:alice last:7d" });
  await settled(page);
  await page.locator(".ct-row").nth(1).locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  await page.locator("ct-picker vscode-button").first().focus();
  const stops = [await focused(page), ...(await tabStops(page, 30))];
  const order = [
    "acme-prod",
    "Account Regions",
    "Last 7 days",
    "Remove user:alice",
    "Add a condition",
    "Search",
    "Edit as text",
    "Save this search",
    "Copy the query line",
    "Export what is shown",
    "Keys (?)",
    "Show what was asked",
    "Hide the timeline",
    "Colour the bars by",
    "One lane for each",
  ];
  const places = order.map((name) => stops.indexOf(name));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  const after = stops.slice(places.at(-1));
  const stage = after.findIndex((stop) => /^\d+ events, /.test(stop));
  const cell = after.findIndex(
    (stop) =>
      stop.startsWith("PutBucketPolicy") ||
      stop.startsWith("GetBucketPolicy") ||
      stop.startsWith("ListBuckets") ||
      stop.startsWith("DeleteBucket") ||
      stop.startsWith("GetBucketAcl"),
  );
  const sash = after.indexOf("Width of the details");
  const close_ = after.indexOf("Close (Esc)");
  expect(stage).toBeGreaterThan(0);
  expect(cell).toBeGreaterThan(stage);
  expect(sash).toBeGreaterThan(cell);
  expect(close_).toBeGreaterThan(sash);
  await close();
});

test("an incident can be followed without a mouse", async () => {
  const { page, host, close } = await lab.open({ archive: archive() });
  await page.locator(".ct-example").first().waitFor();
  await expect.poll(() => focused(page)).toBe("Add a condition");
  await page.keyboard.type("service:s3");
  await page.keyboard.press("Enter");
  await settled(page);
  await page.keyboard.press("Escape");
  await page.locator(".ct-stage").focus();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toContain("Nov");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toContain("PutBucketPolicy");
  await page.keyboard.press("Enter");
  await page.locator(".ct-detail h2", { hasText: "PutBucketPolicy" }).waitFor();
  await page.keyboard.press("[");
  await page.locator(".ct-detail h2", { hasText: "DeleteBucket" }).waitFor();
  await page.keyboard.press("]");
  await page.locator(".ct-detail h2", { hasText: "PutBucketPolicy" }).waitFor();
  await page.keyboard.press("u");
  await page.keyboard.press("c");
  await page.getByText("Row copied").waitFor();
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "Remove event:PutBucketPolicy" }).waitFor();
  await settled(page);
  await page.keyboard.press("/");
  expect(await focused(page)).toBe("Add a condition");
  await page.keyboard.press("Escape");
  await page.locator("ct-detail").waitFor({ state: "detached" });
  expect(host.window.copied).toHaveLength(1);
  await close();
});

test("the list of keys opens with ? and closes with Escape, back to where one was", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.locator(".ct-stage").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog", { name: "Keys" }).count()).toBe(0);
  expect(await focused(page)).toMatch(/events/);
  await close();
});

test("letters typed into a field are letters", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("u/c[?");
  expect(await page.getByRole("combobox", { name: "Add a condition" }).inputValue()).toBe("u/c[?");
  expect(await page.getByRole("dialog", { name: "Keys" }).count()).toBe(0);
  await close();
});

test("Escape goes back one step a press", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const box = await page.locator(".ct-stage").boundingBox();
  await page.mouse.move((box?.x ?? 0) + 700, (box?.y ?? 0) + 40);
  await page.mouse.wheel(0, -400);
  await page.getByRole("button", { name: "Search This Time" }).waitFor();
  await page.locator(".ct-row").first().locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("ev");
  await page.locator(".ct-suggestion").first().waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator(".ct-suggestion").count()).toBe(0);
  expect(await page.locator(".ct-sentence").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.locator("ct-detail").waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "Search This Time" }).count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Search This Time" }).waitFor({ state: "detached" });
  await close();
});

test("what has the focus can be seen", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "user:alice last:7d" });
  await settled(page);
  const invisible: string[] = [];
  for (let step = 0; step < 18; step++) {
    await page.keyboard.press("Tab");
    const isSeen = await page.evaluate(() => {
      let element = document.activeElement;
      const chain: Element[] = [];
      while (element) {
        chain.push(element);
        element = element.shadowRoot?.activeElement ?? null;
      }
      const shows = (each: Element): boolean => {
        const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(each);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || borderColor.includes("0, 120, 212");
      };
      const parts = chain.flatMap((each) => [each, ...(each.shadowRoot?.querySelectorAll(".control") ?? [])]);
      const box = chain[0]?.closest(".ct-box");
      return [...parts, ...(box ? [box] : [])].some(shows);
    });
    if (!isSeen) invisible.push(await focused(page));
  }
  expect(invisible).toEqual([]);
  await close();
});
