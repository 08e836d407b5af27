import { afterAll, beforeAll, expect, test } from "vitest";
import { EVENT_COLUMNS, columnAt } from "../../../src/core/sql/schema.js";
import { SAMPLE_QUERIES } from "../../../src/core/sql/samples/samples.js";
import { EventTable } from "./duck.js";

let table: EventTable;

beforeAll(async () => {
  table = await EventTable.open();
});
afterAll(() => table.close());

test("there are thirty, each with a title and a question of its own", () => {
  expect(SAMPLE_QUERIES).toHaveLength(30);
  for (const part of ["id", "title", "question", "sql"] as const)
    expect(new Set(SAMPLE_QUERIES.map((sample) => sample[part])).size).toBe(30);
});

test.each(SAMPLE_QUERIES.map(({ title, sql }) => [title, sql]))("%s runs", async (_, sql) => {
  expect(Array.isArray(await table.ask(sql))).toBe(true);
});

test("they ask for nothing that Lake does not have", () => {
  const added = EVENT_COLUMNS.filter(({ local }) => local === true).map(({ name }) => name);
  for (const { sql } of SAMPLE_QUERIES)
    for (const name of added) expect(sql).not.toMatch(new RegExp(`\\b${name}\\b`));
});

test("the test's table has every column of the schema", async () => {
  const names = EVENT_COLUMNS.map(({ name }) => name);
  expect(await table.ask(`SELECT ${names.join(", ")} FROM $EDS_ID WHERE false`)).toEqual([]);
});

test("a path names a field whatever its case", () => {
  expect(columnAt(["userIDENTITY", "sessioncontext", "Attributes", "mfaAuthenticated"])?.type).toBe(
    "varchar",
  );
  expect(columnAt(["resources", "ARN"])?.name).toBe("arn");
  expect(columnAt(["eventname", "x"])).toBeUndefined();
  expect(columnAt(["nothing"])).toBeUndefined();
});
