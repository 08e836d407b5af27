import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readIni } from "../../../src/aws/profiles/ini.js";

const plain = (text: string) =>
  readIni(text).sections.map(({ type, name, values }) => [
    type,
    name,
    Object.fromEntries([...values].map(([key, value]) => [key, value.text])),
  ]);

describe("readIni", () => {
  test("reads sections, types, quoted names, comments and nested settings", () => {
    const text = [
      "# a comment",
      "[default]",
      "region = eu-west-1   # where we are",
      "",
      '[profile "my name"]',
      "output=json",
      "s3 =",
      "  max_queue_size = 100",
      "  endpoint_url = http://localhost:1#fragment",
      "region = us-east-1",
      "[services local] ; for tests",
      "cloudtrail =",
      "\tendpoint_url = http://localhost:4566",
    ].join("\n");
    expect(plain(text)).toEqual([
      [undefined, "default", { region: "eu-west-1" }],
      [
        "profile",
        "my name",
        {
          output: "json",
          "s3.max_queue_size": "100",
          "s3.endpoint_url": "http://localhost:1#fragment",
          region: "us-east-1",
        },
      ],
      ["services", "local", { "cloudtrail.endpoint_url": "http://localhost:4566" }],
    ]);
  });

  test("counts lines from one whatever ends them, and skips a byte order mark", () => {
    const { sections } = readIni("\uFEFF[a]\r\nx = 1\r\n\r\n[b]\r\ny = 2");
    expect(sections.map(({ name, line }) => [name, line])).toEqual([
      ["a", 1],
      ["b", 4],
    ]);
    expect(sections[1]?.values.get("y")).toEqual({ text: "2", line: 5 });
  });

  test("says which lines it could not read, and goes on", () => {
    const { sections, problems } = readIni(
      "stray = 1\n[good]\nno equals sign\n= no name\nx = 1\n[broken\ny = 2\n[[z]]\n[next]\nz = 3",
    );
    expect(problems).toEqual([
      { kind: "outside-section", line: 1 },
      { kind: "not-a-setting", line: 3 },
      { kind: "not-a-setting", line: 4 },
      { kind: "broken-header", line: 6 },
      { kind: "broken-header", line: 8 },
    ]);
    expect(sections.map(({ name, values }) => [name, [...values.keys()]])).toEqual([
      ["good", ["x"]],
      ["next", ["z"]],
    ]);
  });

  test("joins repeated sections, takes the later values, and says so once", () => {
    const { sections, problems } = readIni("[a]\nx = 1\ny = 1\n[b]\n[a]\nx = 2");
    expect(problems).toEqual([{ kind: "duplicate-section", line: 5, name: "a", firstLine: 1 }]);
    expect(sections[0]?.values.get("x")?.text).toBe("2");
    expect(sections[0]?.values.get("y")?.text).toBe("1");
  });

  test("says when a setting stands twice in one section", () => {
    expect(readIni("[a]\nx = 1\nx = 2").problems).toEqual([
      { kind: "duplicate-setting", line: 3, name: "x", firstLine: 2 },
    ]);
  });

  test("never throws, and names only lines that exist", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "[a]",
        "[profile x",
        "]",
        "a = b",
        " a = b",
        "a =",
        "= b",
        "# c",
        "[__proto__]",
        "__proto__ = 1",
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join("\n");
        const count = text.split(/\r\n|\n|\r/u).length;
        const { sections, problems } = readIni(text);
        for (const each of [...sections, ...problems]) {
          expect(each.line).toBeGreaterThan(0);
          expect(each.line).toBeLessThanOrEqual(count);
        }
      }),
    );
  });
});
