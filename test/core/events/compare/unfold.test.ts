import { expect, test } from "vitest";
import { unfold } from "../../../../src/core/events/compare/unfold.js";

const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:b", "s3:a"] }] };
const sorted = { Statement: [{ Action: ["s3:a", "s3:b"], Effect: "Allow" }], Version: "2012-10-17" };

test.each([
  ["a policy as text", JSON.stringify(policy)],
  ["a policy as indented text", `\n  ${JSON.stringify(policy, undefined, 2)}`],
  ["a URL-encoded policy", encodeURIComponent(JSON.stringify(policy))],
  ["a policy in a text in a text", JSON.stringify({ Policy: JSON.stringify(policy) })],
])("%s becomes an object", (name, text) => {
  const expected = name.endsWith("in a text") ? { Policy: sorted } : sorted;
  expect(unfold({ document: text })).toEqual({ document: expected });
});

test.each(["{", "[not json", "%7Bbroken%", "42", '"quoted"', "null", "%7B%ZZ"])("%j stays a text", (text) => {
  expect(unfold({ text })).toEqual({ text });
});

test("keys come sorted, and lists only where their order means nothing", () => {
  const text = JSON.stringify(
    unfold({
      z: 1,
      a: [3, 1, 2],
      tags: [
        { key: "b", value: 1 },
        { value: 2, key: "a" },
      ],
      Resource: ["y", "x"],
    }),
  );
  expect(text).toBe(
    '{"Resource":["x","y"],"a":[3,1,2],"tags":[{"key":"a","value":2},{"key":"b","value":1}],"z":1}',
  );
});

test("the same things in another order read the same", () => {
  const one = unfold({ policy: JSON.stringify({ a: 1, b: { c: 2, d: 3 } }) });
  const other = unfold({ policy: '{"b":{"d":3,"c":2},"a":1}' });
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test("keys with a meaning in JavaScript are keys like any other", () => {
  const hostile = JSON.parse(
    '{"__proto__":{"x":1},"constructor":2,"toJSON":"no","hasOwnProperty":3}',
  ) as unknown;
  const read = unfold({ text: JSON.stringify(hostile), hostile });
  expect(JSON.parse(JSON.stringify(read))).toEqual({ text: hostile, hostile });
  expect(({} as { x?: number }).x).toBeUndefined();
});

test("a megabyte of text, list or nesting is cut to a bound", () => {
  const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
  const wide = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => index));
  const nested = unfold({ deep });
  expect(JSON.stringify(nested)).toContain("nested too deep");
  expect(JSON.stringify(nested).length).toBeLessThan(1_000);
  expect((unfold({ wide }) as { wide: readonly unknown[] }).wide.length).toBeLessThanOrEqual(50_001);
  expect(JSON.stringify(unfold(Array.from({ length: 9 }, () => "x".repeat(1_000_000)))).length).toBeLessThan(
    4_100_000,
  );
});

test("texts wrapped in texts many times over end in a bound", () => {
  let text = "{}";
  for (let turn = 0; turn < 12; turn++) text = JSON.stringify({ t: text });
  expect(JSON.stringify(unfold({ text }))).toBe(`{"text":${'{"t":'.repeat(12)}{}${"}".repeat(12)}}`);
});
