import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readRecord } from "../../../src/core/events/reader/record.js";
import { cutRecords } from "../../../src/engine/ingest/cutRecords.js";
import { KnownRecords } from "../../../src/engine/ingest/knownRecords.js";
import { SegmentRows } from "../../../src/engine/ingest/segmentRows.js";
import { record } from "../builders.js";

/** What a segment would hold, cell by cell. */
function cells(rows: SegmentRows): unknown {
  return rows.columns(new Set()).columns.map((column) => {
    if (column.kind === "time" || column.kind === "number") return [column.name, [...column.values]];
    if (column.kind === "texts") return [column.name, column.texts.map(String)];
    return [column.name, Array.from(column.codes, (code) => (code < 0 ? null : String(column.texts[code])))];
  });
}

function both(text: string): readonly [unknown, unknown] {
  const bytes = Buffer.from(text);
  const cut = cutRecords(bytes);
  const [fast, plain] = [new SegmentRows(), new SegmentRows()];
  const known = new KnownRecords(fast);
  cut?.records.forEach((each, index) => known.takeCut(bytes, each, 1, index));
  const parser = new KnownRecords(plain);
  (JSON.parse(text) as { Records: unknown[] }).Records.forEach((raw, index) => {
    const read = readRecord(raw, index);
    if ("event" in read) parser.takeEvent(read.event, 1, index);
  });
  expect(cut?.complete).toBe(true);
  return [cells(fast), cells(plain)];
}

const fixtures = readFileSync(join(import.meta.dirname, "../../fixtures/events/records.jsonl"), "utf8")
  .trim()
  .split("\n");

describe("records cut from the bytes make the same columns as parsed ones", () => {
  test("for captured records, each of them twice with other ids and another session", () => {
    const again = fixtures.map((line) => {
      const raw = JSON.parse(line) as Record<string, unknown>;
      return JSON.stringify({
        ...raw,
        eventID: `again-${String(raw["eventID"])}`,
        eventTime: "2026-11-02T03:04:05Z",
      });
    });
    const [fast, plain] = both(`{"Records":[${[...fixtures, ...again].join(",")}]}`);
    expect(fast).toEqual(plain);
  });

  test.each([
    [
      "white space",
      `{ "Records" : [ ${JSON.stringify(record("a"), undefined, 2)} ,\n {"eventName":"X","eventTime":"2026-01-01T00:00:00Z"} ] }`,
    ],
    [
      "escapes in what is cut",
      JSON.stringify({ Records: [record('a"b'), record("c", { requestID: "\\" })] }),
    ],
    [
      "a time of another form",
      JSON.stringify({ Records: [record("a", { eventTime: "2026-11-01T10:00:00.5Z" })] }),
    ],
    ["a leap second", JSON.stringify({ Records: [record("a", { eventTime: "2026-06-30T23:59:60Z" })] })],
    [
      "a key in two places",
      `{"Records":[{"eventID":"x",${JSON.stringify(record("a")).slice(1)}]}`.replace('"eventID":"x",', ""),
    ],
    ["braces in texts", JSON.stringify({ Records: [record("a", { userAgent: '}]{["' })] })],
    [
      "identities without an ARN",
      JSON.stringify({
        Records: ["K1", "K2"].map((key) =>
          record(key, { userIdentity: { type: "Unknown", accessKeyId: key } }),
        ),
      }),
    ],
    [
      "no identity",
      JSON.stringify({ Records: [record("a", { userIdentity: null }), record("b", { userIdentity: "x" })] }),
    ],
    [
      "request ids of other types",
      JSON.stringify({
        Records: [
          record("a", { requestID: 5 }),
          record("b", { requestID: null }),
          record("c", { requestID: "" }),
        ],
      }),
    ],
    [
      "letters of other scripts",
      JSON.stringify({ Records: [record("é", { requestParameters: { bucketName: "日本" } })] }),
    ],
  ])("with %s", (_, text) => {
    const [fast, plain] = both(text);
    expect(fast).toEqual(plain);
  });

  const shared = join(import.meta.dirname, "../../../../shared/data/invictus-aws_dataset/CloudTrail");
  test.skipIf(!existsSync(shared))(
    "for every record of the public data set, where it is at hand",
    () => {
      const files = (readdirSync(shared, { recursive: true }) as string[]).filter((name) =>
        /\.json(\.gz)?$/.test(name),
      );
      expect(files.length).toBeGreaterThan(0);
      const records = files.flatMap((name) => {
        const bytes = readFileSync(join(shared, name));
        const parsed = JSON.parse((name.endsWith("gz") ? gunzipSync(bytes) : bytes).toString()) as {
          Records?: unknown[];
        };
        return parsed.Records ?? [];
      });
      const [fast, plain] = both(JSON.stringify({ Records: records }));
      expect(fast).toEqual(plain);
    },
    120_000,
  );
});

describe("what is no plain list of records is left to a parser", () => {
  test.each([
    '{"Records":[]',
    "[]",
    "",
    '{"Records":[1]}',
    '{"Records":[{}]}',
    '{"other":1}',
    '{"Records":[{"a":1}],"more":2}',
  ])("%s", (text) => {
    const cut = cutRecords(Buffer.from(text));
    expect(cut === undefined || !cut.complete).toBe(true);
  });

  test("a text that breaks off gives the records before the break", () => {
    const whole = JSON.stringify({ Records: [record("a"), record("b"), record("c")] });
    const counts = new Set<number>();
    for (let end = 12; end < whole.length; end++) {
      const cut = cutRecords(Buffer.from(whole.slice(0, end)));
      expect(cut?.complete).toBe(false);
      counts.add(cut?.records.length ?? -1);
    }
    expect([...counts]).toEqual([0, 1, 2, 3]);
  });
});
