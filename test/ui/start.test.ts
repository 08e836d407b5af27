import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, expect, test } from "vitest";
import { exec } from "../../scripts/lib/child.mjs";
import { launchBrowser } from "../../scripts/lib/browser.mjs";
import { workbenchParts } from "../../scripts/lib/workbenchParts.mjs";

const root = join(import.meta.dirname, "../..");
const temporary = mkdtempSync(join(tmpdir(), "cte-start-test-"));
const releases: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

afterAll(() => rmSync(temporary, { recursive: true }));

/** Processes that carry the marker in their environment, which children inherit, or in their arguments. */
async function marked(marker: string): Promise<string[]> {
  if (process.platform !== "linux") {
    const { output } = await exec("ps", ["-A", "-E", "-ww", "-o", "command="]);
    return output.split("\n").filter((line) => line.includes(marker));
  }
  return readdirSync("/proc").flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(marker)) return [];
      return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
    } catch {
      return []; // not a process, or it has just ended
    }
  });
}

async function npmStart(marker: string) {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--no-open", "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    // its temporary files below a folder of this test, so that leftovers show
    env: { ...process.env, VSCODE_EXECUTABLE: "server", START_TEST: marker, TMPDIR: temporary },
  });
  releases.push(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`npm start ended early:\n${lines.join("\n")}`)));
  });
  return { child, url, ended };
}

test("npm start shows the accounts and the first steps, and Ctrl-C leaves no process and no folder", async () => {
  const marker = `start-test-${process.pid}-${Math.random()}`;
  const { child, url, ended } = await npmStart(marker);
  const browser = await launchBrowser();
  releases.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  const { tree, webviewFrame } = workbenchParts(page);
  await tree("Accounts").rows.first().waitFor();
  const preview = await webviewFrame("text=A first look at CloudTrail Explorer", 60_000);
  expect(await preview.locator("ol li").count()).toBe(3);
  expect(await marked(marker)).not.toEqual([]);
  await browser.close();

  child.kill("SIGINT");
  await ended;
  await expect.poll(() => marked(marker), { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(temporary).filter((name) => name.startsWith("cte-"))).toEqual([]);
});
