import { describe, expect, test } from "vitest";
import { readSampleArguments } from "../../src/cli/sampleArguments.js";

const nowMs = Date.UTC(2026, 10, 23, 12);
const read = (line: string): unknown => readSampleArguments(line.split(" "), nowMs);

describe("sample write", () => {
  test("takes a number of events and a folder, and ends with yesterday", () => {
    expect(read("write --events 1000 --out logs")).toEqual({
      events: 1000,
      out: "logs",
      seed: 1,
      toMs: nowMs,
      days: undefined,
    });
  });

  test("takes a seed, an end and a number of days", () => {
    expect(read("write --events 1 --out a --seed 7 --to 2026-11-01 --days 30")).toMatchObject({
      seed: 7,
      toMs: Date.UTC(2026, 10, 1),
      days: 30,
    });
  });

  test.each([
    ["read --events 1 --out a", /one word: write/],
    ["write --out a", /--events/],
    ["write --events 0 --out a", /--events/],
    ["write --events 1e9 --out a", /--events/],
    ["write --events 5", /--out/],
    ["write --events 5 --out a --seed x", /--seed/],
    ["write --events 5 --out a --days 91", /--days/],
    ["write --events 5 --out a --to yesterday", /--to/],
    ["write --events 5 --out a --fast", /--fast/],
  ])("says what is wrong with %j", (line, problem) => {
    expect(read(line)).toEqual({ problem: expect.stringMatching(problem) as string });
  });
});
