import { expect, test } from "vitest";
import { toBars } from "../../../../webview/search/timeline/bars.js";
import { timelineKey } from "../../../../webview/search/timeline/timelineKeys.js";

const hour = 3_600_000;
const bounds = { fromMs: 0, toMs: 100 * hour };
const view = { fromMs: 10 * hour, toMs: 50 * hour };
const bars = toBars(
  {
    firstMs: 0,
    bucketMs: hour,
    buckets: 100,
    series: [{ key: "read", total: 100, counts: Array.from({ length: 100 }, () => 1) }],
    lanes: [],
    total: 100,
  },
  ["read"],
  new Set(),
);
const press = (key: string, cursorMs?: number, shiftKey = false): ReturnType<typeof timelineKey> =>
  timelineKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, bars, view, bounds, cursorMs);

test("the first arrow enters the view at the side it comes from", () => {
  expect(press("ArrowRight")).toEqual({ kind: "cursor", atMs: 10.5 * hour });
  expect(press("ArrowLeft")).toEqual({ kind: "cursor", atMs: 49.5 * hour });
});

test("arrows and page keys move bar by bar and ten by ten, and stop at the view's ends", () => {
  expect(press("ArrowRight", 20 * hour)).toEqual({ kind: "cursor", atMs: 21.5 * hour });
  expect(press("PageDown", 20 * hour)).toEqual({ kind: "cursor", atMs: 30.5 * hour });
  expect(press("PageUp", 12 * hour)).toEqual({ kind: "cursor", atMs: 10.5 * hour });
  expect(press("End")).toEqual({ kind: "cursor", atMs: 49.5 * hour });
  expect(press("Home", 30 * hour)).toEqual({ kind: "cursor", atMs: 10.5 * hour });
});

test("plus zooms in on the cursor", () => {
  const effect = press("+", 20 * hour);
  expect(effect?.kind).toBe("view");
  if (effect?.kind !== "view") return;
  expect(effect.view.fromMs).toBeGreaterThan(view.fromMs);
  expect(effect.view.toMs - effect.view.fromMs).toBeCloseTo((40 * hour) / 1.6);
});

test("Shift with an arrow moves the view", () => {
  expect(press("ArrowRight", undefined, true)).toEqual({
    kind: "view",
    view: { fromMs: 20 * hour, toMs: 60 * hour },
  });
});

test("Enter opens only where there is a cursor", () => {
  expect(press("Enter")).toBeUndefined();
  expect(press("Enter", 20 * hour)).toEqual({ kind: "open" });
});

test("other keys are left to the page", () => {
  expect(press("/")).toBeUndefined();
  expect(press("Escape")).toBeUndefined();
});
