import { expect, test } from "vitest";
import type { TimelineAnswer } from "../../../../src/shared/searchData.js";
import { bucketAt, bucketsIn, highest, toBars, totalIn } from "../../../../webview/search/timeline/bars.js";
import { GroupStyles } from "../../../../webview/search/timeline/groups.js";
import { bucketText, periods, summary } from "../../../../webview/search/timeline/summary.js";
import { Formats } from "../../../../webview/ui/format.js";

const hour = 3_600_000;
const firstMs = Date.UTC(2026, 10, 20);
const answer: TimelineAnswer = {
  firstMs,
  bucketMs: hour,
  buckets: 4,
  series: [
    { key: "read", total: 10, counts: [4, 0, 5, 1] },
    { key: "denied", total: 3, counts: [0, 0, 3, 0] },
    { key: "changed", total: 1, counts: [0, 0, 0, 1] },
  ],
  lanes: [],
  total: 14,
};
const styles = new GroupStyles().of("outcome", answer.series);
const keys = styles.map(({ key }) => key);
const bars = toBars(answer, keys, new Set());
const all = { fromMs: firstMs, toMs: firstMs + 4 * hour };

test("outcomes are stacked with changes on the ground and reads on top", () => {
  expect(bars.groups.map(({ key }) => key)).toEqual(["changed", "denied", "read"]);
  expect([...bars.totals]).toEqual([4, 0, 8, 2]);
});

test("a group that is switched off counts nowhere", () => {
  const fewer = toBars(answer, keys, new Set(["read"]));
  expect([...fewer.totals]).toEqual([0, 0, 3, 1]);
  expect(highest(fewer, all)).toBe(3);
});

test("only buckets that the view touches are drawn", () => {
  expect(bucketsIn(bars, { fromMs: firstMs + hour * 1.5, toMs: firstMs + hour * 2.5 })).toEqual([1, 3]);
  expect(bucketsIn(bars, { fromMs: 0, toMs: 5 })).toEqual([0, 0]);
  expect(totalIn(bars, { fromMs: firstMs, toMs: firstMs + hour })).toBe(4);
});

test("a moment outside of the answer is in no bucket", () => {
  expect(bucketAt(bars, firstMs - 1)).toBeUndefined();
  expect(bucketAt(bars, firstMs + 4 * hour)).toBeUndefined();
  expect(bucketAt(bars, firstMs + hour)).toBe(1);
});

test("the picture is told in words", () => {
  const formats = new Formats("en", true);
  const text = summary(bars, all, styles, formats);
  expect(text).toContain("14 events");
  expect(text).toContain("Denied 3");
  expect(text).toMatch(/Most in .*: 8\./);
  expect(bucketText(bars, 2, styles, formats).slice(1)).toEqual(["8 events", "Denied: 3", "Read: 5"]);
});

test("a long time is told in at most 24 stretches that add up", () => {
  const counts = Array.from({ length: 1_000 }, () => 2);
  const long = toBars(
    { ...answer, buckets: 1_000, series: [{ key: "read", total: 2_000, counts }] },
    ["read"],
    new Set(),
  );
  const stretches = periods(long, { fromMs: firstMs, toMs: firstMs + 1_000 * hour });
  expect(stretches.length).toBeLessThanOrEqual(24);
  expect(stretches.reduce((sum, { counts: [count = 0] }) => sum + count, 0)).toBe(2_000);
});

test("a group keeps its colour when another one outgrows it", () => {
  const looks = new GroupStyles();
  const series = (key: string, total: number): TimelineAnswer["series"][number] => ({
    key,
    total,
    counts: [],
  });
  const before = looks.of("actor", [series("alice", 5), series("bob", 2)]);
  const after = looks.of("actor", [series("bob", 9), series("alice", 6), series("other", 1)]);
  const look = (styles: typeof before, key: string): unknown => {
    const { colour, texture } = styles.find((each) => each.key === key) ?? {};
    return [colour, texture];
  };
  expect(look(after, "alice")).toEqual(look(before, "alice"));
  expect(look(after, "bob")).toEqual(look(before, "bob"));
});

test("no two of the first ten groups look alike", () => {
  const series = Array.from({ length: 10 }, (_, at) => ({ key: `g${at}`, total: 1, counts: [] }));
  const looks = new GroupStyles().of("actor", series).map(({ colour, texture }) => `${colour} ${texture}`);
  expect(new Set(looks).size).toBe(10);
});
