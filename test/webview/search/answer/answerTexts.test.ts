import { expect, test } from "vitest";
import type { Asked, AskedScope } from "../../../../src/shared/searchData.js";
import { askedParts } from "../../../../webview/search/answer/answerTexts.js";
import { Formats } from "../../../../webview/ui/format.js";

const formats = new Formats("en", true);
const scope = (fields: Partial<AskedScope>): AskedScope => ({
  account: "111122223333",
  accountId: "111122223333",
  region: "eu-west-1",
  attribute: "Username=alice",
  pages: 3,
  cachedPages: 0,
  reachedMs: 0,
  state: "complete",
  ...fields,
});
const asked = (scopes: readonly AskedScope[], filteredHere: readonly string[] = []): Asked => ({
  fromMs: Date.UTC(2026, 10, 16),
  toMs: Date.UTC(2026, 10, 23),
  scopes,
  filteredHere,
  received: 0,
  duplicates: 0,
  unreadable: 0,
});

test("one Region is named, several are counted", () => {
  expect(askedParts(asked([scope({})]), formats)[0]).toBe("eu-west-1");
  expect(askedParts(asked([scope({}), scope({ region: "us-east-1" })]), formats)[0]).toBe("2 Regions");
});

test("pages say how many came from the cache", () => {
  const parts = askedParts(asked([scope({ pages: 20, cachedPages: 7 })]), formats);
  expect(parts).toContain("27 pages (7 from the cache)");
});

test("what the service could not filter by is said", () => {
  const parts = askedParts(
    asked([scope({ attribute: undefined })], ["-service:kms", "outcome:changed"]),
    formats,
  );
  expect(parts).toContain("all events");
  expect(parts.at(-1)).toBe("filtered here: -service:kms outcome:changed");
});

test("accounts are counted when there are several", () => {
  const parts = askedParts(asked([scope({}), scope({ account: "444455556666" })]), formats);
  expect(parts[0]).toBe("2 accounts");
});
