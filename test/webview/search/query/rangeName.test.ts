import { expect, test } from "vitest";
import { rangeName } from "../../../../webview/search/query/rangeName.js";
import { Formats } from "../../../../webview/ui/format.js";

const formats = new Formats("en", true);
const noon = Date.parse("2026-11-21T12:00:00Z");
const hour = 3_600_000;
const openEnd = 8_640_000_000_000_000;

test.each([
  [{ kind: "last", ms: 24 * hour } as const, "Last 1 day"],
  [{ kind: "exact", fromMs: noon, toMs: noon + hour } as const, formats.span(noon, noon + hour)],
  [{ kind: "exact", fromMs: noon, toMs: openEnd } as const, "Since Nov 21, 12:00"],
  [{ kind: "exact", fromMs: 0, toMs: noon } as const, "Until Nov 21, 12:00"],
  [{ kind: "exact", fromMs: 0, toMs: openEnd } as const, "All time"],
])("%j is called %s", (range, name) => {
  expect(rangeName(range, formats)).toBe(name);
});
