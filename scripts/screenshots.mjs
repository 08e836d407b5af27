// npm run screenshots [-- SCENE …]: takes the README's pictures from the real workbench with the sample account.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { exitOnSignals } from "./lib/child.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { scenes } from "./lib/scenes.mjs";
import { timed } from "./lib/steps.mjs";
import { packageVsix } from "./lib/vsix.mjs";

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs/images");

/** File names say `hc` where VS Code says high contrast. */
const themes = /** @type {const} */ ({ dark: "dark", light: "light", hc: "highContrast" });
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 900 },
];
/** From here on the side bar takes too much of the window. */
const narrowPx = 1000;

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !scenes.some((scene) => scene.name === name));
if (unknown.length > 0) {
  console.error(`No scene ${unknown.join(", ")}: there are ${scenes.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}
const wanted = positionals.length > 0 ? scenes.filter(({ name }) => positionals.includes(name)) : scenes;

exitOnSignals();
await ensureDependencies(root);
const { openWorkbench } = await import("./lib/workbench.mjs");
mkdirSync(folder, { recursive: true });
const { file: vsix } = await packageVsix(root);
for (const [label, theme] of Object.entries(themes)) await take(label, theme);

/** @param {string} label @param {import("./lib/workbench.mjs").Theme} theme */
async function take(label, theme) {
  const settings = { "cloudtrailExplorer.sampleAccount.enabled": true, "cloudtrailExplorer.utc": true };
  const workbench = await openWorkbench({
    vsix,
    workspace: join(root, "samples/workspace"),
    theme,
    settings,
  });
  try {
    await workbench.viewContainer("CloudTrail");
    await workbench.tree("Accounts").row("acme-prod").waitFor({ timeout: 60_000 });
    for (const size of sizes) {
      await workbench.page.setViewportSize(size);
      for (const { name, show } of wanted.filter(({ widths }) => widths.includes(size.width))) {
        const picture = `${name}-${label}-${size.width}.png`;
        await timed(picture, async () => {
          await workbench.sideBar(size.width > narrowPx || name === "tree");
          await show(workbench);
          await workbench.screenshot(join(folder, picture));
        });
      }
    }
  } catch (error) {
    await workbench.page.screenshot({ path: join(root, "out/screenshot-failed.png") });
    throw error;
  } finally {
    await workbench.close();
  }
}
