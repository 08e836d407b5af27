import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell } from "../../../src/core/search/csv.js";
import { exportEvents } from "../../../src/core/search/exportEvents.js";
import { anEvent } from "./builders.js";

/** RFC 4180, as a spreadsheet reads it: a cell is quoted text or runs up to the next comma or line end. */
function parseCsv(text: string): string[][] {
  const cell = /("(?:[^"]|"")*"|[^,"\r]*|[^,]*?)(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, value = "", end] of text.matchAll(cell)) {
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("CSV", () => {
  test("one line an event below a header, readable as it was written", () => {
    const events = [
      anEvent({ id: "a", record: { requestParameters: { bucketName: 'say "hi", you\r\nthere' } } }),
      anEvent({ id: "b", record: { errorCode: "AccessDenied", errorMessage: "no; never" } }),
    ];
    const text = [...exportEvents("csv", events)].join("");
    const [header = [], ...rows] = parseCsv(text.replace("\ufeff", ""));
    const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? "");
    expect(column("time")).toEqual(["2026-11-20T12:00:00.000Z", "2026-11-20T12:00:00.000Z"]);
    expect(column("eventId")).toEqual(["a", "b"]);
    expect(column("resource")[0]).toBe('say "hi", you\r\nthere');
    expect(column("errorMessage")[1]).toBe("no; never");
    expect(column("requestId")).toEqual(["request-a", "request-b"]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])(
    "%j is no formula any more",
    (text) => {
      expect(parseCsv(`${csvCell(text)}\r\n`)).toEqual([[`'${text}`]]);
    },
  );

  test("no cell begins like a formula, and every cell comes back whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
        const cell = csvCell(text);
        const [[back = ""] = []] = parseCsv(`${cell}\r\n`);
        expect(back === text || back === `'${text}`).toBe(true);
        expect(/^[=+\-@\t\r\n]/.test(back)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("records", () => {
  const events = [anEvent({ id: "a" }), anEvent({ id: "b" })];

  test("as JSON have the form of CloudTrail's own log files", () => {
    const file = JSON.parse([...exportEvents("json", events)].join("")) as { Records: unknown[] };
    expect(file.Records).toEqual(events.map((event) => event.raw));
  });

  test("as JSON lines stand one a line", () => {
    const lines = [...exportEvents("jsonl", events)].join("").trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(events.map((event) => event.raw));
  });

  test("none at all is still a valid file", () => {
    expect(JSON.parse([...exportEvents("json", [])].join(""))).toEqual({ Records: [] });
    expect([...exportEvents("jsonl", [])].join("")).toBe("");
    expect(parseCsv([...exportEvents("csv", [])].join(""))).toHaveLength(1);
  });

  test("come piece by piece, as the events do", () => {
    let asked = 0;
    function* endless(): Generator<(typeof events)[number]> {
      for (;;) yield anEvent({ id: String(asked++) });
    }
    const parts = exportEvents("jsonl", endless());
    parts.next();
    parts.next();
    parts.return(undefined);
    expect(asked).toBe(2);
  });
});
