import fc from "fast-check";
import { expect, test } from "vitest";
import { pieces } from "../../../../webview/search/query/problems.js";

test("a line is cut where problems begin and end", () => {
  expect(pieces("user:a foo:b", [{ from: 7, to: 12, message: "" }])).toEqual([
    { text: "user:a ", isWrong: false },
    { text: "foo:b", isWrong: true },
  ]);
});

test("whatever the offsets, the pieces are the line", () => {
  const problem = fc.record({
    from: fc.integer({ min: -5, max: 60 }),
    to: fc.integer({ min: -5, max: 60 }),
    message: fc.constant(""),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(problem, { maxLength: 6 }), (text, problems) => {
      expect(
        pieces(text, problems)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
