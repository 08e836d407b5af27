import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextMemo } from "../../../src/core/base/textMemo.js";

describe("TextMemo", () => {
  it("gives back what was added for a text, and nothing for texts that merely look alike", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 9 }), { maxLength: 14 }),
        fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 9 }),
        (texts, other) => {
          const memo = new TextMemo<number>(100);
          texts.forEach((text, index) => memo.add(text, index));
          texts.forEach((text, index) => expect(memo.get(text)).toBe(index));
          expect(memo.get(other)).toBe(texts.includes(other) ? texts.indexOf(other) : undefined);
        },
      ),
    );
  });

  it("tells apart texts of one length with the same ends and middle", () => {
    const memo = new TextMemo<string>(100);
    memo.add("arn:aws:iam::111111111111:user/alice", "first");
    expect(memo.get("arn:aws:iam::211111111111:user/alice")).toBeUndefined();
    memo.add("arn:aws:iam::211111111111:user/alice", "second");
    expect(memo.get("arn:aws:iam::111111111111:user/alice")).toBe("first");
    expect(memo.get("arn:aws:iam::211111111111:user/alice")).toBe("second");
  });

  it("forgets all when full, so that a flood of texts cannot fill the memory", () => {
    const memo = new TextMemo<number>(10);
    for (let i = 0; i < 1_000; i++) memo.add(`agent ${i}`, i);
    const kept = Array.from({ length: 1_000 }, (_, i) => memo.get(`agent ${i}`)).filter(
      (v) => v !== undefined,
    );
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept).toContain(999);
  });
});
