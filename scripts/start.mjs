// npm start: opens a real VS Code on a small workspace with the extension and its sample account.
//   node scripts/start.mjs [--no-open] [--port N]
// Node built-ins only until the dependencies are installed.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { exitOnSignals } from "./lib/child.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { desktopVsCode } from "./lib/desktop.mjs";
import { buildWhenNeeded, startDesktop, startInBrowser } from "./lib/firstLook.mjs";
import { say } from "./lib/steps.mjs";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: { "no-open": { type: "boolean", default: false }, port: { type: "string" } },
});
const port = values.port === undefined ? undefined : Number(values.port);
if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
  console.error(`--port takes a number from 0 (any free one) to 65535, not ${values.port}`);
  process.exit(2);
}

/** @type {() => Promise<void>} */
let stop = () => Promise.resolve();
exitOnSignals(async () => {
  say("stopping");
  await stop();
});

try {
  await ensureDependencies(root);
  const executable = await desktopVsCode();
  if (executable !== undefined) await buildWhenNeeded(root);
  const running =
    executable === undefined
      ? await startInBrowser(root, { port, open: !values["no-open"] })
      : startDesktop(root, executable);
  stop = running.stop;
  await running.ended;
  await stop();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  await stop();
  process.exitCode = 1;
}
