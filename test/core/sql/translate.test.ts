import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { translateSql } from "../../../src/core/sql/translate.js";
import { EventTable } from "./duck.js";

let table: EventTable;

beforeAll(async () => {
  table = await EventTable.open();
});
afterAll(() => table.close());

const one = async (expression: string, where = "eventid = 'e1'"): Promise<unknown> =>
  table.ask(`SELECT ${expression} FROM $EDS_ID WHERE ${where}`);

describe("a statement written for Lake runs here", () => {
  test.each([
    ["element_at(requestParameters, 'bucketName')", "logs"],
    ["element_at(e.requestparameters, 'bucketPolicy')", '{"Version":"2012-10-17"}'],
    ["element_at(requestparameters, 'none')", null],
    ["requestparameters['bucketName']", "logs"],
    ["e.requestParameters['bucketName'] = 'logs'", true],
    ["element_at(resources, 1).type", "AWS::S3::Bucket"],
    ["resources[2].arnPrefix", "arn:aws:s3:::logs/"],
    ["cardinality(resources)", "2"],
    ["cardinality(requestparameters)", "4"],
    ["json_extract_scalar(element_at(requestparameters, 'bucketPolicy'), '$.Version')", "2012-10-17"],
    ["json_extract_scalar(eventname, '$.x') IS NULL", undefined],
    ["UserIdentity.SessionContext.Attributes.mfaAuthenticated", "true"],
    ["date_trunc('hour', eventTime) = timestamp '2026-11-04 10:00:00'", true],
    ["day_of_week(eventtime)", "3"],
    ["date_add('day', -7, eventtime) = timestamp '2026-10-28 10:30:00'", true],
    ["date_add('month', 1, eventtime) = timestamp '2026-12-04 10:30:00'", true],
    ["date_diff('day', eventtime, timestamp '2026-11-06 10:29:00')", "1"],
    ["eventtime > from_iso8601_timestamp('2026-11-04T10:29:00Z')", true],
    ["eventtime > from_iso8601_timestamp('2026-11-04T10:31:00+01:00')", true],
    ["eventtime > '2026-11-04 00:00:00'", true],
    ["date_format(eventtime, '%Y-%m-%d %H:%i')", "2026-11-04 10:30"],
    ["regexp_like(eventname, '^Put.*Policy$')", true],
    ["regexp_replace('a-b-c', '-', '.')", "a.b.c"],
    ["contains(ARRAY['Put', 'PutBucketPolicy'], eventname)", true],
    ["any_match(resources, r -> r.type = 'AWS::S3::Object')", true],
    ["any_match(resources, r -> r.type = 'AWS::EC2::VPC')", false],
    ["all_match(resources, r -> r.accountid = '111122223333' AND r.type LIKE 'AWS::S3::%')", true],
    ["none_match(resources, r -> r.type IS NULL)", true],
    ["cardinality(filter(resources, r -> r.arn IS NOT NULL))", "1"],
    ["array_join(transform(resources, r -> split_part(r.type, '::', 3)), ',')", "Bucket,Object"],
    ["try_cast(element_at(requestparameters, 'n') AS bigint)", "3"],
    ["try_cast(eventname AS bigint)", null],
    ["7 / 2", 3],
    ["eventtime < current_timestamp + interval '36500' day", true],
    ["json_array_length(element_at(requestparameters, 'list'))", "2"],
    ["json_size(requestparameters, '$.list')", "2"],
    ["slice(ARRAY[1, 2, 3], 2, 2)", ["2", "3"]],
  ])("%s", async (expression, value) => {
    if (value === undefined) await expect(one(expression)).rejects.toThrow(/JSON/);
    else
      expect(await table.ask(`SELECT ${expression} FROM $EDS_ID AS e WHERE e.eventid = 'e1'`)).toEqual([
        [typeof value === "object" && value !== null ? expect.anything() : value],
      ]);
  });

  test.each([
    "SELECT eventid FROM $EDS_ID WHERE eventname = 'ConsoleLogin'",
    "select EventID from 01234567-89ab-cdef-0123-456789abcdef where EVENTNAME = 'ConsoleLogin';",
    "SELECT eventID FROM <event-data-store-id> WHERE eventName = 'ConsoleLogin' -- the docs' placeholder",
    "WITH logins AS (SELECT * FROM event_data_store_id WHERE eventname = 'ConsoleLogin') SELECT eventid FROM logins",
    "(SELECT eventid FROM $EDS_ID WHERE element_at(additionaleventdata, 'MFAUsed') = 'No')",
  ])("whatever stands for the event data store: %s", async (sql) => {
    expect(await table.ask(sql)).toEqual([["e2"]]);
  });

  test("rows of an array become rows with a column for every field", async () => {
    const columns = "t(account, kind, arn, prefix)";
    expect(
      await table.ask(`SELECT kind FROM $EDS_ID CROSS JOIN UNNEST(resources) AS ${columns} ORDER BY 1`),
    ).toEqual([["AWS::S3::Bucket"], ["AWS::S3::Object"]]);
    expect(
      await table.ask("SELECT r.type FROM $EDS_ID CROSS JOIN UNNEST(resources) AS r ORDER BY 1"),
    ).toEqual([["AWS::S3::Bucket"], ["AWS::S3::Object"]]);
    expect(
      await table.ask("SELECT r.arn FROM $EDS_ID, UNNEST(resources) t(r) WHERE r.arn IS NOT NULL"),
    ).toEqual([["arn:aws:s3:::logs"]]);
  });

  test("a map becomes rows of key and value", async () => {
    expect(
      await table.ask("SELECT k, v FROM $EDS_ID CROSS JOIN UNNEST(additionaleventdata) AS t(k, v)"),
    ).toEqual([["MFAUsed", "No"]]);
  });

  test("approximate counts and groups", async () => {
    expect(
      await table.ask(
        "SELECT awsregion, approx_distinct(eventname), count_if(errorcode IS NOT NULL) FROM $EDS_ID GROUP BY awsregion ORDER BY 1",
      ),
    ).toEqual([
      ["eu-west-1", "1", "0"],
      ["us-east-1", "1", "1"],
    ]);
  });
});

