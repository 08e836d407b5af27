import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SqlTrouble } from "../../../src/core/sql/sqlTarget.js";
import { batchOf, QueryLab, targetOf } from "./support/queryPage.js";
import { axe, unknownViolations } from "./support/read.js";

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.start();
});
afterAll(() => lab.stop());

const hours = batchOf(
  { hour: "time", events: "number", top_caller: "text" },
  Array.from({ length: 48 }, (_, at) => [
    `2026-11-${20 + Math.floor(at / 24)} ${String(at % 24).padStart(2, "0")}:00:00`,
    Math.round(200 + 180 * Math.sin(at / 4)),
    `arn:aws:iam::111122223333:user/${["alice", "bob", "carol"][at % 3]}`,
  ]),
);
const services = batchOf(
  { eventsource: "text", calls: "number" },
  ["s3", "iam", "ec2", "lambda", "kms", "sts"].map((name, at) => [`${name}.amazonaws.com`, 9_000 / (at + 1)]),
);
const statement = "SELECT date_trunc('hour', eventtime) AS hour, count(*) AS events\nFROM $EDS_ID";

test.each([
  ["dark", 1280],
  ["light", 800],
  ["hc-dark", 1280],
  ["hc-light", 800],
] as const)(
  "a line over time, bars, a failure and a start are clean in %s at %i pixels",
  async (theme, width) => {
    const { page, panel, trouble, close } = await lab.open({ theme, width });
    mkdirSync("out/screens", { recursive: true });
    const look = async (name: string): Promise<void> => {
      await page.screenshot({ path: `out/screens/query-${name}-${theme}-${width}.png` });
      expect(await axe(page)).toEqual([]);
    };
    await look("start");
    await panel.run(targetOf(hours), statement);
    await page.locator(".ct-curve").waitFor();
    await page.locator(".ct-row:not(.ct-skeleton)").first().waitFor();
    await look("line");
    await panel.run(targetOf(services), statement);
    await page.locator(".ct-bars").waitFor();
    await page.locator(".ct-row:not(.ct-skeleton)").first().waitFor();
    await look("bars");
    const failing = targetOf();
    const run = async function* (): AsyncGenerator<never> {
      yield* [];
      throw new SqlTrouble({ message: 'Referenced column "nosuch" not found', from: 0, to: 1 });
    };
    await panel.run({ ...failing, run }, statement);
    await page.getByText('Referenced column "nosuch" not found').waitFor();
    await look("failed");
    expect(unknownViolations(trouble)).toEqual([]);
    await close();
  },
);

test("100,000 rows are walked by key with few of them in the document", async () => {
  const { page, panel, copied, close } = await lab.open();
  const many = batchOf(
    { n: "number", name: "text" },
    Array.from({ length: 100_000 }, (_, at) => [at, `row ${at}`]),
  );
  await panel.run(targetOf(many), statement);
  await page.getByText("100,000 rows").waitFor();
  await page.getByRole("gridcell", { name: "row 0", exact: true }).click();
  await page.keyboard.press("End");
  await page.getByRole("gridcell", { name: "row 99999", exact: true }).waitFor();
  expect(await page.locator(".ct-row").count()).toBeLessThan(100);
  await page.keyboard.press("Control+c");
  await expect.poll(() => copied).toEqual(["row 99999"]);
  await page.getByRole("columnheader", { name: "n", exact: true }).click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Shift+c");
  await expect.poll(() => copied.at(-1)).toBe("99999\trow 99999");
  await close();
});

test("a column is resized by key, and that and the order survive a reload", async () => {
  const { page, panel, close } = await lab.open();
  await panel.run(targetOf(services), statement);
  const head = page.getByRole("columnheader", { name: "calls" });
  await head.click();
  const before = (await head.boundingBox())?.width ?? 0;
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(before + 16);
  await page.reload();
  await page.getByRole("gridcell", { name: "sts.amazonaws.com" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "calls" }).getAttribute("aria-sort")).toBe("ascending");
  expect((await head.boundingBox())?.width).toBe(before + 16);
  expect(await page.getByRole("row").nth(1).innerText()).toContain("sts.amazonaws.com");
  await close();
});

test("what rows and names hold is text and nothing else", async () => {
  const { page, panel, trouble, exported, close } = await lab.open();
  const html = `<img src=x onerror="window.pwned=1">`;
  const rows = [html, "=HYPERLINK(1)", "\u202egpj.exe", "X".repeat(100_000)].map((text, at) => [text, at]);
  await panel.run(targetOf(batchOf({ [html]: "text", n: "number" }, rows)), html);
  await page.getByRole("gridcell", { name: html }).waitFor();
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(await page.locator("main img").count()).toBe(0);
  expect(await page.locator(".ct-grid").innerText()).toContain("\u27e8U+202E\u27e9");
  await page.getByRole("button", { name: "Copy and Export" }).click();
  await page.getByRole("menuitem", { name: "Export as CSV" }).click();
  await expect.poll(() => exported.at(0)?.includes("'=HYPERLINK(1)")).toBe(true);
  expect(await axe(page)).toEqual([]);
  expect(unknownViolations(trouble)).toEqual([]);
  await close();
});

test("a running statement is stopped with its rows kept", async () => {
  const { page, panel, close } = await lab.open();
  const run = async function* (_: string, signal: AbortSignal) {
    yield services;
    await new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(new Error("stopped"))),
    );
  };
  void panel.run({ ...targetOf(), run }, statement);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText(/6 rows · stopped/).waitFor();
  await close();
});
