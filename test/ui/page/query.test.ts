import { afterAll, beforeAll, expect, test } from "vitest";
import { manyEvents } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { answerText, focused, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { TestHost } from "./support/testHost.js";

let lab: PageLab;
beforeAll(async () => {
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const archive = (): ScriptedArchive => new ScriptedArchive(manyEvents(30));
const searched = (host: TestHost): unknown =>
  (host.calls.findLast(({ name }) => name === "search")?.arg as { text?: unknown } | undefined)?.text;

test("what is typed becomes chips and a search", async () => {
  const { page, host, close } = await lab.open({ archive: archive() });
  await page.getByRole("combobox", { name: "Add a condition" }).fill("user:alice -event:ListBuckets");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove user:alice" }).waitFor();
  await settled(page);
  expect(searched(host)).toBe("user:alice -event:ListBuckets last:7d");
  expect(await page.getByRole("combobox", { name: "Add a condition" }).inputValue()).toBe("");
  expect(await answerText(page)).toContain("Username=alice");
  await close();
});

test("chips are removed by mouse, and by keys from the input on", async () => {
  const { page, host, close } = await lab.open({
    archive: archive(),
    text: "user:alice service:s3 -event:ListBuckets last:7d",
  });
  await settled(page);
  await page.getByRole("button", { name: "Remove service:s3" }).click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("user:alice -event:ListBuckets last:7d");
  await page.keyboard.press("/");
  await page.keyboard.press("Backspace");
  expect(await focused(page)).toBe("Remove -event:ListBuckets");
  await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toBe("Remove user:alice");
  await page.keyboard.press("Delete");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("-event:ListBuckets last:7d");
  await expect.poll(() => focused(page)).toBe("Remove -event:ListBuckets");
  await page.keyboard.press("Backspace");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("last:7d");
  await expect.poll(() => focused(page)).toBe("Add a condition");
  await close();
});

test("who opens an empty search can type at once", async () => {
  const { page, close } = await lab.open({ archive: archive() });
  const input = page.getByRole("combobox", { name: "Add a condition" });
  await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
  await close();
});

test("suggestions come while typing and are taken by key or by mouse", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("us");
  const input = page.getByRole("combobox", { name: "Add a condition" });
  const option = page.getByRole("option", { name: /^user:/ });
  await option.waitFor();
  expect(await input.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("ArrowDown");
  const active = await input.getAttribute("aria-activedescendant");
  expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  expect(await input.inputValue()).toBe("user:");
  await page.getByRole("option", { name: /^carol/ }).click();
  expect(await input.inputValue()).toBe("user:carol");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove user:carol" }).waitFor();
  await close();
});

test("Escape closes the suggestions first and keeps what was typed", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("ev");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("option").count()).toBe(0);
  expect(await page.getByRole("combobox", { name: "Add a condition" }).inputValue()).toBe("ev");
  await close();
});

test("a line that cannot be read is explained, underlined, and changes nothing", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "user:alice last:7d" });
  await settled(page);
  const searches = host.archive.searches;
  await page.keyboard.press("/");
  await page.keyboard.type("colour:red");
  await page.keyboard.press("Enter");
  const alert = page.locator(".ct-problems");
  await alert.waitFor();
  expect(await alert.locator(".ct-wrong").innerText()).toContain("colour");
  expect(await alert.innerText()).toContain('no field "colour"');
  expect(host.archive.searches).toBe(searches);
  expect(await page.getByRole("combobox", { name: "Add a condition" }).inputValue()).toBe("colour:red");
  await page.getByRole("button", { name: "Edit the line as text" }).click();
  expect(await page.getByRole("combobox", { name: "Query as text" }).inputValue()).toContain("user:alice");
  await close();
});

test("the whole query can be edited as one line of text", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "user:alice last:7d" });
  await settled(page);
  await page.getByRole("button", { name: "Edit as text" }).click();
  const input = page.getByRole("combobox", { name: "Query as text" });
  expect(await input.inputValue()).toBe("user:alice last:7d");
  await input.fill("user:bob what:ever last:1d");
  await page.keyboard.press("Enter");
  expect(await page.locator(".ct-mirror .ct-wrong").textContent()).toContain("what");
  await input.fill("user:bob last:1d");
  await page.keyboard.press("Enter");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("user:bob last:1d");
  await page.getByRole("button", { name: "Remove user:bob" }).waitFor();
  await close();
});

test("several Regions are ticked with Space, and closing asks them", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("button", { name: "Account Regions" }).click();
  await page.getByRole("option", { name: /^eu-north-1/ }).waitFor();
  expect(await page.getByRole("option", { name: /^eu-west-1/ }).getAttribute("aria-selected")).toBe("true");
  const find = page.getByRole("textbox", { name: "Find" });
  await find.fill("north");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toContain("eu-north-1");
  expect(searched(host)).toContain("eu-west-1");
  await close();
});

test("Enter picks one account and asks it", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("button", { name: "acme-prod" }).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => searched(host), { timeout: 10_000 }).toContain("account:");
  expect(await focused(page)).toContain("acme-security");
  await close();
});

test("a preset and an exact range can be chosen", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  const button = page.locator("ct-range-picker vscode-button").first();
  await button.click();
  await page.getByRole("radio", { name: "Last 1 day" }).click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("last:1d");
  await button.click();
  await page.getByLabel("From", { exact: true }).fill("2026-11-20T10:00:00");
  await page.getByLabel("To", { exact: true }).fill("2026-11-20T09:00:00");
  await page.getByText("The end must be after the start.").waitFor();
  await page.getByLabel("To", { exact: true }).fill("2026-11-20T12:30:00");
  await page.getByRole("button", { name: "Use This Range" }).click();
  await expect
    .poll(() => searched(host), { timeout: 10_000 })
    .toBe("from:2026-11-20T10:00Z to:2026-11-20T12:30Z");
  await close();
});

test("the query line is copied and saved, and what is shown is exported", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "user:alice last:7d" });
  await settled(page);
  await page.getByRole("button", { name: "Copy the query line" }).click();
  await page.getByText("Query line copied").waitFor();
  expect(host.window.copied).toEqual(["user:alice last:7d"]);
  await page.getByRole("button", { name: "Save this search" }).click();
  await expect.poll(() => host.window.savedTexts.length).toBe(1);
  await page.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("menuitem", { name: "JSON Lines…" }).click();
  await page.getByText(/^Saved cloudtrail-.*\.jsonl$/).waitFor();
  expect(host.window.exported[0]).toMatch(/^jsonl:\d{3,}/);
  await close();
});

test("a press on a count shows only these", async () => {
  const { page, host, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await page.getByRole("button", { name: /^\d+ denied/ }).click();
  await expect.poll(() => searched(host), { timeout: 10_000 }).toBe("outcome:denied last:7d");
  await close();
});
