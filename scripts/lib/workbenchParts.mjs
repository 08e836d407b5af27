// The parts of a VS Code window that tests and pictures use, by what a person sees. Holds for VS Code 1.100 to 1.139.

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
export function workbenchParts(page) {
  return {
    ...sideBarParts(page),
    ...quickInputParts(page),

    /** The tree of the view with this title. @param {string} title */
    tree: (title) => treeParts(page, title),

    /** The notification that holds this text. @param {string} text */
    notification: (text) => page.locator(".notification-toast", { hasText: text }),

    /** Text in the active editor or output panel, without VS Code's non-breaking spaces. @param {string} part selector */
    lines: async (part) => {
      const texts = await page.locator(`${part} .view-line`).allTextContents();
      return texts.map((text) => text.replaceAll("\u00a0", " "));
    },

    /** @param {string} selector @param {number} [timeoutMs] */
    webviewFrame: (selector, timeoutMs) => webviewFrame(page, selector, timeoutMs),

    /** @param {string} path of the .png */
    screenshot: async (path) => {
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      await page.mouse.move(width / 2, height - 8); // on the status bar, where nothing shows a hover
      await page.waitForTimeout(500); // toasts and progress bars fade
      await page.screenshot({ path });
    },
  };
}

/** @param {Page} page */
function sideBarParts(page) {
  const sideBar = page.locator(".part.sidebar");
  return {
    /** Opens the view container with this title from the activity bar. @param {string} title */
    viewContainer: async (title) => {
      const item = page.locator(`.activitybar .action-item:has(a[aria-label^="${title}"])`);
      await item.waitFor();
      if (!(await item.getAttribute("class"))?.split(" ").includes("checked")) await item.click();
    },

    /** Shows or hides the side bar. @param {boolean} visible */
    sideBar: async (visible) => {
      if ((await sideBar.isVisible()) !== visible) await page.keyboard.press("Control+B");
    },

    /** Drags the side bar's edge, if it shows. @param {number} width in CSS pixels */
    sideBarWidth: async (width) => {
      const box = await sideBar.boundingBox();
      if (box === null) return;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width + 2, y);
      await page.mouse.down();
      await page.mouse.move(box.x + width + 2, y, { steps: 4 });
      await page.mouse.up();
    },
  };
}

/** @param {Page} page */
function quickInputParts(page) {
  const input = page.locator(".quick-input-widget input").first();
  /** @param {string} text */
  const entry = (text) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  return {
    /** Runs a command by its full title, as a person would from the palette. @param {string} title */
    command: async (title) => {
      for (let left = 15; ; left--) {
        await page.keyboard.press("F1");
        try {
          await input.fill(`>${title}`, { timeout: left > 0 ? 2000 : 30_000 });
          await entry(title).click({ timeout: left > 0 ? 2000 : 30_000 });
          return;
        } catch (error) {
          // the palette lists what there is when it opens, and extensions come a little after the window;
          // it closes again when a page that just opened takes the focus
          if (left === 0) throw error;
          await page.keyboard.press("Escape");
        }
      }
    },

    /** Chooses an entry of the quick pick that is open. @param {string} text */
    pick: (text) => entry(text).click(),

    /** Types into the input box that is open. @param {string} text */
    type: async (text) => {
      await input.fill(text);
      await page.keyboard.press("Enter");
    },

    /** Opens a file of the workspace by its name. @param {string} name */
    openFile: async (name) => {
      await page.keyboard.press("Control+P");
      await input.fill(name);
      await entry(name).waitFor();
      await page.keyboard.press("Enter");
    },
  };
}

/** @param {Page} page @param {string} title */
function treeParts(page, title) {
  const pane = page.locator(".pane", { has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  const menu = page.locator(".monaco-menu:visible");
  /** The row whose label or description holds this text. @param {string} text */
  const row = (text) => pane.locator(".monaco-list-row", { hasText: text }).first();
  return {
    pane,
    row,
    rows: pane.locator(".monaco-list-row"),

    /** Opens nodes one below the other. @param {readonly string[]} path texts of the rows */
    expand: async (...path) => {
      for (const text of path) {
        await row(text).waitFor();
        const isClosed = (await row(text).getAttribute("aria-expanded")) === "false";
        if (isClosed) await row(text).locator(".monaco-tl-twistie").click();
        await pane.locator('.monaco-list-row[aria-expanded="true"]', { hasText: text }).first().waitFor();
      }
    },

    /** @param {string} text of the row @param {string} item of its context menu */
    choose: async (text, item) => {
      await row(text).click({ button: "right" });
      await menu.locator(".action-menu-item", { hasText: item }).first().click();
    },

    /** Presses the button in the row that shows on hover. @param {string} text @param {string} button */
    press: async (text, button) => {
      await row(text).hover();
      await row(text).locator(`.action-label[aria-label^="${button}"]`).click();
    },
  };
}

/**
 * The document of the webview that shows `selector`. A webview is a frame (VS Code's shell) in whose inner frame the
 * extension's page lives.
 * @param {Page} page
 * @param {string} selector
 * @param {number} [timeoutMs]
 * @returns {Promise<import("playwright-core").Frame>}
 */
async function webviewFrame(page, selector, timeoutMs = 30_000) {
  const giveUpMs = Date.now() + timeoutMs;
  while (Date.now() < giveUpMs) {
    for (const frame of page.frames()) {
      const isPage = frame.parentFrame()?.url().includes("/webview/browser/pre/") ?? false;
      const element = frame.locator(selector).first();
      // a frame that is being replaced cannot be asked; the next round asks the new one
      if (isPage && (await element.isVisible().catch(() => false))) return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`no webview shows ${selector}`);
}
