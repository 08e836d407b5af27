// Checks every TypeScript project of the repository, two at a time, and prints tsc's own messages.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const projects = [".", "webview", "test/ui", "scripts"];
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** @param {string} project */
async function check(project) {
  const child = spawn(process.execPath, [tsc, "-p", project, "--noEmit", "--pretty", "false"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (/** @type {Buffer} */ data) => (text += data.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  process.stdout.write(text);
  if (code !== 0) process.exitCode = 1;
}

const waiting = [...projects];
async function worker() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) await check(project);
}
await Promise.all([worker(), worker()]);
