import { describe, expect, test } from "vitest";
import { Pacer } from "../../../src/core/base/pacer.js";
import { FakeClock } from "./fakeClock.js";

const never = new AbortController().signal;

const turns = async (pacer: Pacer, clock: FakeClock, count: number): Promise<number[]> => {
  const at: number[] = [];
  await Promise.all(Array.from({ length: count }, () => pacer.turn(never).then(() => at.push(clock.now()))));
  return at;
};

describe("Pacer", () => {
  test("gives the first turn at once and the others no closer than the gap", async () => {
    const clock = new FakeClock(1000);
    expect(await turns(new Pacer(510, clock), clock, 4)).toEqual([1000, 1510, 2020, 2530]);
  });

  test("does not make a caller wait who comes after a quiet time", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(510, clock);
    await pacer.turn(never);
    clock.advance(5000);
    expect(await turns(pacer, clock, 2)).toEqual([5000, 5510]);
  });

  test("serves callers in the order they came", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    const order: string[] = [];
    await Promise.all(["a", "b", "c"].map((name) => pacer.turn(never).then(() => order.push(name))));
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("lets an aborted caller go at once, without using up a turn", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(510, clock);
    await pacer.turn(never);
    const gone = new AbortController();
    const first = pacer.turn(gone.signal);
    const second = pacer.turn(never);
    gone.abort();
    await expect(first).rejects.toMatchObject({ name: "AbortError" });
    await second;
    expect(clock.now()).toBe(510);
  });

  test("rejects a caller whose signal fired before it asked", async () => {
    await expect(new Pacer(510, new FakeClock()).turn(AbortSignal.abort())).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("doubles the gap when the service throttles, and comes back while it answers", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(500, clock);
    pacer.throttled();
    expect(pacer.gapMs).toBe(1000);
    expect(await turns(pacer, clock, 2)).toEqual([1000, 2000]);
    pacer.answered();
    expect(pacer.gapMs).toBe(800);
    for (let i = 0; i < 10; i++) pacer.answered();
    expect(pacer.gapMs).toBe(500);
  });

  test("makes those who already wait in line wait longer after a throttle", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(500, clock);
    await pacer.turn(never);
    const waiting = pacer.turn(never);
    pacer.throttled();
    await waiting;
    expect(clock.now()).toBe(1000);
  });

  test("never waits more than sixteen gaps between two turns", () => {
    const pacer = new Pacer(510, new FakeClock());
    for (let i = 0; i < 20; i++) pacer.throttled();
    expect(pacer.gapMs).toBe(510 * 16);
  });
});
