import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../../src/core/base/json.js";
import { english } from "../../../src/core/base/translate.js";
import { explain } from "../../../src/core/events/explain.js";
import { facts } from "../../../src/core/events/facts.js";
import { readLookupRow } from "../../../src/core/events/reader/lookupRow.js";
import { readRecord, type RecordRead } from "../../../src/core/events/reader/record.js";
import { sentence } from "../../../src/core/events/sentence/sentence.js";
import { aRecord, realRecords } from "./builders.js";

const texts = realRecords();
const records = texts.map((text) => JSON.parse(text) as JsonObject);

/** Runs the whole model; what comes back is sound or the test fails. */
function survive(read: RecordRead): void {
  if ("problem" in read) {
    expect(read.problem.reason).not.toBe("");
    return;
  }
  const { event } = read;
  const insight = explain(event);
  expect(Number.isFinite(event.timeMs)).toBe(true);
  expect(event.id).not.toBe("");
  expect(insight.actor.name).not.toBe("");
  for (const { id } of insight.resources) expect(id).not.toBe("");
  expect(sentence(event, insight, { t: english, nowMs: 0, locale: "en" })).not.toBe("");
  expect(facts(event, insight, english).length).toBeGreaterThan(0);
}

/** Every place inside a value that can be put something else into. */
function places(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => places(item, [...path, index]))];
  if (isObject(value))
    return [path, ...Object.keys(value).flatMap((key) => places(value[key], [...path, key]))];
  return [path];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? replaced(item, rest, by) : item));
  if (!isObject(value)) return value;
  return { ...value, [step]: replaced(value[step], rest, by) };
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    undefined,
    Number.NaN,
    -0,
    1e308,
    "__proto__",
    "constructor",
    "arn:",
    "arn:aws:iam::1:role/",
    "HIDDEN_DUE_TO_SECURITY_REASONS",
  ),
  fc.string({ unit: "binary" }),
);

describe("any damage to a real record gives an event or a problem, never a throw", () => {
  const mutated = fc
    .constantFrom(...records)
    .chain((record) =>
      fc.tuple(fc.constantFrom(...places(record)), anything).map(([path, by]) => replaced(record, path, by)),
    );

  test("one value anywhere replaced by anything", () => {
    fc.assert(
      fc.property(mutated, (record) => survive(readRecord(record, 0))),
      { numRuns: 1_500 },
    );
  });

  test("the text cut off anywhere, as the record of a lookup row", () => {
    const cut = fc.tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }));
    const property = fc.property(cut, fc.option(fc.integer()), ([text, part], time) => {
      const row = {
        EventName: "X",
        ...(time !== null && { EventTimeMs: time }),
        CloudTrailEvent: text.slice(0, text.length * part),
      };
      survive(readLookupRow(row, 0, { accountId: "1", region: "r" }));
    });
    fc.assert(property, { numRuns: 500 });
  });

  test("values that are no records at all", () => {
    fc.assert(
      fc.property(anything, (value) => survive(readRecord(value, 0))),
      { numRuns: 500 },
    );
  });

  test("requests and answers of any shape", () => {
    const shape = fc.record({
      eventName: fc.string(),
      eventSource: fc.string(),
      requestParameters: anything,
      responseElements: anything,
      userIdentity: anything,
      resources: anything,
    });
    fc.assert(
      fc.property(shape, (fields) => survive(readRecord({ ...aRecord(), ...fields }, 0))),
      { numRuns: 1_000 },
    );
  });
});

describe("size", () => {
  test("a megabyte in every field", () => {
    const big = "x".repeat(1_000_000);
    const fields = Object.fromEntries(
      Object.keys(aRecord()).map((key) => [key, key === "eventTime" ? "2026-11-20T12:00:00Z" : big]),
    );
    survive(readRecord(fields, 0));
    survive(
      readRecord(
        aRecord({
          userIdentity: { type: big, arn: `arn:aws:sts::1:assumed-role/${big}/${big}`, principalId: big },
        }),
        0,
      ),
    );
    survive(readRecord(aRecord({ requestParameters: { bucketName: big, policy: big, [big]: big } }), 0));
  });

  test("ten thousand elements", () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `i-${index.toString(16).padStart(17, "0")}`);
    const items = ids.map((instanceId) => ({ instanceId }));
    const read = readRecord(
      aRecord({
        eventSource: "ec2.amazonaws.com",
        eventName: "StopInstances",
        requestParameters: { instancesSet: { items } },
        resources: items,
      }),
      0,
    );
    survive(read);
    if ("event" in read) expect(explain(read.event).resources.length).toBeLessThanOrEqual(200);
  });

  test("nesting a hundred thousand deep", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`) as Json;
    survive(readRecord(aRecord({ requestParameters: deep as JsonObject, eventID: undefined }), 0));
    survive(
      readRecord(aRecord({ eventName: "PutBucketPolicy", requestParameters: { bucketPolicy: deep } }), 0),
    );
    survive(readRecord(aRecord({ userIdentity: deep as JsonObject }), 0));
  });

  test("patterns that would trap a careless regular expression", () => {
    for (const trap of [
      "a-".repeat(50_000),
      "Terraform/".repeat(50_000),
      "console.".repeat(50_000),
      "-".repeat(100_000),
      "aws-sdk-js-".repeat(9),
    ]) {
      survive(
        readRecord(
          aRecord({
            userAgent: trap,
            eventName: trap,
            sourceIPAddress: trap,
            errorMessage: `on resource: arn:${trap}`,
          }),
          0,
        ),
      );
      survive(
        readRecord(
          aRecord({
            userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::1:assumed-role/${trap}/${trap}` },
          }),
          0,
        ),
      );
    }
  });
});

describe("keys that reach for the prototype", () => {
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","hasOwnProperty":"y","bucketName":"logs"}',
  ) as JsonObject;

  test("change nothing and are kept", () => {
    const record = {
      ...aRecord({ requestParameters: hostile, responseElements: hostile, userIdentity: hostile }),
      toString: "x",
    };
    const read = readRecord(record, 0);
    survive(read);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(read).toHaveProperty("event.raw", record);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])(
    "are no service, API, type or agent: %s",
    (word) => {
      survive(
        readRecord(
          aRecord({
            eventSource: `${word}.amazonaws.com`,
            eventName: word,
            userAgent: word,
            errorCode: word,
          }),
          0,
        ),
      );
      survive(
        readRecord(
          aRecord({
            requestParameters: { [`${word}Name`]: "x" },
            resources: [{ ARN: `arn:aws:${word}:::${word}/x`, type: `AWS::${word}::${word}` }],
          }),
          0,
        ),
      );
    },
  );
});
