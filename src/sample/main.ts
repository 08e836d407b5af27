import { parseArgs } from "node:util";

import { startSample } from "./server.js";

/** `--dir DIR [--port N] [--seed N] [--now ISO] [--scale N] [--extra-profiles] [--exit-with-stdin]` */
function readArguments(): Parameters<typeof startSample>[0] & { readonly exitWithStdin: boolean } {
  const { values } = parseArgs({
    options: {
      dir: { type: "string" },
      port: { type: "string" },
      seed: { type: "string" },
      now: { type: "string" },
      scale: { type: "string" },
      "extra-profiles": { type: "boolean", default: false },
      "exit-with-stdin": { type: "boolean", default: false },
    },
  });
  if (values.dir === undefined) throw new TypeError("--dir is missing: the folder for the profiles files");
  const number = (name: "port" | "seed" | "scale"): number | undefined => {
    const value = values[name];
    if (value === undefined) return undefined;
    if (!/^\d+(\.\d+)?$/.test(value)) throw new TypeError(`--${name} must be a number, not ${value}`);
    return Number(value);
  };
  const nowMs = values.now === undefined ? undefined : Date.parse(values.now);
  if (Number.isNaN(nowMs))
    throw new TypeError(`--now must be a time like 2026-01-31T12:00:00Z, not ${String(values.now)}`);
  const [port, seed, scale] = [number("port"), number("seed"), number("scale")];
  return {
    directory: values.dir,
    extraProfiles: values["extra-profiles"],
    exitWithStdin: values["exit-with-stdin"],
    ...(port === undefined ? {} : { port }),
    ...(seed === undefined ? {} : { seed }),
    ...(scale === undefined ? {} : { eventsScale: scale }),
    ...(nowMs === undefined ? {} : { nowMs }),
  };
}

/** Runs the sample account until whoever started it goes away. */
async function main(): Promise<void> {
  const { exitWithStdin, ...options } = readArguments();
  const server = await startSample({ ...options, prepare: true });
  const { endpoint, configFile, credentialsFile, profiles } = server;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void server.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.once("disconnect", end);
  if (exitWithStdin) process.stdin.once("end", end).once("error", end).resume();
  process.stdout.write(`${JSON.stringify({ endpoint, configFile, credentialsFile, profiles })}\n`);
  process.send?.({ endpoint, configFile, credentialsFile, profiles });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
