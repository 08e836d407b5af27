import { describe, expect, test } from "vitest";
import { Remembered } from "../../src/aws/remembered.js";
import { FakeClock } from "../core/base/fakeClock.js";

describe("Remembered", () => {
  test("asks once for callers at the same time, and not again while the version stays", async () => {
    const kept = new Remembered<number>(new FakeClock());
    let asked = 0;
    const ask = async () => ++asked;
    expect(await Promise.all([kept.take("a", "1", ask), kept.take("a", "1", ask)])).toEqual([1, 1]);
    expect(await kept.take("a", "1", ask)).toBe(1);
    expect(await kept.take("a", "2", ask)).toBe(2);
    expect(kept.get("a", "2")).toBe(2);
    expect(kept.get("a", "1")).toBeUndefined();
  });

  test("asks again when the answer is stale", async () => {
    const clock = new FakeClock();
    const kept = new Remembered<number>(clock, (until) => clock.now() >= until);
    await kept.take("a", "", async () => 100);
    expect(await kept.take("a", "", async () => 500)).toBe(100);
    clock.advance(100);
    expect(kept.get("a", "")).toBeUndefined();
    expect(await kept.take("a", "", async () => 500)).toBe(500);
  });

  test("gives a failure to those who ask at once, and asks again a little later", async () => {
    const clock = new FakeClock();
    const kept = new Remembered<number>(clock);
    const fail = () => Promise.reject(new Error("no"));
    await expect(kept.take("a", "", fail)).rejects.toThrow("no");
    await expect(kept.take("a", "", async () => 1)).rejects.toThrow("no");
    clock.advance(3000);
    expect(await kept.take("a", "", async () => 1)).toBe(1);
  });

  test("asks again at once after an abort, or when failures are forgotten", async () => {
    const kept = new Remembered<number>(new FakeClock());
    await expect(
      kept.take("a", "", () => Promise.reject(new DOMException("", "AbortError"))),
    ).rejects.toThrow();
    expect(await kept.take("a", "", async () => 1)).toBe(1);
    await expect(kept.take("b", "", () => Promise.reject(new Error("no")))).rejects.toThrow();
    kept.forgetFailures();
    expect(await kept.take("b", "", async () => 2)).toBe(2);
    expect(kept.get("a", "")).toBe(1);
  });
});
