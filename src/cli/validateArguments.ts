import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Range } from "../core/digest/series.js";
import type { UsageProblem } from "./optionWords.js";

export const formats = ["json", "sarif", "junit", "markdown", "html"] as const;
export type Format = (typeof formats)[number] | "text";

export interface ValidateArguments {
  readonly folder: string;
  readonly keys: string | undefined;
  /** The account whose ListPublicKeys gives the keys: a profile, or the sample account. */
  readonly listedBy: { readonly profile: string | undefined; readonly sample: boolean } | undefined;
  /** Where the keys that were asked for are written. */
  readonly saveKeys: string | undefined;
  readonly range: Range;
  readonly format: Format;
}

const value = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  keys: value,
  from: value,
  to: value,
  account: value,
  region: value,
  trail: value,
  profile: value,
  "save-keys": value,
  sample: flag,
  json: flag,
  sarif: flag,
  junit: flag,
  markdown: flag,
  html: flag,
};

/** Reads `FOLDER [--option…]`. */
export function readValidateArguments(words: readonly string[]): ValidateArguments | UsageProblem {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return { problem: "validate takes one folder" };
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return { problem: `There is no folder ${folder}` };
    const chosen = formats.filter((each) => values[each]);
    if (chosen.length > 1) return { problem: `--${chosen.join(" and --")} exclude each other` };
    const range = toRange(values);
    if ("problem" in range) return range;
    const source = keySource(values);
    if ("problem" in source) return source;
    return { folder, ...source, range, format: chosen[0] ?? "text" };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

type Source = Pick<ValidateArguments, "keys" | "listedBy" | "saveKeys">;

/** Keys come from a file or from an account, not from both. */
function keySource(values: Readonly<Record<string, string | boolean | undefined>>): Source | UsageProblem {
  const given = (name: string): string | undefined => {
    const one = values[name];
    return typeof one === "string" ? one : undefined;
  };
  const [keys, profile, saveKeys] = ["keys", "profile", "save-keys"].map(given);
  const sample = values["sample"] === true;
  const isListed = sample || profile !== undefined;
  if (sample && profile !== undefined) return { problem: "--sample and --profile exclude each other" };
  if (isListed && keys !== undefined)
    return { problem: "--keys names a file of keys; --profile and --sample ask an account for them" };
  if (saveKeys !== undefined && !isListed)
    return { problem: "--save-keys needs --profile: it writes the keys that account gives" };
  return { keys, listedBy: isListed ? { profile, sample } : undefined, saveKeys };
}

function toRange(values: Readonly<Record<string, string | boolean | undefined>>): Range | UsageProblem {
  const range: { -readonly [Key in keyof Range]: Range[Key] } = {};
  for (const name of ["account", "region", "trail"] as const) {
    const given = values[name];
    if (typeof given === "string") range[name] = given;
  }
  for (const [name, key] of [
    ["from", "fromMs"],
    ["to", "toMs"],
  ] as const) {
    const given = values[name];
    if (typeof given !== "string") continue;
    // a time without a zone is UTC, like every time in a digest
    const ms = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(given) || !given.includes("T") ? given : `${given}Z`);
    if (Number.isNaN(ms)) return { problem: `--${name} takes a time as 2026-11-01T12:00Z, not ${given}` };
    range[key] = ms;
  }
  if (range.fromMs !== undefined && range.toMs !== undefined && range.fromMs >= range.toMs)
    return { problem: "--from must be before --to" };
  return range;
}
