import { expect, test } from "vitest";
import { cellKeys, headKeys, rowKeys } from "../../../../webview/search/table/tableKeys.js";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "shiftKey" | "altKey" | "metaKey", boolean>> = {},
): Parameters<typeof headKeys>[0] => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const at = { row: 5, column: 2, page: 10, total: 30 };

test.each([
  ["ArrowDown", [6, 2]],
  ["ArrowUp", [4, 2]],
  ["ArrowRight", [5, 3]],
  ["ArrowLeft", [5, 1]],
  ["PageDown", [15, 2]],
  ["PageUp", [0, 2]],
  ["Home", [0, 2]],
  ["End", [29, 2]],
])("%s moves the active cell", (key, to) => {
  expect(cellKeys(press(key), at)).toEqual(to);
});

test("the header is above the first row", () => {
  expect(cellKeys(press("ArrowUp"), { ...at, row: 0 })).toEqual([-1, 2]);
  expect(cellKeys(press("ArrowDown"), { ...at, row: -1 })).toEqual([0, 2]);
});

test("without rows there is only the header", () => {
  const empty = { ...at, row: -1, total: 0 };
  for (const key of ["ArrowDown", "PageDown", "PageUp", "Home", "End"]) {
    expect(cellKeys(press(key), empty)?.[0]).toBe(-1);
  }
});

test("keys held with Control, Alt or Command are not the grid's", () => {
  expect(cellKeys(press("ArrowDown", { ctrlKey: true }), at)).toBeUndefined();
  expect(cellKeys(press("toString"), at)).toBeUndefined();
});

test("Shift with an arrow resizes the header's column", () => {
  expect(headKeys(press("ArrowRight", { shiftKey: true }))).toBe("wider");
  expect(headKeys(press("ArrowLeft", { shiftKey: true }))).toBe("narrower");
  expect(headKeys(press("ArrowLeft"))).toBeUndefined();
  expect(headKeys(press("Enter"))).toBe("sort");
});

test("the menu opens by its key and by Shift+F10", () => {
  expect(rowKeys(press("ContextMenu"))).toBe("menu");
  expect(rowKeys(press("F10", { shiftKey: true }))).toBe("menu");
  expect(rowKeys(press("F10"))).toBeUndefined();
});
