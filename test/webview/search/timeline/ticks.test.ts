import { expect, test } from "vitest";
import { Formats } from "../../../../webview/ui/format.js";
import { countTicks, timeTicks } from "../../../../webview/search/timeline/ticks.js";

const formats = new Formats("en", true);
const hour = 3_600_000;
const day = 24 * hour;
const fromMs = Date.UTC(2026, 10, 16, 15, 30);

test("a week has its hours as ticks and its days under them", () => {
  const { ticks, days } = timeTicks({ fromMs, toMs: fromMs + 7 * day }, 1_200, formats);
  expect(ticks.map(({ label }) => label)).toContain("12:00");
  expect(days.map(({ label }) => label)).toEqual([
    "Mon, Nov 16",
    "Tue, Nov 17",
    "Wed, Nov 18",
    "Thu, Nov 19",
    "Fri, Nov 20",
    "Sat, Nov 21",
    "Sun, Nov 22",
    "Mon, Nov 23",
  ]);
});

test("the day the view begins in is named although it began before", () => {
  const { days } = timeTicks({ fromMs, toMs: fromMs + 2 * hour }, 1_200, formats);
  expect(days).toEqual([{ timeMs: Date.UTC(2026, 10, 16), label: "Mon, Nov 16" }]);
});

test("ninety days have days as ticks and months under them", () => {
  const { ticks, days } = timeTicks({ fromMs: fromMs - 90 * day, toMs: fromMs }, 1_200, formats);
  expect(ticks[0]?.label).toMatch(/^[A-Z][a-z]{2} \d+$/);
  expect(days.map(({ label }) => label)).toEqual(["Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026"]);
});

test("a minute has its seconds as ticks", () => {
  const { ticks } = timeTicks({ fromMs, toMs: fromMs + 60_000 }, 1_200, formats);
  expect(ticks.map(({ label }) => label)).toContain("15:30:05");
});

test("days are not counted by adding 24 hours where the clock is changed", () => {
  const local = new Formats("en", false);
  const { days } = timeTicks({ fromMs: Date.UTC(2026, 9, 23), toMs: Date.UTC(2026, 9, 28) }, 1_200, local);
  for (const { timeMs } of days) expect(new Date(timeMs).getHours()).toBe(0);
});

test("counts end at a round number and have whole lines", () => {
  expect(countTicks(47)).toEqual({ top: 60, lines: [20, 40, 60] });
  expect(countTicks(1).lines.every(Number.isInteger)).toBe(true);
  expect(countTicks(0)).toEqual({ top: 1, lines: [] });
});
