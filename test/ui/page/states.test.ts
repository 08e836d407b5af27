import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { answerText, rows, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { TestHost } from "./support/testHost.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const archive = (): ScriptedArchive => new ScriptedArchive(manyEvents(400));
const searched = (host: TestHost): unknown =>
  (host.calls.findLast(({ name }) => name === "search")?.arg as { text?: unknown } | undefined)?.text;

test("before any search there are questions to press", async () => {
  const { page, host, close } = await lab.open({ archive: archive() });
  await page.getByRole("button", { name: /Who stopped logging\?/ }).click();
  await settled(page);
  expect(searched(host)).toBe("event:StopLogging,DeleteTrail,PutEventSelectors last:90d");
  await close();
});

test("an empty answer says what was asked and why, and a button changes the question", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "user:nobody last:1d" });
  await page.getByRole("heading", { name: "No events found" }).waitFor();
  expect(await answerText(page)).toContain("0 events");
  expect(await answerText(page)).toContain("Username=nobody");
  expect(await page.locator(".ct-caveat").count()).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Search Last 90 Days" }).click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("user:nobody last:90d");
  await page.getByRole("button", { name: "Remove All Conditions" }).click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("last:90d");
  await rows(page).first().waitFor();
  await close();
});

test("a failed search says what to do and can be tried again", async () => {
  const failing = archive();
  failing.failure = new Failure(
    "aws/expired-credentials",
    "The session of acme-prod has expired. Sign in again.",
    {
      profile: "acme-prod",
    },
  );
  const { page, host, close } = await lab.open({ archive: failing, text: "last:7d" });
  await page.getByRole("heading", { name: "The search failed" }).waitFor();
  expect(await page.getByText("The session of acme-prod has expired. Sign in again.").count()).toBe(1);
  await page.getByRole("button", { name: "Show Log" }).click();
  await expect.poll(() => host.window.acts).toEqual([{ kind: "show-log" }]);
  failing.failure = undefined;
  await page.getByRole("button", { name: "Try Again" }).click();
  await rows(page).first().waitFor();
  expect(await page.getByRole("heading", { name: "The search failed" }).count()).toBe(0);
  await close();
});

test("a Region that failed is told beside the rows of the others", async () => {
  const partly = archive();
  partly.failures.set("us-east-1", {
    code: "aws/access-denied",
    message: "alice needs cloudtrail:LookupEvents in us-east-1.",
    detail: { region: "us-east-1", action: "cloudtrail:LookupEvents" },
  });
  const { page, close } = await lab.open({ archive: partly, text: "last:7d" });
  await settled(page);
  expect(await rows(page).count()).toBeGreaterThan(10);
  await page.getByText("alice needs cloudtrail:LookupEvents in us-east-1.").waitFor();
  await page.getByRole("button", { name: "Show what was asked" }).click();
  const failed = page.locator(".ct-scopes tbody tr", { hasText: "Failed" });
  expect(await failed.innerText()).toContain("us-east-1");
  await close();
});

test("a call that fails is told, stays until it is dismissed, and harms nothing else", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  host.fail("copyText", { code: "bug", message: "The clipboard is not at home." });
  await page.getByRole("button", { name: "Copy the query line" }).click();
  const alert = page.locator(".ct-problem-row", { hasText: "The clipboard is not at home." });
  await alert.waitFor();
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await alert.waitFor({ state: "detached" });
  expect(await rows(page).count()).toBeGreaterThan(10);
  await close();
});

test("an answer that was stopped says first what it lacks", async () => {
  const long = archive();
  long.allowed = 2;
  const { page, close } = await lab.open({ archive: long, text: "last:7d" });
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await settled(page);
  expect(await page.locator(".ct-cut").innerText()).toMatch(/stopped/i);
  await page.getByRole("button", { name: "Something missing?" }).click();
  await page.getByRole("heading", { name: "Why events may be missing" }).waitFor();
  await close();
});

test("a page that cannot open says so and tries again", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const mend = host.fail("open", { code: "bug", message: "The host is not ready." });
  await page.reload();
  await page.getByText("The host is not ready.").waitFor();
  mend();
  await page.getByRole("button", { name: "Try Again" }).click();
  await settled(page);
  await close();
});

test("a page that was destroyed comes back as it was", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("columnheader", { name: "Who" }).click();
  await page.waitForFunction(() => !document.querySelector(".ct-stale"));
  await page.locator(".ct-grid").evaluate((grid) => grid.scrollTo({ top: 22 * 150 }));
  await page.locator('.ct-row[aria-rowindex="160"]:not(.ct-skeleton)').locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  await page.keyboard.press("u");
  await page.keyboard.press("/");
  await page.keyboard.type("half-typ");
  await page.waitForTimeout(300);
  const before = {
    sentence: await page.locator(".ct-sentence").innerText(),
    top: await page.locator(".ct-grid").evaluate((grid) => grid.scrollTop),
    zone: await page.locator(".ct-under").first().innerText(),
  };
  const { searches } = host.archive;
  await page.reload();
  await page.locator(".ct-sentence").waitFor();
  await settled(page);
  expect(await page.locator(".ct-sentence").innerText()).toBe(before.sentence);
  await expect.poll(() => page.locator(".ct-grid").evaluate((grid) => grid.scrollTop)).toBe(before.top);
  expect(await page.locator(".ct-under").first().innerText()).toBe(before.zone);
  expect(await page.getByRole("columnheader", { name: "Who" }).getAttribute("aria-sort")).toBe("ascending");
  expect(await page.getByRole("combobox", { name: "Add a condition" }).inputValue()).toBe("half-typ");
  expect(host.archive.searches).toBe(searches);
  await close();
});

test("accounts that change are shown without losing anything", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const [first] = host.directory.accounts;
  if (!first) throw new Error("no account");
  host.directory.change([{ ...first, name: "acme-renamed" }]);
  await page.getByRole("button", { name: "acme-renamed" }).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(10);
  await page.locator(".ct-grid").evaluate((grid) => grid.scrollTo({ top: 22 * 350 }));
  await page.locator('.ct-row[aria-rowindex="360"]:not(.ct-skeleton)').waitFor();
  await close();
});

test("without any account the sample account is offered", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), accounts: [] });
  await page.getByRole("button", { name: "Explore the Sample Account" }).click();
  await expect.poll(() => host.window.acts).toEqual([{ kind: "explore-sample" }]);
  await close();
});

test("times are local or UTC by one key, everywhere", async () => {
  const { page, close } = await lab.open({
    archive: archive(),
    text: "last:7d",
    timezoneId: "America/New_York",
    utc: false,
  });
  await settled(page);
  const first = rows(page).first().locator(".ct-cell-time");
  expect(await first.innerText()).toContain("10:29");
  await first.focus();
  await page.keyboard.press("u");
  await expect.poll(() => first.innerText()).toContain("15:29");
  expect(await answerText(page)).toContain("Nov 23, 15:30");
  await close();
});
