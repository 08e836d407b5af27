import fc from "fast-check";
import { expect, test } from "vitest";
import { fromField, toField } from "../../../../webview/search/query/dates.js";

test("a moment goes into the browser's date field and back, in UTC and in local time", () => {
  const seconds = fc.integer({ min: Date.UTC(2013, 0) / 1_000, max: Date.UTC(2040, 0) / 1_000 });
  fc.assert(
    fc.property(seconds, (second) => {
      expect(fromField(toField(second * 1_000, true), true)).toBe(second * 1_000);
    }),
  );
  const summerMs = Date.UTC(2026, 6, 1, 12, 30);
  expect(fromField(toField(summerMs, false), false)).toBe(summerMs);
});

test("UTC is written as it is", () => {
  expect(toField(Date.UTC(2026, 10, 22, 14, 2), true)).toBe("2026-11-22T14:02:00");
});

test("a field that is not filled in is no moment", () => {
  expect(fromField("", true)).toBeUndefined();
  expect(fromField("2026-13-45T99:00", true)).toBeUndefined();
});
