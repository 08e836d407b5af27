import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { explain } from "../../../src/core/events/explain.js";
import { sessionForms } from "../../../src/core/events/sessions/sessionKey.js";
import { readRecord } from "../../../src/core/events/reader/record.js";
import { matcherOf } from "../../../src/core/search/matches.js";
import { ResultSet } from "../../../src/core/search/resultSet.js";
import type { Column } from "../../../src/core/search/row.js";
import { toRow } from "../../../src/core/search/toRow.js";
import { createWorld } from "../../../src/sample/data/world.js";
import { accounts, usedRegions } from "../../../src/sample/data/organization.js";
import { KnownRecords } from "../../../src/engine/ingest/knownRecords.js";
import { SegmentRows } from "../../../src/engine/ingest/segmentRows.js";
import { SegmentWriter } from "../../../src/engine/ingest/segmentWriter.js";
import { Database } from "../../../src/engine/query/database.js";
import { Questions } from "../../../src/engine/store/questions.js";
import { everything, never, record, temporary } from "../builders.js";

/** The same events in the index and as event history has them. */
const events = new Map<string, CloudTrailEvent>();
let folder: Awaited<ReturnType<typeof temporary>>;
let database: Database;
let questions: Questions;

const odd = [
  record("odd-1", {
    requestParameters: { bucketName: 'say "hi"', note: "tab\tand \\ back", n: 1.5, list: [true, null] },
  }),
  record("odd-2", {
    userIdentity: { type: "Root", accountId: "111122223333" },
    eventName: "ConsoleLogin",
    eventSource: "signin.amazonaws.com",
    responseElements: { ConsoleLogin: "Failure" },
  }),
  record("odd-3", { eventTime: "2026-11-01 10:00:05", requestID: 17, requestParameters: "text" }),
  record("odd-4", {
    userIdentity: undefined,
    requestID: undefined,
    eventName: "CreateFunction20150331",
    eventSource: "lambda.amazonaws.com",
    readOnly: undefined,
  }),
  record("odd-5", {
    sourceIPAddress: "s3.amazonaws.com",
    errorCode: "AccessDenied",
    errorMessage: "İstanbul ÄÖ",
    resources: [{ ARN: "arn:aws:s3:::logs/key", type: "AWS::S3::Object" }],
  }),
];

beforeAll(async () => {
  folder = await temporary();
  const lines = readFileSync(join(import.meta.dirname, "../../fixtures/events/records.jsonl"), "utf8")
    .trim()
    .split("\n");
  const { history } = createWorld({ seed: 5, startMs: Date.UTC(2026, 10, 20), eventsScale: 1 });
  const day = Date.UTC(2026, 10, 19);
  const sample = accounts.flatMap(({ id }) =>
    usedRegions.flatMap((region) =>
      [...history.walk(id, region, day, day + 86_400_000)].map((event) => event.record()),
    ),
  );
  const raws = [...lines, ...sample]
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .concat(odd.map((raw) => JSON.parse(JSON.stringify(raw)) as Record<string, unknown>));
  const rows = new SegmentRows();
  const known = new KnownRecords(rows);
  raws.forEach((raw, index) => {
    const read = readRecord(raw, index);
    if (!("event" in read) || events.has(read.event.id)) return;
    events.set(read.event.id, read.event);
    known.takeEvent(read.event, 1, index);
  });
  const writer = new SegmentWriter(folder.path);
  await writer.write("b1", rows, new Set());
  writer.dispose();
  database = await Database.open(folder.path, 400, 1);
  await database.show(() => [{ path: join(folder.path, "b1.parquet"), gone: [] }]);
  questions = new Questions(database, () => 1);
}, 60_000);

afterAll(async () => {
  database.dispose();
  await folder.remove();
});

const byIndex = async (text: string): Promise<readonly string[]> => {
  const ask = {
    query: everything(text),
    sort: { column: "time", descending: true },
    start: 0,
    count: 1_000_000,
  } as const;
  return (await questions.rows(ask, 0, never)).map(({ id }) => id).sort();
};

const byMatcher = (text: string): readonly string[] => {
  const matches = matcherOf(everything(text)) ?? (() => true);
  return [...events.values()]
    .filter((event) => {
      const insight = explain(event);
      return matches(event, insight, toRow(event, insight));
    })
    .map(({ id }) => id)
    .sort();
};

const queries = [
  "",
  "user:alice",
  "user:al*",
  "-user:*@*",
  "user:root",
  "user:arn:aws:iam::*",
  "event:DeleteBucket",
  "event:put*,delete*",
  "event:CreateFunction",
  "event:CreateFunction20150331",
  "service:s3",
  "service:s3.amazonaws.com",
  "-service:kms,sts",
  "resource:logs",
  "resource:*log*",
  "resource:arn:aws:s3:::*",
  "-resource:*",
  "type:AWS::S3::Bucket",
  "type:AWS::IAM::*",
  "key:*",
  "key:AKIA*",
  "access:read",
  "access:write",
  "error:any",
  "error:none",
  "error:AccessDenied",
  "error:*denied*",
  "-error:any",
  "ip:203.0.113.7",
  "ip:203.0.113.0/24",
  "ip:203.*",
  "ip:0.0.0.0/0",
  "-ip:10.0.0.0/8",
  "ip:*.amazonaws.com",
  "via:Console",
  "via:CLI,SDK",
  "-via:SDK",
  "outcome:changed",
  "outcome:denied,failed",
  "mark:destructive",
  "mark:credential,public-exposing",
  "-mark:destructive outcome:changed",
  "id:odd-1",
  "request:r-odd-1",
  "request:17",
  "recipient:111122223333",
  "who stopped logging",
  "stopped",
  "deletes",
  "deleted",
  "create*role",
  "logging",
  '"bucketName"',
  '"say \\"hi\\""',
  '"tab"',
  '"\\\\ back"',
  "true,null",
  '"n\\":1.5"',
  "2026-11-01T10:00",
  "eventversion",
  '"readOnly\\":true"',
  "alice logs",
  '"was denied permission"',
  '"from the console"',
  "odd",
  "r-odd-2",
  "ÄÖ",
  '"{\\"type\\":\\"Root\\""',
  "203.0.113",
  "a*e",
  "null",
  "tls*",
  "AWS::S3::Object",
  "user:alice event:Delete* -service:kms error:none logs",
  "x'y",
  "100%",
  "a_b",
  "key",
];

