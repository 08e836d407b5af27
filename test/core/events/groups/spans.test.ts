import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Spans, type Joining } from "../../../../src/core/events/groups/spans.js";

const gapMs = 10;
const call = (timeMs: number, more: Partial<Joining> = {}): Joining => ({
  place: timeMs,
  timeMs,
  isChange: true,
  name: undefined,
  ...more,
});
const spansOf = (calls: readonly Joining[]): Spans => {
  const spans = new Spans();
  for (const each of calls) spans.add(1, gapMs, each);
  return spans;
};
const told = (spans: Spans): unknown[] =>
  [...spans.all()].map(([, { fromMs, toMs, events, lead, names }]) => ({
    fromMs,
    toMs,
    events,
    lead,
    names: [...names].sort((a, b) => a - b),
  }));

describe("calls of one key", () => {
  test("are apart from a gap as long as the limit on", () => {
    expect(spansOf([call(0), call(9), call(19)]).size).toBe(2);
    expect(spansOf([call(0), call(9), call(18)]).size).toBe(1);
  });

  test("that fill a gap make two spans one", () => {
    const spans = spansOf([call(30), call(14), call(22)]);
    expect(told(spans)).toEqual([{ fromMs: 14, toMs: 30, events: 3, lead: 30, names: [] }]);
  });

  test("are led by the newest that started a stack, else by the newest", () => {
    expect(spansOf([call(5, { name: 7 }), call(9), call(2, { name: 8 })]).at(1, 3)).toMatchObject({
      lead: 5,
      names: [7, 8],
    });
    expect(spansOf([call(5), call(9), call(2)]).at(1, 2)?.lead).toBe(9);
  });

  test("are found by any moment of their span and by none outside of it", () => {
    const spans = spansOf([call(0), call(5), call(40), call(45)]);
    expect(spans.at(1, 5)?.toMs).toBe(5);
    expect(spans.at(1, 40)?.fromMs).toBe(40);
    expect(spans.at(1, 20)).toBeUndefined();
    expect(spans.at(2, 5)).toBeUndefined();
  });

  test("give the same spans in whatever order they arrive", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 40 });
    const calls = times.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const named = (timeMs: number): Joining =>
      call(timeMs, { name: timeMs % 7 === 0 ? timeMs % 3 : undefined });
    fc.assert(
      fc.property(calls, ([all, shuffled]) => {
        const sorted = [...all].sort((a, b) => a - b).map(named);
        expect(told(spansOf(shuffled.map(named)))).toEqual(told(spansOf(sorted)));
      }),
    );
  });
});
