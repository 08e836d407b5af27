import { expect, test } from "vitest";
import { english } from "../../src/core/base/translate.js";
import { parseQuery } from "../../src/core/search/queryText.js";
import { clipboardSearch, placeText } from "../../src/host/searchText.js";
import { aProfile, anAccount } from "./builders.js";

const prod = anAccount("acme-prod", { key: "111122223333", accountId: "111122223333" });
const dev = anAccount("acme dev", { key: "444455556666", accountId: "444455556666" });
const clip = (clipboard: string) => clipboardSearch(clipboard, [prod, dev], "7d", english);

test("a search from a Region node names account and Region", () => {
  expect(placeText({ account: prod, region: "eu-west-1", range: "36h" }, [prod, dev])).toBe(
    "account:acme-prod region:eu-west-1 last:36h",
  );
});

test("an account name with a blank is quoted and reads back as one name", () => {
  const text = placeText({ account: dev, region: undefined, range: "7d" }, [prod, dev]);
  expect(parseQuery(text).query.accounts).toEqual(["acme dev"]);
});

test("an account whose name another one has too is named by its key", () => {
  const twin = anAccount("other", {
    key: "777788889999",
    profiles: [aProfile("acme-prod", { key: "acme-prod (x)" })],
  });
  expect(placeText({ account: prod, region: undefined, range: "7d" }, [prod, twin])).toContain(
    "account:111122223333",
  );
});

test("an ARN on the clipboard gives resource, account and Region", () => {
  const arn = "arn:aws:lambda:eu-west-1:111122223333:function:checkout";
  expect(clip(`  ${arn}\n`)).toEqual({
    text: `resource:${arn} account:acme-prod region:eu-west-1 last:7d`,
    remark: undefined,
  });
});

test("a bucket's ARN tells neither account nor Region", () => {
  const { query } = parseQuery(clip("arn:aws:s3:::acme-logs").text);
  expect(query).toMatchObject({ accounts: [], regions: [] });
  expect(query.filters).toEqual([{ field: "resource", negated: false, value: "arn:aws:s3:::acme-logs" }]);
});

test("global services log in the partition's main Region", () => {
  expect(clip("arn:aws:iam::111122223333:role/Admin").text).toContain("region:us-east-1");
  expect(clip("arn:aws-us-gov:iam::111122223333:role/Admin").text).toContain("region:us-gov-west-1");
});

test("an ARN is found inside quotes, JSON and sentences", () => {
  const arn = "arn:aws:sqs:us-east-1:444455556666:orders";
  for (const text of [`"${arn}"`, `{"Resource": "${arn}"}`, `see ${arn}, it is full`, `(${arn})`]) {
    expect(parseQuery(clip(text).text).query.filters[0]?.value).toBe(arn);
  }
});

test("an account without a profile is remarked on, and the search goes on without it", () => {
  const { text, remark } = clip("arn:aws:sqs:eu-west-1:999900001111:orders");
  expect(remark).toContain("999900001111");
  expect(parseQuery(text).query.accounts).toEqual([]);
});

test("a clipboard without an ARN is a failure that says what to copy", () => {
  for (const text of ["", "hello", "arn:", "arn:aws:s3", "barn:aws:s3:::x"]) {
    expect(() => clip(text)).toThrow(/clipboard holds no ARN/);
  }
});

test("an ARN made to look like query text stays one value", () => {
  const { query } = parseQuery(clip('arn:aws:s3:::x" -user:root account:evil').text);
  expect(query.accounts).toEqual([]);
  expect(query.filters.map(({ field }) => field)).toEqual(["resource"]);
});