describe("a query over the index finds what it finds among events", () => {
  test.each(queries)("%s", async (text) => {
    expect(await byIndex(text)).toEqual(byMatcher(text));
  });

  test("for words taken from the records themselves", async () => {
    const all = [...events.values()];
    for (let at = 3; at < all.length; at += Math.ceil(all.length / 40)) {
      const text = JSON.stringify(all[at]?.raw ?? {});
      const start = (at * 31) % Math.max(1, text.length - 12);
      const word = `"${text.slice(start, start + 3 + (at % 9)).replace(/["\\]/g, "\\$&")}"`;
      expect([word, await byIndex(word)]).toEqual([word, byMatcher(word)]);
    }
  });

  test("and among the queries are ones that find something and ones that do not find all", () => {
    const sizes = queries.map((text) => byMatcher(text).length);
    expect(sizes.filter((size) => size > 0 && size < events.size).length).toBeGreaterThan(queries.length / 2);
  });
});

describe("sorted rows", () => {
  const columns: readonly Column[] = [
    "actor",
    "event",
    "resource",
    "via",
    "from",
    "region",
    "account",
    "outcome",
  ];

  test.each(columns.flatMap((column) => [true, false].map((descending) => ({ column, descending }))))(
    "by $column, descending $descending, stand as event history has them",
    async (sort) => {
      const results = new ResultSet();
      results.add([...events.values()]);
      const own = await questions.rows({ query: everything(""), sort, start: 0, count: 100_000 }, 0, never);
      const theirs = results.rows(sort, 0, 100_000);
      const key =
        sort.column === "event" ? "eventName" : sort.column === "account" ? "accountId" : sort.column;
      const texts = (rows: readonly object[]): readonly string[] =>
        rows.map((row) => String((row as Record<string, unknown>)[key]).toLowerCase());
      expect(texts(own)).toEqual(texts(theirs));
    },
  );

  test("can be paged by key without losing or repeating any", async () => {
    for (const sort of [
      { column: "time", descending: true },
      { column: "actor", descending: false },
      { column: "resource", descending: true },
    ] as const) {
      const ask = { query: everything("access:read"), sort, count: 37 };
      const whole = await questions.rows({ ...ask, start: 0, count: 100_000 }, 0, never);
      const paged: string[] = [];
      for (;;) {
        const last = paged.at(-1);
        const page = await questions.rows(
          { ...ask, start: last === undefined ? 0 : { afterId: last } },
          0,
          never,
        );
        if (page.length === 0) break;
        paged.push(...page.map(({ id }) => id));
      }
      expect(paged).toEqual(whole.map(({ id }) => id));
      const middle = whole[20]?.id ?? "";
      expect(await questions.place(ask.query, sort, middle, 0, never)).toBe(20);
      expect(
        await questions.neighbour({ query: ask.query, sort, id: middle, step: 1, which: "any" }, 0, never),
      ).toBe(whole[21]?.id);
      expect(
        await questions.neighbour({ query: ask.query, sort, id: middle, step: -1, which: "any" }, 0, never),
      ).toBe(whole[19]?.id);
    }
  });
});

test("the timeline is the one of event history, but for bands", async () => {
  const results = new ResultSet();
  results.add([...events.values()]);
  const fromMs = Date.UTC(2026, 10, 19, 3, 17);
  const askedBy = [
    ["outcome", "event"],
    ["actor", "event"],
    ["service", "session"],
    ["session", "via"],
  ] as const;
  for (const [groupBy, laneBy] of askedBy) {
    const ask = {
      fromMs,
      toMs: fromMs + 20 * 3_600_000,
      bins: 60,
      groupBy,
      laneBy,
      maxLanes: 9,
      maxMarks: 100,
    } as const;
    const own = await questions.timeline(everything(""), ask, 0, never);
    const { lanes, ...rest } = results.timeline(ask);
    expect(own).toEqual({ ...rest, lanes: lanes.map((lane) => ({ ...lane, bands: [] })) });
    if (laneBy === "session") expect(own.lanes.filter(({ session }) => session).length).toBeGreaterThan(3);
  }
});

test("events are found by every text that names their session", async () => {
  const values = new Set([...events.values()].flatMap(sessionForms));
  expect(values.size).toBeGreaterThan(20);
  for (const value of [...values].slice(0, 40)) {
    const query = `session:"${value}"`;
    expect([value, await byIndex(query)]).toEqual([value, byMatcher(query)]);
  }
});

test("a record comes back as it was written", async () => {
  for (const [id, event] of [...events]
    .filter((_, at) => at % 97 === 0)
    .concat(
      odd.map((raw) => {
        const id = String(raw["eventID"]);
        return [id, events.get(id) as CloudTrailEvent] as [string, CloudTrailEvent];
      }),
    )) {
    const stored = await questions.event(id, () => "file", never);
    expect(JSON.stringify(stored?.record)).toBe(JSON.stringify(event.raw));
  }
  const json = await database.rows("SELECT eventid, eventjson FROM events");
  for (const [id, text] of json) expect(String(text)).toBe(JSON.stringify(events.get(String(id))?.raw));
});
