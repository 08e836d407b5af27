import { expect, test } from "vitest";
import { safeText } from "../../../src/core/base/safeText.js";

test("leaves plain names alone", () => {
  expect(safeText("logs-prod/ümlaut.txt")).toBe("logs-prod/ümlaut.txt");
});

test.each([
  ["a line feed", "two\nlines", "two⟨U+000A⟩lines"],
  ["a bidi override", "safe\u202Egnp.exe", "safe⟨U+202E⟩gnp.exe"],
  ["an isolate that is never closed", "a\u2067b", "a⟨U+2067⟩b"],
  ["a zero-width space", "ad\u200Bmin", "ad⟨U+200B⟩min"],
  ["an escape sequence", "\u001b[31mred", "⟨U+001B⟩[31mred"],
  ["half a surrogate pair", "x\ud800y", "x⟨U+D800⟩y"],
  ["a tag character", "a\u{e0041}b", "a⟨U+E0041⟩b"],
])("makes %s visible", (_, name, shown) => {
  expect(safeText(name)).toBe(shown);
});

test("keeps whole emoji", () => {
  expect(safeText("rocket 🚀")).toBe("rocket 🚀");
});

test("isolates right-to-left names so that they cannot reorder the words around them", () => {
  expect(safeText("שלום")).toBe("\u2068שלום\u2069");
});

test("cuts what would flood the view", () => {
  const shown = safeText("a".repeat(1_000_000), 50);
  expect(shown).toHaveLength(50);
  expect(shown.endsWith("…")).toBe(true);
});

test("cuts without leaving half a character", () => {
  expect(safeText("🚀".repeat(30), 20)).not.toMatch(/[\ud800-\udfff](?![\ud800-\udfff])$/);
  expect(safeText("🚀".repeat(30), 20)).toMatch(/…$/);
});
