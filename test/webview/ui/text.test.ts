import { expect, test } from "vitest";
import { cellText, clip, visible, visibleLines } from "../../../webview/ui/text.js";

test("control characters are shown as signs", () => {
  expect(visible("a\u0000b\tc\nd\u007f\u0085")).toBe("a\u2400b\u2409c\u240ad\u2421\u27e8U+0085\u27e9");
});

test("characters that turn or hide the text around them are named", () => {
  expect(visible("safe\u202eexe.tac")).toBe("safe\u27e8U+202E\u27e9exe.tac");
  expect(visible("adm\u200bin")).toBe("adm\u27e8U+200B\u27e9in");
  expect(visible("\ufeffroot")).toBe("\u27e8U+FEFF\u27e9root");
});

test("letters of every script and emoji stay as they are", () => {
  const text = "Zoë שלום मुम्बई 東京 👩‍💻 naïve";
  expect(visible(text)).toBe(text);
});

test("text on several lines keeps its breaks and nothing else that is hidden", () => {
  expect(visibleLines("a\n\tb\u0007")).toBe("a\n\tb\u2407");
});

test("a long text is cut without halving a character", () => {
  expect(clip("ab😀cd", 3)).toBe("ab…");
  expect(clip("ab😀cd", 4)).toBe("ab😀…");
  expect(clip("short", 5)).toBe("short");
});

test("256 kB in one field become one line of a cell", () => {
  expect(cellText("x".repeat(256_000)).length).toBeLessThan(400);
});
