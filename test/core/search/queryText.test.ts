import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Filter, FilterField, Query } from "../../../src/core/search/query.js";
import { fixedValues, marks, outcomes, queryKeys, viaTools } from "../../../src/core/search/queryFields.js";
import { canonicalQuery, formatQuery, parseQuery } from "../../../src/core/search/queryText.js";
import { openEndMs } from "../../../src/core/search/queryTime.js";

const day = 86_400_000;

const filters = (text: string): readonly string[] =>
  parseQuery(text).query.filters.map(({ field, negated, value }) => `${negated ? "-" : ""}${field}=${value}`);

describe("reading a query line", () => {
  test("fields, alternatives, exclusions, quotes, accounts, Regions and time", () => {
    const { query, problems } = parseQuery(
      'user:alice event:Put*,Delete* -service:kms error:any access:write resource:"my bucket" account:acme-prod region:eu-west-1,us-east-1 last:7d stopped "a phrase"',
    );
    expect(problems).toEqual([]);
    expect(query).toEqual({
      range: { kind: "last", ms: 7 * day },
      accounts: ["acme-prod"],
      regions: ["eu-west-1", "us-east-1"],
      filters: [
        { field: "user", negated: false, value: "alice" },
        { field: "event", negated: false, value: "Put*" },
        { field: "event", negated: false, value: "Delete*" },
        { field: "service", negated: true, value: "kms" },
        { field: "error", negated: false, value: "any" },
        { field: "access", negated: false, value: "write" },
        { field: "resource", negated: false, value: "my bucket" },
      ],
      words: ["stopped", "a phrase"],
    });
  });

  test("names of fields and fixed values count whatever their case, and other common names are known", () => {
    expect(filters("User:alice EVENTNAME:Put* Outcome:Denied via:aws* tool:terraform")).toEqual([
      "user=alice",
      "event=Put*",
      "outcome=denied",
      "via=aws*",
      "via=Terraform",
    ]);
  });

  test("values of one field typed apart become alternatives side by side", () => {
    expect(formatQuery(parseQuery("event:A user:x event:B event:a").query)).toBe("event:A,B user:x last:7d");
  });

  test("text that only looks like a field stays text", () => {
    const { query, problems } = parseQuery(
      "arn:aws:s3:::logs https://example.com/x s3:GetObject AROAEXAMPLEEXAMPLEID:alice 10:30",
    );
    expect(problems).toEqual([]);
    expect(query.words).toEqual([
      "arn:aws:s3:::logs",
      "https://example.com/x",
      "s3:GetObject",
      "AROAEXAMPLEEXAMPLEID:alice",
      "10:30",
    ]);
  });

  test("an ARN is a value like any other", () => {
    expect(filters("resource:arn:aws:iam::111122223333:role/Deploy")).toEqual([
      "resource=arn:aws:iam::111122223333:role/Deploy",
    ]);
  });

  test("quotes and backslashes inside quotes are escaped by a backslash, other backslashes are themselves", () => {
    expect(filters(String.raw`resource:"say \"hi\" \\ C:\new",b`)).toEqual([
      String.raw`resource=say "hi" \ C:\new`,
      "resource=b",
    ]);
  });

  test("a question is read by its words that carry meaning", () => {
    expect(parseQuery("who stopped logging").query.words).toEqual(["stopped", "logging"]);
    expect(parseQuery("When did alice delete the bucket?").query.words).toEqual([
      "alice",
      "delete",
      "bucket",
    ]);
    expect(parseQuery("user:bob who is it").query.words).toEqual([]);
  });

  test("text that is no question is taken word for word", () => {
    expect(parseQuery("the bucket who").query.words).toEqual(["the", "bucket", "who"]);
    expect(parseQuery('"who" stopped the').query.words).toEqual(["who", "stopped", "the"]);
  });

  test("no time means the default range, which a caller may choose", () => {
    expect(parseQuery("").query.range).toEqual({ kind: "last", ms: 7 * day });
    expect(parseQuery("", { defaultRange: { kind: "last", ms: day } }).query.range).toEqual({
      kind: "last",
      ms: day,
    });
  });
});

