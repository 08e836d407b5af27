import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { clip, trimTree } from "../../../src/host/search/trimTree.js";

const limits = { text: 10, entries: 3, values: 12, depth: 3 };
const trim = (value: unknown): unknown => trimTree(value, english, limits);

test("a small record passes unchanged, also when it looks like markup or a formula", () => {
  const record = { a: "<b>hi</b>", b: ["=1+1", null, true], c: { d: 1.5 } };
  expect(trim(record)).toEqual(record);
});

test("a long text is cut and says how long it is and where the whole is", () => {
  expect(trim({ policy: "x".repeat(256 * 1024) })).toEqual({
    policy: `${"x".repeat(10)}… [cut: 262144 characters in all; open the raw record to see them]`,
  });
});

test("a long list ends with how much is left out", () => {
  expect(trim([1, 2, 3, 4, 5])).toEqual([1, 2, 3, "… 2 more; open the raw record to see them"]);
});

test("an object with many properties ends with how much is left out", () => {
  expect(trim({ a: 1, b: 2, c: 3, d: 4 })).toEqual({
    a: 1,
    b: 2,
    c: 3,
    "…": "… 1 more; open the raw record to see them",
  });
});

test("what is nested deeper than anyone reads is replaced by a note", () => {
  expect(trim({ a: { b: { c: { d: 1 } } } })).toEqual({
    a: { b: { c: "… nested too deep to show here; open the raw record to see it" } },
  });
});

test("a record of very many values stops growing", () => {
  const wide = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => [1, 2, 3]));
  expect(JSON.stringify(trim(wide)).match(/\b[123]\b/g)?.length).toBeLessThan(12);
});

test("a property named like a part of every object stays a property", () => {
  const record: unknown = JSON.parse('{"__proto__": {"polluted": true}, "toString": "x"}');
  expect(JSON.stringify(trim(record))).toBe(JSON.stringify(record));
});

test("a cut never splits a character in two", () => {
  expect(clip("ab😀cd", 3)).toBe("ab…");
  expect(clip("ab😀cd", 4)).toBe("ab😀…");
  expect(clip("ab", 2)).toBe("ab");
});
