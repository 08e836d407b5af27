import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventOf, sampleEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { answerText, axe, rows, settled } from "./support/read.js";
import { ScriptedArchive, nowMs } from "./support/scriptedArchive.js";
import type { TestHost } from "./support/testHost.js";
import type { ThemeName } from "./support/themes.js";

const folder = fileURLToPath(new URL("../../../out/looks/", import.meta.url));
const regions = ["eu-west-1", "us-east-1", "eu-central-1"];
const sample = sampleEvents(3);
const minute = 60_000;
let lab: PageLab;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const iso = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
const startMs = nowMs - 60 * minute;

/** `count` calls of a Terraform run, ten seconds apart, all with one temporary key. */
const terraformRun = (count: number): ReturnType<typeof eventOf>[] =>
  Array.from({ length: count }, (_, at) =>
    eventOf({
      eventID: `t${at}`,
      eventTime: iso(startMs + at * 10_000),
      eventName: at % 2 === 0 ? "PutBucketPolicy" : "GetBucketPolicy",
      readOnly: at % 2 === 1,
      userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.0 terraform-provider-aws/5.60.0",
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:ci",
        arn: "arn:aws:sts::111122223333:assumed-role/deploy/ci",
        accountId: "111122223333",
        accessKeyId: "ASIATERRAFORMRUN0001",
        sessionContext: { attributes: { creationDate: iso(startMs - minute) } },
      },
    }),
  );
const single = (
  id: string,
  timeMs: number,
  fields: Record<string, unknown> = {},
): ReturnType<typeof eventOf> => eventOf({ eventID: id, eventTime: iso(timeMs), ...fields });

const small = (): ScriptedArchive =>
  new ScriptedArchive(
    [
      single("after", startMs + 20 * minute),
      ...terraformRun(12).reverse(),
      single("before", startMs - 5 * minute),
    ],
    ["eu-west-1"],
  );
const searched = (host: TestHost): unknown =>
  (host.calls.findLast(({ name }) => name === "search")?.arg as { text?: unknown } | undefined)?.text;
const timeHead = (page: Page): Locator =>
  page.locator(".ct-grid").getByRole("columnheader", { name: "Time" });
const ids = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) => all.map((row) => row.textContent.replace(/\s+/g, " ").trim()));

