// npm run bench -- [NAME …] [--json] [--events N]: runs bench/NAME.bench.mjs, or all of them; N is for `folder`.
// With --json stdout holds one JSON object a line and nothing else.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { exitOnSignals } from "./lib/child.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { progressToStderr } from "./lib/steps.mjs";

/**
 * @typedef {object} Figure
 * @property {string} figure its fixed name, as `activate.ms`
 * @property {number} value
 * @property {string} unit
 * @property {string} against what it was measured beside, in the same run
 * @property {number} ratio value through the value beside it
 */
/** @typedef {{ run(options: { readonly events: number | undefined }): AsyncIterable<Figure> }} Bench */

const folder = join(import.meta.dirname, "../bench");
const suffix = ".bench.mjs";
const all = readdirSync(folder).flatMap((file) =>
  file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : [],
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, events: { type: "string" } },
});
const events = values.events === undefined ? undefined : Number(values.events);
if (events !== undefined && !(Number.isInteger(events) && events > 0)) {
  console.error(`--events takes a whole number above 0, not ${values.events}`);
  process.exit(2);
}
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(", ")}: there are ${all.join(", ")}`);
  process.exit(2);
}

exitOnSignals();
progressToStderr();
await ensureDependencies(join(folder, ".."));
for (const name of positionals.length > 0 ? positionals : all) {
  /** @type {Bench} */
  const bench = await import(pathToFileURL(join(folder, name + suffix)).href);
  try {
    for await (const figure of bench.run({ events })) print(figure);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
}

/** @param {Figure} figure */
function print({ figure, value, unit, against, ratio }) {
  if (values.json) {
    console.log(JSON.stringify({ figure, value: rounded(value), unit, against, ratio: rounded(ratio) }));
    return;
  }
  const amount = `${rounded(value)} ${unit}`;
  console.log(
    `${figure.padEnd(28)}${amount.padStart(14)}   ${String(rounded(ratio)).padStart(8)} × ${against}`,
  );
}

/** @param {number} value to four significant digits */
function rounded(value) {
  return Number(value.toPrecision(4));
}