describe("times in a query line", () => {
  const range = (text: string): unknown => parseQuery(text).query.range;

  test.each([
    ["last:30m", 30 * 60_000],
    ["last:24h", day],
    ["last:2w", 14 * day],
    ["LAST:120d", 120 * day],
  ])("%s counts back", (text, ms) => {
    expect(range(text)).toEqual({ kind: "last", ms });
  });

  test.each([
    [
      "from:2026-11-01T00:00Z to:2026-11-02T12:30:15Z",
      "2026-11-01T00:00:00.000Z",
      "2026-11-02T12:30:15.000Z",
    ],
    ["from:2026-11-01T00:00 to:2026-11-01T01:00", "2026-11-01T00:00:00.000Z", "2026-11-01T01:00:00.000Z"],
    [
      "from:2026-11-01T00:00+02:00 to:2026-11-01T00:00-0530",
      "2026-10-31T22:00:00.000Z",
      "2026-11-01T05:30:00.000Z",
    ],
    ["from:2026-11-01 to:2026-11-03", "2026-11-01T00:00:00.000Z", "2026-11-04T00:00:00.000Z"],
    ["since:2026-02-28T23:59:59.5Z until:2026-03-01", "2026-02-28T23:59:59.500Z", "2026-03-02T00:00:00.000Z"],
  ])("%s", (text, from, to) => {
    expect(range(text)).toEqual({ kind: "exact", fromMs: Date.parse(from), toMs: Date.parse(to) });
  });

  test("one end alone leaves the other open and is written so", () => {
    expect(range("from:2026-11-01")).toEqual({
      kind: "exact",
      fromMs: Date.parse("2026-11-01"),
      toMs: openEndMs,
    });
    expect(formatQuery(parseQuery("from:2026-11-01").query)).toBe("from:2026-11-01T00:00Z");
    expect(formatQuery(parseQuery("to:2026-11-01").query)).toBe("to:2026-11-02T00:00Z");
  });

  test("a range longer than 90 days is no problem", () => {
    expect(parseQuery("from:2020-01-01 to:2026-01-01").problems).toEqual([]);
  });
});

