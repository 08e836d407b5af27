import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { suggest, type QuerySuggestion, type SuggestContext } from "../../../src/core/search/suggest.js";
import type { Suggestion } from "../../../src/shared/searchPanel.js";

const seen: Partial<Record<string, { value: string; count: number }[]>> = {
  user: [
    { value: "alice@acme.example", count: 12 },
    { value: "ci-deploy", count: 7 },
  ],
  event: [{ value: "PutBucketPolicy", count: 4 }],
  resource: [{ value: "my bucket", count: 3 }],
};

const context: SuggestContext = {
  values: (field) => seen[field] ?? [],
  accounts: [{ value: "111122223333", description: "acme-prod" }],
  regions: [
    { value: "eu-west-1", description: "Ireland" },
    { value: "us-east-1", description: "N. Virginia" },
  ],
};

/** The line a suggestion makes; `|` is the caret. */
function lines(marked: string): string[] {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  return suggest(text, caret, context).map(
    ({ insert, from, to }) => text.slice(0, from) + insert + text.slice(to),
  );
}

describe("suggestions", () => {
  test("on an empty line are the fields", () => {
    expect(lines("|").slice(0, 3)).toEqual(["user:", "event:", "service:"]);
  });

  test("for the start of a word are fields, and what was seen", () => {
    expect(lines("us|")[0]).toBe("user:");
    expect(lines("last:1d ali|")).toContain("last:1d user:alice@acme.example");
    expect(lines("-us|")[0]).toBe("-user:");
  });

  test("after a colon are the values, those seen first", () => {
    expect(lines("user:|")).toEqual(["user:alice@acme.example", "user:ci-deploy", "user:root"]);
    expect(lines("event:put|")[0]).toBe("event:PutBucketPolicy");
    expect(lines("event:StopL|")).toContain("event:StopLogging");
    expect(lines("outcome:|")).toEqual([
      "outcome:changed",
      "outcome:read",
      "outcome:denied",
      "outcome:failed",
      "outcome:noise",
    ]);
    expect(lines("error:|").slice(0, 2)).toEqual(["error:any", "error:none"]);
    expect(lines("last:|")).toContain("last:90d");
  });

  test("replace only the value the caret is in", () => {
    expect(lines("region:eu-west-1,us| last:1d")).toEqual(["region:eu-west-1,us-east-1 last:1d"]);
    expect(lines("region:eu|,us-east-1")).toContain("region:eu-west-1,us-east-1");
    expect(lines("region:virg|")).toEqual(["region:us-east-1"]);
    expect(lines("account:acme|")).toEqual(["account:111122223333"]);
  });

  test("are quoted where needed", () => {
    expect(lines("resource:my|")).toEqual(['resource:"my bucket"']);
    expect(lines('resource:"my b|')).toEqual(['resource:"my bucket"']);
  });

  test("offer the call that words mean, and leave the words as they are until it is taken", () => {
    expect(lines("who stopped logging|")).toContain("who event:StopLogging");
    expect(lines("stopped logg|")[0]).toBe("event:StopLogging");
    expect(lines("user:x deleting bucket| last:1d")).toContain("user:x event:DeleteBucket last:1d");
    expect(lines('"stopped" "logging|"')).toEqual([]);
  });

  test("for a misspelt field are fields", () => {
    expect(lines("usr:|")).toContain("user:");
  });

  test("whatever the line and the caret, stay inside the line and make one that can be read", () => {
    const pieces = fc.constantFrom(
      "user:",
      "event:Put",
      "-",
      '"',
      "stop ",
      "region:eu,",
      " ",
      "last:",
      "x:y",
      "äö",
      "alice",
      ",",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), fc.nat({ max: 60 }), (parts, position) => {
        const text = parts.join("");
        const caret = Math.min(position, text.length);
        for (const { from, to, insert } of suggest(text, caret, context)) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(text.length);
          const before = parseQuery(text.slice(0, from) + text.slice(to)).problems.length;
          expect(
            parseQuery(text.slice(0, from) + insert + text.slice(to)).problems.length,
          ).toBeLessThanOrEqual(before + 1);
        }
      }),
    );
  });
});

test("the page and the core mean the same suggestions", () => {
  const toPage = (found: readonly QuerySuggestion[]): readonly Suggestion[] => found;
  expect(toPage(suggest("", 0, context)).length).toBeGreaterThan(0);
});
