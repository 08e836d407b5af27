// npm run cli -- …: the command line of the product, built first when the sources say so.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { buildWhenNeeded } from "./lib/firstLook.mjs";
import { progressToStderr } from "./lib/steps.mjs";

const root = join(import.meta.dirname, "..");
progressToStderr();
await ensureDependencies(root);
await buildWhenNeeded(root);
const args = [join(root, "dist/cli.js"), ...process.argv.slice(2)];
// npm starts scripts in the repository; file names on the command line mean the folder it was called from
const cwd = process.env.INIT_CWD ?? process.cwd();
const child = spawn(process.execPath, args, { cwd, stdio: "inherit" });
// a terminal sends Ctrl-C to both; the child decides how it ends
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill());
child.once("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
});
