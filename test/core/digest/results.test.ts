import { expect, test } from "vitest";
import { ValidationResults, worstOf } from "../../../src/core/digest/results.js";
import { ringOf, run } from "./inMemory.js";
import { addChain, makeKey, type Files } from "./madeChains.js";

test("every verdict is in one group, and each group counts what is below it", async () => {
  const key = makeKey();
  const files: Files = new Map();
  const made = addChain(files, { hours: 30, keyAt: () => key });
  const gone = made[3]?.logs[0] ?? "";
  files.delete(gone);
  const { verdicts } = await run(files, ringOf(key));
  const results = new ValidationResults();
  results.add(verdicts);
  const [trail, ...others] = results.roots;
  expect(others).toEqual([]);
  const counts = trail?.counts ?? { proven: 0, noted: 0, unchecked: 0, broken: 0 };
  expect(counts.broken).toBe(1);
  expect(counts.proven + counts.noted + counts.unchecked + counts.broken).toBe(verdicts.length);
  const [region] = trail?.groups.values() ?? [];
  const days = [...(region?.groups.values() ?? [])];
  expect(days.map(({ label }) => label)).toEqual(["2025-03-02", "2025-03-01"]);
  expect(days.map((day) => worstOf(day.counts))).toEqual(["proven", "broken"]);
});
