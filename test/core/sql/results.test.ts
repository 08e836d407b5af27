import { describe, expect, test } from "vitest";
import { chartOf } from "../../../src/core/sql/chart.js";
import { exportRows, tabbedRows } from "../../../src/core/sql/exportRows.js";
import { ResultTable } from "../../../src/core/sql/resultTable.js";
import type { SqlColumn, SqlKind, SqlValue } from "../../../src/core/sql/sqlTarget.js";
import { statementAt, statementsIn } from "../../../src/core/sql/statements.js";

const columns = (...kinds: SqlKind[]): SqlColumn[] => kinds.map((kind) => ({ name: kind, type: kind, kind }));
function tableOf(kinds: SqlKind[], rows: SqlValue[][], limit = 1_000): ResultTable {
  const table = new ResultTable(limit);
  table.take({ columns: columns(...kinds), rows });
  return table;
}

describe("statements", () => {
  const text = "-- first; not yet\nSELECT ';' AS a;\n\nSELECT 2\n;\nSELECT 'open";
  test("are parted by semicolons outside texts and comments", () => {
    expect(statementsIn(text).map((each) => each.text)).toEqual([
      "SELECT ';' AS a",
      "SELECT 2",
      "SELECT 'open",
    ]);
  });
  test.each([
    [0, "SELECT ';' AS a"],
    [text.indexOf("AS a") + 5, "SELECT ';' AS a"],
    [text.indexOf("2"), "SELECT 2"],
    [text.length, "SELECT 'open"],
  ])("at %i it is %s", (offset, statement) => {
    expect(statementAt(text, offset)?.text).toBe(statement);
  });
  test("an empty document has none", () => expect(statementAt("-- nothing", 3)).toBeUndefined());
});

describe("rows", () => {
  test("are sorted as numbers, with empty ones last both ways", () => {
    const table = tableOf(["number"], [[10], [null], ["9007199254740993"], [9]]);
    expect(table.rows({ column: 0, descending: false }).flat()).toEqual([9, 10, "9007199254740993", null]);
    expect(table.rows({ column: 0, descending: true }).flat()).toEqual(["9007199254740993", 10, 9, null]);
  });
  test("beyond the limit are left out, and that is known", () => {
    const table = tableOf(["number"], [[1], [2], [3]], 2);
    expect([table.size, table.isCut]).toEqual([2, true]);
    expect(tableOf(["number"], [[1], [2]], 2).isCut).toBe(false);
  });
});

describe("exports", () => {
  const rows = [
    ["=1+1", -5],
    ['a "b"\n', null],
  ];
  test("CSV runs no formula and keeps negative numbers", () => {
    expect([...exportRows("csv", columns("text", "number"), rows)].join("")).toBe(
      '\ufefftext,number\r\n"\'=1+1",-5\r\n"a ""b""\n",\r\n',
    );
  });
  test("JSON is read back as it was, and columns with one name stay apart", () => {
    const text = [...exportRows("json", columns("text", "text"), rows)].join("");
    expect(JSON.parse(text)).toEqual([
      { text: "=1+1", text_2: -5 },
      { text: 'a "b"\n', text_2: null },
    ]);
    expect([...exportRows("json", columns("text"), [])].join("")).toBe("[]\n");
  });
  test("tabs keep a cell one cell", () => {
    expect(tabbedRows(columns("text", "number"), rows)).toBe('text\tnumber\n\'=1+1\t-5\na "b" \t');
  });
});

describe("a chart", () => {
  test("is a line in order of time", () => {
    const chart = chartOf(
      tableOf(
        ["time", "number"],
        [
          ["2026-11-02 00:00:00", 2],
          ["2026-11-01 00:00:00", 5],
        ],
      ),
    );
    expect(chart?.kind).toBe("line");
    expect(chart?.points.map(({ value }) => value)).toEqual([5, 2]);
  });
  test("is bars with the largest first", () => {
    const chart = chartOf(
      tableOf(
        ["text", "number"],
        Array.from({ length: 30 }, (_, at) => [`n${at}`, at]),
      ),
    );
    expect([chart?.kind, chart?.points[0]?.label, chart?.points.length, chart?.left]).toEqual([
      "bars",
      "n29",
      20,
      10,
    ]);
  });
  test.each<[string, SqlKind[], SqlValue[][]]>([
    [
      "no number",
      ["text", "text"],
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["one row", ["text", "number"], [["a", 1]]],
    [
      "a name twice",
      ["text", "number"],
      [
        ["a", 1],
        ["a", 2],
      ],
    ],
    [
      "a negative bar",
      ["text", "number"],
      [
        ["a", 1],
        ["b", -2],
      ],
    ],
  ])("is not drawn for %s", (_, kinds, rows) => {
    expect(chartOf(tableOf(kinds, rows))).toBeUndefined();
  });
});