test("everything a session did opens oldest first with a lane for it, and Escape leads back", async () => {
  const { page, host, close } = await lab.open({ archive: small(), text: "last:7d" });
  await settled(page);
  await rows(page).nth(3).locator(".ct-cell-event").click();
  await page.locator(".ct-in-session", { hasText: "Event 10 of 12 in this session" }).waitFor();
  await page.keyboard.press("s");
  await expect
    .poll(() => searched(host))
    .toMatch(/^session:ASIATERRAFORMRUN0001 from:\S+ to:\S+|^session:ASIATERRAFORMRUN0001/);
  await settled(page);
  expect(await rows(page).count()).toBe(12);
  expect(await timeHead(page).getAttribute("aria-sort")).toBe("ascending");
  await page.locator(".ct-lane-label", { hasText: /ci · role deploy/ }).waitFor();
  await page.getByRole("button", { name: "Back" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => searched(host)).toBe("last:7d");
  await settled(page);
  expect(await rows(page).count()).toBe(14);
  await expect.poll(() => timeHead(page).getAttribute("aria-sort")).toBe("descending");
  expect(await page.getByRole("button", { name: "Back" }).count()).toBe(0);
  await close();
});

test("an event without a session says so and the question stays", async () => {
  const event = single("e", startMs, {
    userIdentity: { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" },
  });
  const { page, host, close } = await lab.open({
    archive: new ScriptedArchive([event], ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  await page.keyboard.press("s");
  await page.getByText("This event belongs to no session").waitFor();
  expect(searched(host)).toBe("last:7d");
  expect(await page.locator(".ct-in-session").count()).toBe(0);
  await close();
});

test("g folds a run under one row that Enter and the arrows unfold, and is remembered", async () => {
  const { page, close } = await lab.open({ archive: small(), text: "last:7d" });
  await settled(page);
  expect(await rows(page).count()).toBe(14);
  await page.locator(".ct-cell-event").first().click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await expect.poll(() => rows(page).count()).toBe(3);
  expect((await ids(page))[1]).toMatch(/Terraform run by ci, 6 changes, 1 min 50 s\s*12 events/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => rows(page).count()).toBe(15);
  expect(await page.locator(".ct-member").count()).toBe(12);
  expect(await page.locator("[aria-expanded=true].ct-cell").count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.keyboard.press("Enter");
  await expect.poll(() => rows(page).count()).toBe(15);
  expect(await answerText(page)).toContain("14 events");
  await page.waitForTimeout(250);
  await page.reload();
  await settled(page);
  await expect.poll(() => rows(page).count()).toBe(3);
  await close();
});

const throttled = (): ScriptedArchive => {
  const call = (id: string, timeMs: number, errorCode?: string): ReturnType<typeof eventOf> =>
    single(id, timeMs, { eventName: "PutBucketPolicy", readOnly: false, errorCode });
  return new ScriptedArchive(
    [
      call("done", startMs + 5_000),
      call("again", startMs + 3_000, "ThrottlingException"),
      call("first", startMs, "ThrottlingException"),
      call("denied", startMs - 5_000, "AccessDenied"),
    ],
    ["eu-west-1"],
  );
};

test("retried calls are left out, counted, and shown by one press; a denied call always stays", async () => {
  const { page, close } = await lab.open({ archive: throttled(), text: "last:7d" });
  await settled(page);
  expect(await rows(page).count()).toBe(2);
  expect(await answerText(page)).toMatch(/4 events.*2 failed.*2 retries folded/s);
  expect((await ids(page))[0]).toContain("after 2 retries");
  await page.getByRole("button", { name: "2 retries folded" }).click();
  await expect.poll(() => rows(page).count()).toBe(4);
  expect((await ids(page))[1]).toContain("retried, succeeded 2 s later");
  expect((await ids(page))[2]).toContain("retried, succeeded 5 s later");
  await page.getByRole("button", { name: "2 retries shown" }).click();
  await expect.poll(() => rows(page).count()).toBe(2);
  await close();
});

test("a band in a lane says what it is on hover, and is read out for the cursor", async () => {
  const { page, close } = await lab.open({ archive: small(), text: "last:2h" });
  await settled(page);
  const box = await page.locator(".ct-stage").boundingBox();
  const lane = await page.locator(".ct-lane-label", { hasText: "ci" }).boundingBox();
  if (!box || !lane) throw new Error("no lane");
  // the run begins an hour before now and lasts almost two minutes
  const x = box.x + 150 + (box.width - 160) * (61 / 120);
  await page.mouse.move(x, lane.y + 9);
  await page.locator(".ct-tip", { hasText: "Terraform run by ci, 6 changes, 1 min 50 s" }).waitFor();
  await close();
});

const shots: readonly (readonly [ThemeName, number])[] = [
  ["dark", 1280],
  ["light", 1280],
  ["hc-dark", 1280],
  ["hc-light", 1280],
  ["dark", 800],
];

test.each(shots)(
  "deployments, their fold and a session fit the page in %s at %i pixels",
  async (theme, width) => {
    const { page, close } = await lab.open({
      theme,
      width,
      archive: new ScriptedArchive(sample, regions),
      text: "outcome:changed last:3d",
    });
    await settled(page);
    await page.screenshot({ path: `${folder}stories-${theme}-${width}.png` });
    await page.keyboard.press("g");
    await page.locator(".ct-summary").first().waitFor();
    await page.locator(".ct-summary").nth(1).click();
    await page.locator(".ct-member").first().waitFor();
    await page.screenshot({ path: `${folder}folded-${theme}-${width}.png` });
    await page.locator(".ct-member .ct-cell-event").first().click();
    await page.locator(".ct-in-session").waitFor();
    await page.screenshot({ path: `${folder}member-${theme}-${width}.png` });
    await page.keyboard.press("s");
    await page.getByRole("button", { name: "Back" }).waitFor();
    await settled(page);
    await page.screenshot({ path: `${folder}session-${theme}-${width}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  },
);
