import { describe, expect, test } from "vitest";
import { completionsAt, describeAt } from "../../../src/core/sql/assist.js";
import { FUNCTION_DOCS } from "../../../src/core/sql/functionDocs.js";

/** Labels offered where the bar stands. */
function offered(marked: string): readonly string[] {
  const offset = marked.indexOf("|");
  return completionsAt(marked.replace("|", ""), offset).map(({ label }) => label);
}

describe("completion", () => {
  test("offers columns, functions, the table and keywords", () => {
    expect(offered("SELECT | FROM $EDS_ID")).toEqual(
      expect.arrayContaining(["eventName", "element_at", "$EDS_ID", "WHERE", "actor"]),
    );
  });

  test("offers the fields of a row behind a dot, at any depth and in any case", () => {
    expect(offered("SELECT useridentity.|")).toEqual(expect.arrayContaining(["arn", "sessionContext"]));
    expect(offered("SELECT UserIdentity.sessioncontext.attributes.mf|")).toEqual([
      "creationDate",
      "mfaAuthenticated",
    ]);
    expect(offered("SELECT eventname.|")).toEqual([]);
  });

  test("offers columns behind an alias of the table", () => {
    expect(offered("SELECT e.|")).toContain("eventTime");
    expect(offered("SELECT e.useridentity.|")).toContain("userName");
  });

  test.each(["SELECT 'ev|", "SELECT 1 -- ev|", "SELECT /* ev|"])("offers nothing inside %s", (marked) => {
    expect(offered(marked)).toEqual([]);
  });
});

describe("hover", () => {
  const sql = "SELECT e.userIdentity.arn, element_at(requestParameters, 'x') FROM $EDS_ID e";
  test.each([
    ["arn", "arn varchar"],
    ["userIdentity", "userIdentity row"],
    ["requestParameters", "requestParameters map(varchar, varchar)"],
    ["element_at", "element_at(map or array, key)"],
    ["$EDS_ID", "$EDS_ID"],
  ])("%s", (word, title) => {
    expect(describeAt(sql, sql.indexOf(word) + 1)?.title).toBe(title);
  });

  test("has nothing to say of keywords, texts and unknown names", () => {
    for (const word of ["SELECT", "'x'", "FROM"]) expect(describeAt(sql, sql.indexOf(word))).toBeUndefined();
  });
});

test("every function is described once", () => {
  expect(new Set(FUNCTION_DOCS.map(({ name }) => name)).size).toBe(FUNCTION_DOCS.length);
});
