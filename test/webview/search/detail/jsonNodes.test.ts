import { expect, test } from "vitest";
import { jsonLines, opened } from "../../../../webview/search/detail/jsonNodes.js";

const none = new Map<string, number>();
const paths = (root: unknown, open: readonly string[]): readonly string[] =>
  jsonLines(root, new Set(open), none).map(({ path }) => path);

test("what is closed is not walked", () => {
  const root = { a: { b: { c: 1 } }, d: [1, 2] };
  expect(paths(root, [])).toEqual(["/a", "/d"]);
  expect(paths(root, ["/a", "/d"])).toEqual(["/a", "/a/b", "/d", "/d/0", "/d/1"]);
});

test("keys with slashes do not become other keys' children", () => {
  const root = { "a/b": { c: 1 }, a: { b: 2 } };
  expect(paths(root, ["/a~1b", "/a"])).toEqual(["/a~1b", "/a~1b/c", "/a", "/a/b"]);
});

test("many children come a hundred at a time", () => {
  const lines = jsonLines(
    Array.from({ length: 250 }, (_, at) => at),
    new Set(),
    none,
  );
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)?.value).toEqual({ kind: "more", hidden: 150, parent: "" });
  expect(lines[0]).toMatchObject({ position: 1, siblings: 250 });
});

test("a small record is open from the start, a large one only as far as it fits", () => {
  expect([...opened({ a: { b: [1] } }, 40)]).toEqual(["/a", "/a/b"]);
  const large = { list: Array.from({ length: 90 }, () => ({ x: 1 })), small: { y: 1 } };
  expect([...opened(large, 40)]).toEqual([]);
});

test("every kind of value is told apart", () => {
  const kinds = jsonLines({ t: "x", n: 1, b: true, z: null, o: {}, a: [] }, new Set(), none);
  expect(kinds.map(({ value }) => value.kind)).toEqual([
    "text",
    "number",
    "boolean",
    "null",
    "object",
    "array",
  ]);
});
