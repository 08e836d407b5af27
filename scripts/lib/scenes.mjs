// What the README's pictures show: each scene brings a window into its state, whatever was shown before.

/** @typedef {import("./workbench.mjs").Workbench} Workbench */
/** @typedef {import("playwright-core").Frame} Frame */
/**
 * @typedef {object} Scene
 * @property {string} name first part of the picture's file name
 * @property {readonly number[]} widths of the window, in CSS pixels
 * @property {(workbench: Workbench) => Promise<void>} show
 */

const page = "cloudtrail-search";

/** @type {readonly Scene[]} */
export const scenes = [
  {
    name: "tree",
    widths: [1280],
    show: async (workbench) => {
      await workbench.sideBarWidth(480);
      const tree = workbench.tree("Accounts");
      await tree.expand("acme-prod", "eu-west-1", "Trails", "Event data stores");
      const open = await searchPanel(workbench);
      await open.locator(".ct-empty").waitFor();
    },
  },
  {
    name: "search",
    widths: [1280, 800],
    show: async (workbench) => {
      const frame = await search(workbench, "outcome:changed,denied -user:nightly-report last:7d");
      await (await rowWith(frame, "StopLogging")).click();
      await frame.locator("ct-detail").waitFor();
    },
  },
  {
    name: "question",
    widths: [1280],
    show: async (workbench) => {
      const frame = await search(workbench, "who stopped logging");
      await (await rowWith(frame, "StopLogging")).click();
      await frame.locator("ct-detail").waitFor();
    },
  },
  {
    name: "lenses",
    widths: [1280, 800],
    show: async (workbench) => {
      await workbench.command("View: Close All Editors");
      const { page } = workbench;
      const entry = (/** @type {string} */ text) =>
        page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
      await page.keyboard.press("Control+P");
      await page.locator(".quick-input-widget input").first().fill("terraform/main.tf");
      await entry("main.tf").click();
      const lens = page.locator(".codelens-decoration a");
      await lens.first().waitFor({ timeout: 60_000 });
      if ((await lens.first().textContent()) === "CloudTrail history") {
        await lens.first().click();
        await entry("acme-prod").click();
        await entry("eu-west-1").click();
      }
      await lens.filter({ hasText: "in 30 days" }).first().waitFor({ timeout: 60_000 });
      await page.keyboard.press("Control+End");
      await page.mouse.move(640, 720); // away from whatever would show a tooltip
      await lens.filter({ hasText: "Changed outside Terraform" }).waitFor({ timeout: 60_000 });
      await page.waitForTimeout(2_000);
    },
  },
  {
    name: "empty",
    widths: [1280],
    show: async (workbench) => {
      await search(workbench, "event:GetObject resource:logs-prod last:7d");
    },
  },
];

/**
 * A search panel and nothing else in the editor area.
 * @param {Workbench} workbench
 */
async function searchPanel(workbench) {
  await workbench.command("View: Close All Editors");
  await workbench.command("CloudTrail: Search Events");
  return workbench.webviewFrame(page);
}

/**
 * Runs a search in a new panel and waits for its end.
 * @param {Workbench} workbench
 * @param {string} text
 * @returns {Promise<Frame>}
 */
async function search(workbench, text) {
  await workbench.sideBarWidth(300);
  const frame = await searchPanel(workbench);
  const input = frame.getByRole("combobox").last();
  await input.fill(text);
  await input.press("Enter");
  const stop = frame.locator("ct-answer-line").getByText("Stop", { exact: true });
  await stop.waitFor();
  await stop.waitFor({ state: "hidden", timeout: 300_000 });
  return frame;
}

/**
 * The first row with a text: how far down it stands depends on the time of day, and only rows in sight are drawn.
 * @param {Frame} frame
 * @param {string} text
 */
async function rowWith(frame, text) {
  const row = frame.locator("ct-table [role=row]", { hasText: text }).first();
  const grid = frame.locator("ct-table .ct-grid");
  await grid.waitFor();
  while ((await row.count()) === 0) {
    const before = await grid.evaluate(({ scrollTop }) => scrollTop);
    const after = await grid.evaluate((element) => {
      element.scrollBy(0, element.clientHeight / 2);
      return element.scrollTop;
    });
    if (after === before) throw new Error(`no row has the text ${text}`);
    await frame.page().waitForTimeout(200);
  }
  return row;
}