describe("problems of a query line", () => {
  test.each([
    ["a usr:alice b", 2, 6, 'There is no field "usr". Did you mean "user"?'],
    ["-evnet:Put*", 1, 7, 'There is no field "evnet". Did you mean "event"?'],
    [
      "colour:red",
      0,
      7,
      'There is no field "colour". To search for this text as it stands, put it in quotes.',
    ],
    ['resource:"my bucket', 9, 19, 'This quote is not closed. Add a " at its end.'],
    ['x "open', 2, 7, 'This quote is not closed. Add a " at its end.'],
    ["user:", 0, 5, '"user:" needs a value.'],
    [
      "from:yesterday",
      5,
      14,
      '"yesterday" is not a date such as 2026-11-01 or a time such as 2026-11-01T14:30Z.',
    ],
    [
      "from:2026-02-30",
      5,
      15,
      '"2026-02-30" is not a date such as 2026-11-01 or a time such as 2026-11-01T14:30Z.',
    ],
    ["last:7x", 5, 7, '"7x" is not a span of time such as 30m, 24h, 7d or 2w.'],
    ["last:7d last:1d", 8, 15, '"last:" can be given only once.'],
    ["last:7d from:2026-11-01", 0, 7, 'Give either "last:" or "from:" and "to:", not both.'],
    ["region:europe", 7, 13, '"europe" is not a Region code such as eu-west-1.'],
    ["outcome:denyed", 8, 14, '"outcome:" does not know "denyed". Did you mean "denied"?'],
    ["access:both", 7, 11, '"access:" takes one of: read, write.'],
    ["-region:eu-west-1", 0, 17, '"region:" cannot be excluded.'],
    [
      "-word",
      0,
      5,
      "A plain word cannot be excluded. Exclude by a field, as in -event:Get*, or quote the text.",
    ],
  ])("%s", (text, from, to, message) => {
    expect(parseQuery(text).problems).toEqual([{ from, to, message }]);
  });

  test("a range that ends before it begins is told for both ends and not searched", () => {
    const { query, problems, broken } = parseQuery("from:2026-11-02T00:00Z to:2026-11-01T00:00Z");
    expect(problems.map(({ from, to }) => [from, to])).toEqual([
      [0, 22],
      [23, 43],
    ]);
    expect(broken).toEqual(["from:2026-11-02T00:00Z", "to:2026-11-01T00:00Z"]);
    expect(query.range.kind).toBe("last");
  });

  test("the pieces without a problem still count", () => {
    const { query, broken } = parseQuery('usr:alice event:Put* last:soon resource:"x');
    expect(query.filters).toEqual([{ field: "event", negated: false, value: "Put*" }]);
    expect(broken).toEqual(["usr:alice", "last:soon", 'resource:"x']);
  });

  test("messages go through the translator", () => {
    const { problems } = parseQuery("usr:alice", { t: (message, ...args) => [message, ...args].join("|") });
    expect(problems[0]?.message).toBe('There is no field "{0}". Did you mean "{1}"?|usr|user');
  });

  test("no text makes it throw, and offsets lie inside the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        for (const { from, to } of parseQuery(text).problems) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

const anyValue = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    "my bucket",
    "a,b",
    '"',
    "\\",
    'say "hi"',
    "-x",
    "Put*",
    "user:alice",
    "who",
    "?",
    "arn:aws:s3:::x",
  ),
);

const anyFilter: fc.Arbitrary<Filter> = fc
  .constantFrom<FilterField>(
    "user",
    "event",
    "service",
    "resource",
    "access",
    "error",
    "via",
    "outcome",
    "mark",
    "ip",
  )
  .chain((field) =>
    fc.record({
      field: fc.constant(field),
      negated: fc.boolean(),
      value: fixedValues(field) ? fc.constantFrom(...(fixedValues(field) ?? [])) : anyValue,
    }),
  );

const anyQuery: fc.Arbitrary<Query> = fc.record({
  range: fc.oneof(
    fc.integer({ min: 1, max: 9_999_999 }).map((seconds) => ({ kind: "last" as const, ms: seconds * 1000 })),
    fc
      .tuple(fc.integer({ min: 1, max: 250_000_000_000 }), fc.integer({ min: 1, max: 10_000_000_000 }))
      .map(([fromMs, ms]) => ({ kind: "exact" as const, fromMs, toMs: fromMs + ms })),
  ),
  accounts: fc.array(anyValue, { maxLength: 3 }),
  regions: fc.uniqueArray(fc.constantFrom("eu-west-1", "us-east-1", "us-gov-west-1"), { maxLength: 3 }),
  filters: fc.array(anyFilter, { maxLength: 6 }),
  words: fc.array(anyValue, { maxLength: 4 }),
});

describe("the canonical form", () => {
  test("reads back as the same query, without problems", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const { query: back, problems } = parseQuery(formatQuery(query));
        expect(problems).toEqual([]);
        expect(back).toEqual(canonicalQuery(query));
      }),
      { numRuns: 500 },
    );
  });

  test("of the canonical form is itself", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const line = formatQuery(parseQuery(text).query);
        expect(formatQuery(parseQuery(line).query)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  test("is one line whatever the values hold", () => {
    const filter = { field: "user", negated: false, value: "a\r\nb" } as const;
    const query: Query = { ...parseQuery("").query, filters: [filter], words: ["x\u2028y"] };
    expect(formatQuery(query)).toBe('user:"a b" "x y" last:7d');
  });
});

test("chips are the filters and then the words, as they stand in the line", () => {
  const chips = parseQuery('-service:kms user:alice,bob "a phrase" stopped').chips;
  expect(chips.map(({ index, text, field }) => [index, text, field])).toEqual([
    [0, "-service:kms", "service"],
    [1, "user:alice", "user"],
    [2, "user:bob", "user"],
    [3, '"a phrase"', "text"],
    [4, "stopped", "text"],
  ]);
});

test("every fixed value and every key is known to the parser", () => {
  for (const value of [...outcomes, ...marks, ...viaTools]) expect(value).not.toBe("");
  for (const key of queryKeys)
    expect(parseQuery(`${key.toUpperCase()}:`).problems[0]?.message).toBe(`"${key}:" needs a value.`);
});
