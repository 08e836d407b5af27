import fc from "fast-check";
import { expect, test } from "vitest";
import { minWidth, placeColumns } from "../../../../webview/search/table/layout.js";

const ids = (available: number, withAccount = false): string =>
  placeColumns(available, {}, withAccount)
    .map(({ id }) => id)
    .join(" ");

test("a wide table has every column", () => {
  expect(ids(1_280)).toBe("time actor event resource via from region outcome");
  expect(ids(1_400, true)).toBe("time actor event resource via from region account outcome");
});

test("columns go from the right as the room gets less, down to time, who and what", () => {
  expect(ids(800)).toBe("time actor event resource via from");
  expect(ids(400)).toBe("time actor event resource");
  expect(ids(300)).toBe("time actor event");
});

test("the column somebody works in stays, and another one goes", () => {
  const shown = placeColumns(800, {}, false, "region").map(({ id }) => id);
  expect(shown).toEqual(["time", "actor", "event", "resource", "via", "region"]);
});

test("a width that a person chose is kept, and another column gives way", () => {
  const columns = placeColumns(800, { actor: 400 }, false);
  expect(columns.find(({ id }) => id === "actor")?.width).toBe(400);
  expect(columns.length).toBeLessThan(6);
});

test("whatever the room, what can be filled is filled and no column is too narrow to read", () => {
  fc.assert(
    fc.property(fc.integer({ min: 320, max: 3_000 }), fc.boolean(), (available, withAccount) => {
      const columns = placeColumns(available, {}, withAccount);
      const total = columns.reduce((sum, { width }) => sum + width, 0);
      expect(total).toBeLessThanOrEqual(available);
      expect(total).toBeGreaterThan(available - columns.length);
      for (const { id, width } of columns) expect(width).toBeGreaterThanOrEqual(minWidth(id) - 1);
    }),
  );
});
