import { afterAll, beforeAll, expect, test } from "vitest";
import { eventOf, manyEvents, sampleEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { focused, rows, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { TestHost } from "./support/testHost.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const searched = (host: TestHost): unknown =>
  (host.calls.findLast(({ name }) => name === "search")?.arg as { text?: unknown } | undefined)?.text;

test("a row opens its detail beside the table, sentence first", async () => {
  const { page, close } = await lab.open({ archive: new ScriptedArchive(manyEvents(30)), text: "last:7d" });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  expect(await page.locator(".ct-sentence").innerText()).toMatch(/bob .*logs-prod/);
  const table = await page.locator(".ct-grid").boundingBox();
  const detail = await page.locator("ct-detail").boundingBox();
  expect(detail?.x).toBeGreaterThanOrEqual((table?.x ?? 0) + (table?.width ?? 0));
  await close();
});

test("while it is open it follows the active row", async () => {
  const { page, close } = await lab.open({ archive: new ScriptedArchive(manyEvents(30)), text: "last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-detail h2", { hasText: "GetBucketPolicy" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.locator(".ct-detail h2", { hasText: "PutBucketPolicy" }).waitFor();
  await close();
});

test("under 900 pixels it is a sheet over the table that Escape closes, back to the row", async () => {
  const { page, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(30)),
    text: "last:7d",
    width: 800,
  });
  await settled(page);
  await rows(page).nth(2).locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  const table = await page.locator("ct-table").boundingBox();
  const sheet = await page.locator("ct-detail").boundingBox();
  expect(sheet?.width).toBe(table?.width);
  expect(await page.locator("ct-table").getAttribute("inert")).not.toBeNull();
  await page.keyboard.press("Escape");
  await page.locator("ct-detail").waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toContain("ListBuckets");
  await close();
});

test("facts filter, exclude and copy by key and by button", async () => {
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(30)),
    text: "last:7d",
  });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  const user = page.locator(".ct-fact", { hasText: "User" }).first();
  await user.locator("dd").focus();
  await page.keyboard.press("c");
  await expect.poll(() => host.window.copied.at(-1)).toBe("bob");
  await page.keyboard.press("f");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("user:bob last:7d");
  await settled(page);
  expect(await page.locator(".ct-sentence").count()).toBe(1);
  const event = page.locator(".ct-fact", { has: page.locator("dt", { hasText: /^Event$/ }) });
  await event.hover();
  await event.getByRole("button", { name: /^Not PutBucketPolicy/ }).click();
  await expect
    .poll(() => searched(host), { timeout: 10_000 })
    .toBe("user:bob -event:PutBucketPolicy last:7d");
  await close();
});

test("brackets go from change to change of the same resource", async () => {
  const { page, close } = await lab.open({ archive: new ScriptedArchive(manyEvents(30)), text: "last:7d" });
  await settled(page);
  await rows(page).nth(11).locator(".ct-cell-event").click();
  const heading = page.locator(".ct-detail h2");
  await expect.poll(() => heading.innerText()).toBe("PutBucketPolicy");
  await page.keyboard.press("[");
  await expect.poll(() => heading.innerText()).toBe("DeleteBucket");
  await page.keyboard.press("]");
  await expect.poll(() => heading.innerText()).toBe("PutBucketPolicy");
  for (let step = 0; step < 10; step++) await page.keyboard.press("]");
  await page.getByText("No later change of this resource in this answer").waitFor();
  await close();
});

test("request and response are trees to open and close by key", async () => {
  const event = eventOf({
    eventID: "tree",
    eventName: "RunInstances",
    eventSource: "ec2.amazonaws.com",
    requestParameters: {
      instancesSet: { items: [{ imageId: "ami-1", minCount: 1 }] },
      dryRun: false,
      note: null,
    },
    responseElements: { list: Array.from({ length: 150 }, (_, at) => at) },
  });
  const { page, close } = await lab.open({ archive: new ScriptedArchive([event]), text: "last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  const tree = page.getByRole("tree", { name: "Request" });
  await tree.waitFor();
  const lines = tree.getByRole("treeitem");
  expect(await lines.count()).toBe(7);
  await lines.first().focus();
  await page.keyboard.press("ArrowLeft");
  expect(await lines.count()).toBe(3);
  expect(await lines.first().getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toContain("items");
  const response = page.getByRole("tree", { name: "Response" });
  await response.getByText("list").click();
  await response.getByText(/more/).click();
  expect(await response.getByRole("treeitem").count()).toBeGreaterThan(100);
  await close();
});

test("related events are a press away, here or in another panel", async () => {
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(30)),
    text: "last:7d",
  });
  await settled(page);
  await rows(page).nth(1).locator(".ct-cell-event").click();
  const related = page.locator(".ct-related li", { hasText: "By bob" });
  await related.waitFor();
  expect(await related.innerText()).toContain("10 in this answer");
  await related.getByRole("button", { name: /another panel/ }).click();
  await expect.poll(() => host.window.opened[0]).toContain("user:bob");
  await related.getByText("By bob").click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toContain("user:bob");
  await close();
});

test("marks are explained, and the chain behind a role is shown", async () => {
  const archive = new ScriptedArchive(sampleEvents(7), ["eu-west-1", "us-east-1", "eu-central-1"]);
  const { page, close } = await lab.open({ archive, text: "mark:logging-weakening last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-marks").waitFor();
  expect(await page.locator(".ct-marks").innerText()).toContain("Weakens logging.");
  expect(await page.locator(".ct-chain li").count()).toBeGreaterThan(1);
  await close();
});

test("a detail that cannot be had says why and offers to try again", async () => {
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive(manyEvents(3)),
    text: "last:7d",
  });
  await settled(page);
  const mend = host.fail("detail", { code: "event/gone", message: "This event is not here any more." });
  await rows(page).first().locator(".ct-cell-event").click();
  await page.getByText("This event is not here any more.").waitFor();
  mend();
  await page.locator("ct-detail").getByRole("button", { name: "Try Again" }).click();
  await page.locator(".ct-sentence").waitFor();
  await close();
});

test("the line between table and detail moves by pointer and by key, and stays", async () => {
  const { page, close } = await lab.open({ archive: new ScriptedArchive(manyEvents(3)), text: "last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  const width = async (): Promise<number> =>
    Math.round((await page.locator("ct-detail").boundingBox())?.width ?? 0);
  const before = await width();
  const sash = await page.locator(".ct-sash").boundingBox();
  await page.mouse.move(sash?.x ?? 0, (sash?.y ?? 0) + 100);
  await page.mouse.down();
  await page.mouse.move((sash?.x ?? 0) - 80, (sash?.y ?? 0) + 100, { steps: 4 });
  await page.mouse.up();
  expect(await width()).toBe(before + 80);
  await page.locator(".ct-sash").focus();
  await page.keyboard.press("ArrowRight");
  expect(await width()).toBe(before + 56);
  await page.waitForTimeout(250);
  await page.reload();
  await page.locator(".ct-sentence").waitFor();
  expect(await width()).toBe(before + 56);
  await close();
});
