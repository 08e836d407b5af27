import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { duckTarget, kindOf } from "../../../src/core/sql/duckTarget.js";
import { isSqlTrouble, type SqlBatch } from "../../../src/core/sql/sqlTarget.js";
import { EventTable } from "./duck.js";

let table: EventTable;
beforeAll(async () => {
  table = await EventTable.open();
});
afterAll(() => table.close());

const target = () =>
  duckTarget("t", "a table", {
    sql: async function* (text) {
      yield await table.answer(text).catch((error: unknown) => {
        throw new Failure("sql/wrong", error instanceof Error ? error.message : String(error));
      });
    },
  });

async function run(sql: string): Promise<SqlBatch> {
  for await (const batch of target().run(sql, new AbortController().signal)) return batch;
  throw new Error("no batch");
}

/** The typed text that a problem points at. */
async function blamed(sql: string): Promise<string> {
  try {
    await run(sql);
  } catch (error) {
    if (isSqlTrouble(error)) return sql.slice(error.problem.from, error.problem.to);
    throw error;
  }
  return "nothing";
}

test("a statement in Lake's dialect gives typed columns and rows", async () => {
  const { columns, rows } = await run(
    "SELECT eventname, count(*) AS n, min(eventtime) AS first, any_value(readonly) AS ro FROM $EDS_ID GROUP BY eventname ORDER BY eventname",
  );
  expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["eventname", "text"],
    ["n", "number"],
    ["first", "time"],
    ["ro", "boolean"],
  ]);
  expect(rows.map(([name]) => name)).toEqual(["ConsoleLogin", "PutBucketPolicy"]);
});

describe("what is wrong is underlined in the typed text", () => {
  test.each([
    ["SELECT nosuch FROM $EDS_ID", "nosuch"],
    [
      "SELECT json_extract_scalar(requestparameters, '$.n'),\n  cardinality(resources) AS c, nosuch FROM $EDS_ID",
      "nosuch",
    ],
    ["SELECT requestparameters['bucketName'] AS b, nosuchfn(1) FROM $EDS_ID", "nosuchfn"],
    ["SELECT '😀漢é', nosuch FROM $EDS_ID", "nosuch"],
    [`SELECT '${"x".repeat(300)}', nosuch, '${"y".repeat(300)}' FROM $EDS_ID`, "nosuch"],
    ["SELECT eventname FROM elsewhere", "elsewhere"],
    ["SELECT eventname\nFROM $EDS_ID\nGROUP BY", "BY"],
    ["SELECT eventname FROM $EDS_ID WHERE (eventname = 'a'", "("],
    ["DELETE FROM $EDS_ID", "DELETE"],
  ])("%s", async (sql, word) => {
    expect(await blamed(sql)).toBe(word);
  });
});

test("a failure that is not the statement's stays what it is", async () => {
  const broken = duckTarget("t", "t", {
    // eslint-disable-next-line require-yield -- it fails before the first row
    sql: async function* () {
      throw new Failure("aws/network", "gone");
    },
  });
  await expect(
    broken.run("SELECT 1", new AbortController().signal)[Symbol.asyncIterator]().next(),
  ).rejects.toMatchObject({
    code: "aws/network",
  });
});

test.each([
  ["BIGINT", "number"],
  ["DECIMAL(18,3)", "number"],
  ["TIMESTAMP WITH TIME ZONE", "time"],
  ["VARCHAR[]", "nested"],
  ["STRUCT(a INTEGER)", "nested"],
  ["JSON", "nested"],
  ["UUID", "text"],
])("%s is %s", (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});
