import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument, type DocumentItem } from "../../../../src/core/events/reader/document.js";
import { DocumentStream, mostPending } from "../../../../src/core/events/reader/documentStream.js";

const lines = readFileSync(join(import.meta.dirname, "../../../fixtures/events/records.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "");
const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const log = JSON.stringify({ Records: records });

function read(text: string, pieceLength: number): readonly DocumentItem[] {
  const stream = new DocumentStream();
  const items: DocumentItem[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    items.push(...stream.push(text.slice(at, at + pieceLength)));
  return [...items, ...stream.end()];
}

const ids = (items: readonly DocumentItem[]): readonly unknown[] =>
  items.map((item) => ("event" in item ? item.event.id : item.problem.reason));

describe("a document that arrives in pieces reads as the whole does", () => {
  const shapes: readonly (readonly [name: string, text: string])[] = [
    ["a log", log],
    ["a log with blanks and line breaks", JSON.stringify({ Records: records }, undefined, 2)],
    ["a list", JSON.stringify(records)],
    ["lines", lines.join("\n")],
    ["lines with a line break at the end", `${lines.join("\r\n")}\n`],
    ["an answer of lookup-events with its token", `{"Events":[${lookupRow()}],"NextToken":"abc"}`],
    ["one record", JSON.stringify(records[0], undefined, 2)],
    ["a log behind other members", JSON.stringify({ version: 1, Records: records })],
    ["a table", `eventTime,eventName,eventSource\n2026-11-01T00:00:00Z,PutObject,s3.amazonaws.com\n`],
    ["an empty log", `{"Records":[]}`],
    ["nothing", ""],
    ["another JSON file", `{"name":"x","list":[{"a":1}]}`],
    ["a list of other things", `[{"a":1},{"b":2}]`],
    ["a text", "All work and no play makes Jack a dull boy."],
  ];
  test.each(shapes)("%s", (_, text) => {
    const whole = ids([...readDocument(text)]);
    for (const length of [1, 7, 1000, text.length + 1]) expect(ids(read(text, length))).toEqual(whole);
  });
});

test("records are given before the text has ended", () => {
  const stream = new DocumentStream();
  expect(stream.push(log.slice(0, log.length / 2)).length).toBeGreaterThan(records.length / 4);
});

test("logs that were joined one behind the other are all read", () => {
  expect(read(`${log}\n${log}`, 500)).toHaveLength(2 * records.length);
});

test("a log that is cut off keeps its records and says where it ends", () => {
  const items = read(log.slice(0, -200), 300);
  expect(items.filter((item) => "event" in item)).toHaveLength(records.length - 1);
  expect(items.at(-1)).toMatchObject({
    problem: { kind: "damaged", position: { index: records.length - 1 } },
  });
});

test("a damaged record is told and the ones behind it are kept", () => {
  const parts = lines.slice(0, 5);
  parts[2] = (parts[2] ?? "").replace(/"eventName":/, '"eventName" ');
  const items = read(`{"Records":[${parts.join(",")}]}`, 400);
  expect(items.filter((item) => "event" in item)).toHaveLength(4);
  expect(items.filter((item) => "problem" in item)).toHaveLength(1);
});

test("text that never ends a record is given up before it fills the memory", () => {
  const stream = new DocumentStream();
  stream.push(`{"Records":[{"eventName":"`);
  const piece = "x".repeat(1024 * 1024);
  let items: readonly DocumentItem[] = [];
  for (let at = 0; at <= mostPending && !stream.isOver; at += piece.length) items = stream.push(piece);
  expect(items).toMatchObject([{ problem: { kind: "damaged" } }]);
  expect([...stream.end()]).toEqual([]);
});

function lookupRow(): string {
  return JSON.stringify({
    EventId: records[0]?.["eventID"],
    EventTime: 1_700_000_000,
    CloudTrailEvent: lines[0],
  });
}
