import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "../../../src/core/events/explain.js";
import { containsTest, globTest } from "../../../src/core/search/glob.js";
import { addressTest } from "../../../src/core/search/ipTest.js";
import { matcherOf } from "../../../src/core/search/matches.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { toRow } from "../../../src/core/search/toRow.js";
import { splitApiName, stemOf } from "../../../src/core/search/wordTest.js";
import { anEvent, type EventSketch } from "./builders.js";

function matches(text: string, sketch: EventSketch): boolean {
  const { query, problems } = parseQuery(text);
  expect(problems).toEqual([]);
  const event = anEvent(sketch);
  const insight = explain(event);
  return matcherOf(query)?.(event, insight, toRow(event, insight)) ?? true;
}

const session: EventSketch = {
  identity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEEXAMPLEID:alice@acme.example",
    arn: "arn:aws:sts::111122223333:assumed-role/Admin/alice@acme.example",
    accountId: "111122223333",
    accessKeyId: "ASIAEXAMPLEKEY000002",
    sessionContext: {
      sessionIssuer: { type: "Role", userName: "Admin", arn: "arn:aws:iam::111122223333:role/path/Admin" },
      sourceIdentity: "alice.long",
    },
  },
};

describe("who", () => {
  test.each([
    ["user:alice@acme.example", true],
    ["user:ALICE@acme.example", true],
    ["user:alice", true],
    ["user:alice.long", true],
    ["user:Admin", true],
    ["user:arn:aws:iam::111122223333:role/path/Admin", true],
    ["user:AROAEXAMPLEEXAMPLEID:alice@acme.example", true],
    ["user:ali", false],
    ["user:ali*", true],
    ["user:bob,alice", true],
    ["-user:alice", false],
    ["-user:bob", true],
  ])("%s of a role session: %s", (text, wanted) => {
    expect(matches(text, session)).toBe(wanted);
  });

  test("root and services go by these names", () => {
    const root = {
      identity: { type: "Root", principalId: "111122223333", arn: "arn:aws:iam::111122223333:root" },
    };
    expect(matches("user:root", root)).toBe(true);
    const service = { identity: { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" } };
    expect(matches("user:autoscaling.amazonaws.com", service)).toBe(true);
    expect(matches("user:root", service)).toBe(false);
  });

  test("an event without userIdentity matches no user and breaks nothing", () => {
    expect(matches("user:alice", { record: { userIdentity: null } })).toBe(false);
  });
});

describe("what and on what", () => {
  test.each([
    ["event:PutBucketPolicy", true],
    ["event:putbucketpolicy", true],
    ["event:Put*", true],
    ["event:*Policy", true],
    ["event:Put*Acl", false],
    ["event:PutBucket", false],
    ["service:s3", true],
    ["service:s3.amazonaws.com", true],
    ["-service:kms", true],
    ["resource:logs-prod", true],
    ["resource:arn:aws:s3:::logs-prod", true],
    ["resource:logs", false],
    ["resource:*prod", true],
    ["type:AWS::S3::Bucket", true],
    ["type:*bucket", true],
    ["access:write", true],
    ["access:read", false],
    ["key:AKIAEXAMPLEKEY000001", true],
    ["recipient:111122223333", true],
    ["id:11111111-1111-4111-8111-111111111111", true],
    ["request:request-11111111-1111-4111-8111-111111111111", true],
    ["event:Put* service:ec2", false],
  ])("%s: %s", (text, wanted) => {
    const sketch = {
      id: "11111111-1111-4111-8111-111111111111",
      resources: [{ type: "AWS::S3::Bucket", name: "arn:aws:s3:::logs-prod" }],
    };
    expect(matches(text, sketch)).toBe(wanted);
  });

  test("an API name on record with its version is found with and without it", () => {
    const sketch = { name: "CreateFunction20150331", source: "lambda.amazonaws.com" };
    expect(matches("event:CreateFunction", sketch)).toBe(true);
    expect(matches("event:CreateFunction20150331", sketch)).toBe(true);
  });
});

describe("how it went", () => {
  const denied = { record: { errorCode: "Client.UnauthorizedOperation" } };

  test.each<[string, EventSketch, boolean]>([
    ["error:any", denied, true],
    ["error:any", {}, false],
    ["error:none", {}, true],
    ["-error:any", denied, false],
    ["error:client.unauthorizedoperation", denied, true],
    ["error:*Unauthorized*", denied, true],
    ["error:AccessDenied", denied, false],
    ["error:*", {}, false],
    ["outcome:denied", denied, true],
    ["outcome:changed", denied, false],
    ["outcome:changed", {}, true],
  ])("%s", (text, sketch, wanted) => {
    expect(matches(text, sketch)).toBe(wanted);
  });
});

describe("words", () => {
  test.each([
    ["who stopped logging", true],
    ["stopping", true],
    ["StopLogging", true],
    ["stoplog", true],
    ["deleted", false],
    ["main-trail", true],
    ["aws-cli", true],
    ["203.0.113.7", true],
    ['"name":"main-trail"', true],
    ["main*trail", true],
    ["alice main-trail", true],
    ["bob main-trail", false],
  ])("%s: %s", (text, wanted) => {
    const sketch = {
      name: "StopLogging",
      source: "cloudtrail.amazonaws.com",
      record: { requestParameters: { name: "main-trail" } },
    };
    expect(matches(text.startsWith('"') ? `"${text.replaceAll('"', '\\"')}"` : text, sketch)).toBe(wanted);
  });

  test("a wildcard does not reach from one field of the record into another", () => {
    const sketch = { record: { requestParameters: { first: "aaa", second: "bbb" } } };
    expect(matches("a*a", sketch)).toBe(true);
    expect(matches("aaa*bbb", sketch)).toBe(false);
  });

  test("resources that only the archive lists are found", () => {
    expect(matches("hidden-name", { resources: [{ type: "AWS::S3::Bucket", name: "hidden-name" }] })).toBe(
      true,
    );
  });

  test("a field of 256 kB is searched to its end", () => {
    const long = `${"x".repeat(262_144)}needle`;
    expect(matches("needle", { record: { requestParameters: { long } } })).toBe(true);
  });
});

test("forms of one verb share a stem, other words keep theirs", () => {
  for (const word of ["stop", "stops", "stopped", "stopping"]) expect(stemOf(word)).toBe("stop");
  for (const word of ["delete", "deletes", "deleted", "deleting"])
    expect(stemOf(word)).toBe(stemOf("Delete"));
  for (const word of ["modify", "modifies", "modified"]) expect(stemOf(word)).toBe("modify");
  expect(stemOf("access")).toBe("access");
  expect(stemOf("put")).toBe("put");
  expect(splitApiName("CreateDBInstance")).toEqual(["create", "db", "instance"]);
});

test("IPv4 networks hold their addresses", () => {
  const inside = addressTest("203.0.113.0/25");
  expect(["203.0.113.0", "203.0.113.127", "203.0.113.128", "s3.amazonaws.com", ""].map(inside)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(addressTest("203.0.113.*")("203.0.113.200")).toBe(true);
  expect(addressTest("0.0.0.0/0")("8.8.8.8")).toBe(true);
  expect(addressTest("1.2.3.4/99")("1.2.3.4")).toBe(false);
});

describe("wildcards", () => {
  const literal = fc.string({ maxLength: 12 }).map((text) => text.replaceAll("*", "+"));

  test("without a star compare the whole text literally, whatever characters it has", () => {
    fc.assert(
      fc.property(literal, literal, (pattern, text) => {
        expect(globTest(pattern)(text.toLowerCase())).toBe(pattern.toLowerCase() === text.toLowerCase());
      }),
    );
  });

  test("match every text that is made of the pattern's parts in order", () => {
    fc.assert(
      fc.property(
        fc.array(literal, { minLength: 1, maxLength: 5 }),
        fc.array(literal, { minLength: 5, maxLength: 5 }),
        (parts, fill) => {
          const text = parts.map((part, index) => (index === 0 ? part : (fill[index] ?? "") + part)).join("");
          expect(globTest(parts.join("*"))(text.toLowerCase())).toBe(true);
          expect(globTest(`*${parts.join("*")}*`)(`x${text}y`.toLowerCase())).toBe(true);
        },
      ),
    );
  });

  test("agree with a regular expression made of escaped parts", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 10 });
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const source = pattern
          .split("*")
          .map((part) => part.replaceAll(".", "\\."))
          .join(".*");
        expect(globTest(pattern)(text)).toBe(new RegExp(`^${source}$`).test(text));
        expect(containsTest(pattern)(text)).toBe(new RegExp(source).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("many stars over a long text end at once", () => {
    const pattern = `${"a*".repeat(200)}b`;
    expect(globTest(pattern)("a".repeat(262_144))).toBe(false);
    expect(containsTest(pattern)("a".repeat(262_144))).toBe(false);
  });
});

test("a query that asks for nothing has no predicate", () => {
  expect(matcherOf(parseQuery("last:1d region:eu-west-1").query)).toBeUndefined();
});
