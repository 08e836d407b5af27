import { expect, test } from "vitest";
import { Formats, lengthName } from "../../../webview/ui/format.js";

const timeMs = Date.UTC(2026, 10, 22, 14, 2, 11);
const utc = new Formats("en", true);

test("times are whole seconds unless the event has milliseconds", () => {
  expect(utc.time(timeMs)).toBe("14:02:11");
  expect(utc.time(timeMs + 5)).toBe("14:02:11.005");
});

test("midnight is 00:00 and not 24:00", () => {
  expect(utc.time(Date.UTC(2026, 10, 22))).toBe("00:00:00");
});

test("the exact time names its zone", () => {
  expect(utc.exact(timeMs)).toBe("Nov 22, 2026, 14:02:11 UTC");
});

test("relative times use the unit a person would", () => {
  expect(utc.relative(timeMs - 20_000, timeMs)).toBe("20 seconds ago");
  expect(utc.relative(timeMs - 20 * 60_000, timeMs)).toBe("20 minutes ago");
  expect(utc.relative(timeMs - 5 * 3_600_000, timeMs)).toBe("5 hours ago");
  expect(utc.relative(timeMs - 9 * 86_400_000, timeMs)).toBe("9 days ago");
  expect(utc.relative(timeMs + 60_000 * 3, timeMs)).toBe("in 3 minutes");
});

test("numbers are grouped by the locale", () => {
  expect(utc.number(1_284)).toBe("1,284");
  expect(new Formats("de", true).number(1_284)).toBe("1.284");
});

test("a locale that Intl does not know still gives dates", () => {
  expect(new Formats("not a tag!", true).time(timeMs)).toBe("14:02:11");
});

test("durations go from seconds to minutes", () => {
  expect(utc.duration(3_100)).toBe("3.1 s");
  expect(utc.duration(252_000)).toBe("4 min 12 s");
});

test("lengths of presets read as words", () => {
  expect(lengthName(86_400_000)).toBe("1 day");
  expect(lengthName(7 * 86_400_000)).toBe("7 days");
  expect(lengthName(3_600_000)).toBe("1 hour");
  expect(lengthName(36 * 3_600_000)).toBe("36 hours");
  expect(lengthName(900_000)).toBe("15 minutes");
});

test("a moment that is no time gives no text", () => {
  expect(utc.time(Number.NaN)).toBe("");
});