const problemOf = (sql: string): unknown => {
  const translation = translateSql(sql);
  return "problem" in translation
    ? {
        message: translation.problem.message,
        at: sql.slice(translation.problem.from, translation.problem.to),
      }
    : undefined;
};

describe("what cannot be run is refused where it stands", () => {
  test.each([
    ["DELETE FROM $EDS_ID", "Only SELECT", "DELETE"],
    ["COPY events TO 'x'", "Only SELECT", "COPY"],
    ["SELECT 1; DROP TABLE events", "One statement", "DROP"],
    ["SELECT 'open", "not closed", "'open"],
    ['SELECT "open', "not closed", '"open'],
    ["SELECT 1 /* open", "not closed", "/* open"],
    ["SELECT (1", "not closed", "("],
    ["SELECT 1)", "closes nothing", ")"],
    ["SELECT [1)", "closes nothing", ")"],
    ["SELECT reduce(a, 0, (s, x) -> s + x, s -> s) FROM $EDS_ID", "not available", "reduce"],
    ["  -- nothing\n", "no statement", "  -- nothing\n"],
  ])("%j", (sql, message, where) => {
    expect(problemOf(sql)).toEqual({ message: expect.stringContaining(message) as string, at: where });
  });
});

test("an offset after the translation leads back to what was typed", () => {
  const sql =
    "SELECT element_at(requestparameters, 'x'), nope FROM $EDS_ID WHERE any_match(resources, r -> r.no = 1)";
  const translation = translateSql(sql);
  if ("problem" in translation) throw new Error(translation.problem.message);
  for (const word of ["nope", "WHERE", "r.no", "'x'"])
    expect(translation.origin(translation.text.indexOf(word))).toBe(sql.indexOf(word));
});

test("text, quoted names and comments are left as they are", () => {
  const sql = `SELECT 'element_at($EDS_ID)' AS "any_match" FROM $EDS_ID -- contains( $EDS_ID\nWHERE 1 = 1`;
  const translation = translateSql(sql);
  expect("text" in translation && translation.text).toBe(
    `SELECT 'element_at($EDS_ID)' AS "any_match" FROM events -- contains( $EDS_ID\nWHERE 1 = 1`,
  );
});

test("any text gives a translation or a problem, and fast", () => {
  const long = `SELECT ${"(".repeat(5_000)}1${")".repeat(5_000)} FROM $EDS_ID`;
  expect("text" in translateSql(long)).toBe(true);
  for (const sql of ["", "\u0000", "SELECT \ud800", "(((", "a.b[", "SELECT x[", "unnest(", "FROM unnest(a"])
    expect(translateSql(sql)).toBeDefined();
});
