import { parseArgs } from "node:util";
import { recordTimeMs } from "../core/events/reader/recordTime.js";
import type { UsageProblem } from "./optionWords.js";

export interface SampleWriteArguments {
  readonly events: number;
  readonly out: string;
  readonly seed: number;
  /** Events end with the UTC day before this moment; epoch milliseconds. */
  readonly toMs: number;
  readonly days: number | undefined;
}

const mostEvents = 100_000_000;
const defaultSeed = "1";

/** Reads `write --events N --out DIR [--seed S] [--to TIME] [--days D]`. */
export function readSampleArguments(
  words: readonly string[],
  nowMs: number,
): SampleWriteArguments | UsageProblem {
  const [what, ...rest] = words;
  if (what !== "write") return { problem: "sample takes one word: write" };
  const values = parsed(rest);
  if ("problem" in values) return values;
  return checked(values, nowMs);
}

function checked(values: Values, nowMs: number): SampleWriteArguments | UsageProblem {
  const events = wholeNumber(values.events, mostEvents);
  if (events === undefined) return { problem: "--events takes a whole number from 1 to 100,000,000" };
  if (values.out === undefined || values.out === "") return { problem: "--out takes the folder to write" };
  const seed = wholeNumber(values.seed ?? defaultSeed, Number.MAX_SAFE_INTEGER);
  if (seed === undefined) return { problem: "--seed takes a whole number above 0" };
  const days = values.days === undefined ? undefined : wholeNumber(values.days, 90);
  if (values.days !== undefined && days === undefined)
    return { problem: "--days takes a number from 1 to 90" };
  const toMs = values.to === undefined ? nowMs : timeOf(values.to);
  if (toMs === undefined) return { problem: `--to takes a time such as 2026-11-01, not ${values.to}` };
  return { events, out: values.out, seed, toMs, days };
}

interface Values {
  readonly events?: string;
  readonly out?: string;
  readonly seed?: string;
  readonly to?: string;
  readonly days?: string;
}

function parsed(words: readonly string[]): Values | UsageProblem {
  const option = { type: "string" } as const;
  try {
    const options = { events: option, out: option, seed: option, to: option, days: option };
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= most ? number : undefined;
}

const timeOf = (text: string): number | undefined =>
  recordTimeMs(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
