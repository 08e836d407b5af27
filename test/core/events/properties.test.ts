import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json.js";
import { english } from "../../../src/core/base/translate.js";
import { explain } from "../../../src/core/events/explain.js";
import { facts } from "../../../src/core/events/facts.js";
import { readDocument } from "../../../src/core/events/reader/document.js";
import { sentence } from "../../../src/core/events/sentence/sentence.js";
import { aRecord, realRecords } from "./builders.js";

const texts = realRecords();
const folder = new URL("../../fixtures/documents/", import.meta.url);
const documents = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));

/** What must not reach a page or a terminal as it is: control, bidi and invisible characters, save isolates. */
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2067\ufeff]/;

/** Runs reader and model over a file; everything that comes back is sound, or the test fails. */
function survive(content: Uint8Array | string): { readonly events: number; readonly problems: number } {
  let events = 0;
  let problems = 0;
  for (const item of readDocument(content)) {
    if ("problem" in item) {
      problems++;
      expect(item.problem.reason).not.toBe("");
      continue;
    }
    events++;
    const insight = explain(item.event);
    const told = sentence(item.event, insight, { t: english, nowMs: 0, locale: "en" });
    if (told === "" || UNSAFE.test(told)) expect(told).toBe("a safe sentence");
    for (const { value } of facts(item.event, insight, english))
      if (UNSAFE.test(value)) expect(value).toBe("safe");
  }
  return { events, problems };
}

const log = (records: readonly unknown[]): string => JSON.stringify({ Records: records });
const fixed = { seed: 20261125, numRuns: 300 };

describe("any damage to a real file gives events and problems that account for all of it", () => {
  test("a log cut off anywhere keeps every record before the cut", () => {
    const whole = `{"Records":[${texts.join(",")}]}`;
    const ends = texts.map((_, index) => `{"Records":[${texts.slice(0, index + 1).join(",")}`.length);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 3 }), (length) => {
        const { events, problems } = survive(whole.slice(0, length));
        const before = ends.filter((end) => end <= length).length;
        expect(events).toBe(before);
        if (before < texts.length && !ends.includes(length) && length > 13)
          expect(problems).toBeGreaterThan(0);
      }),
      fixed,
    );
  });

  test("one character anywhere replaced by another loses one record at most", () => {
    const whole = `{"Records":[${texts.join(",")}]}`;
    const place = fc.integer({ min: 12, max: whole.length - 3 });
    fc.assert(
      fc.property(
        place,
        fc.constantFrom("{", "}", "[", "]", '"', ",", ":", "\\", "\n", "\u0000", "x"),
        (at, by) => {
          const { events, problems } = survive(whole.slice(0, at) + by + whole.slice(at + 1));
          expect(events).toBeGreaterThanOrEqual(texts.length - 2);
          expect(events + problems).toBeGreaterThanOrEqual(texts.length);
        },
      ),
      fixed,
    );
  });

  test("bytes of files of every shape cut out, doubled or overwritten", () => {
    const file = fc.constantFrom(...documents);
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(file, place, place, fc.uint8Array({ maxLength: 12 }), (bytes, from, to, by) => {
        const a = Math.floor(bytes.length * from);
        const b = Math.floor(bytes.length * to);
        survive(Buffer.concat([bytes.subarray(0, a), by, bytes.subarray(b)]));
      }),
      { ...fixed, numRuns: 600 },
    );
  });

  test("any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void survive(text)),
      fixed,
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => void survive(text)),
      fixed,
    );
  });

  test("lines of which any are broken: each is an event or a problem", () => {
    const line = fc.constantFrom(...texts);
    const broken = fc.tuple(line, fc.integer({ min: 2, max: 400 })).map(([text, cut]) => text.slice(0, -cut));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, broken), { minLength: 1, maxLength: 12 }), (lines) => {
        const good = lines.filter((text) => texts.includes(text)).length;
        expect(survive(lines.join("\n"))).toEqual({ events: good, problems: lines.length - good });
      }),
      { ...fixed, numRuns: 150 },
    );
  });
});

describe("size", () => {
  test("a megabyte in every field", () => {
    const big = "x".repeat(1_000_000);
    const fields = Object.fromEntries(Object.keys(aRecord()).map((key) => [key, big]));
    const kept = { eventTime: "2026-11-20T12:00:00Z", userIdentity: { type: "IAMUser", userName: big } };
    expect(survive(log([{ ...fields, ...kept }]))).toEqual({ events: 1, problems: 0 });
  });

  test("ten thousand elements", () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({
      instanceId: `i-${String(index).padStart(17, "0")}`,
    }));
    const record = aRecord({ requestParameters: { instancesSet: { items } }, resources: items });
    expect(survive(log([record]))).toEqual({ events: 1, problems: 0 });
  });

  test("nesting ten thousand deep, whole and cut off", () => {
    const deep = `${'{"a":['.repeat(10_000)}1${"]}".repeat(10_000)}`;
    const text = log([aRecord({ requestParameters: { here: "DEEP" } }), aRecord()]).replace('"DEEP"', deep);
    expect(survive(text)).toEqual({ events: 2, problems: 0 });
    expect(survive(`{"Records":[${'[{"a":'.repeat(10_000)}`).events).toBe(0);
    survive('[{"eventName":'.repeat(10_000));
    survive(`[${'{"a":[{"b":"c"},'.repeat(3_000)}`);
  });

  test("a hundred thousand lines that are no JSON", () => {
    expect(survive("a line of a letter\n".repeat(100_000))).toEqual({ events: 0, problems: 1 });
  });
});

describe("values of the wrong kind", () => {
  test.each([
    "",
    "never",
    "2026-13-45T99:99:99Z",
    "0000-00-00",
    -1,
    1e300,
    true,
    null,
    [],
    {},
    "2026-02-30T00:00:00Z",
  ])("an eventTime of %j is a problem", (eventTime) => {
    expect(survive(log([aRecord({ eventTime })]))).toEqual({ events: 0, problems: 1 });
  });

  test("numbers, lists and objects where texts belong", () => {
    const names = Object.keys(aRecord()).filter((key) => key !== "eventTime");
    const wrong = fc.constantFrom<(JsonObject[string] | undefined)[]>(
      0,
      -1.5,
      true,
      null,
      [],
      [1],
      {},
      { a: 1 },
      "",
    );
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), wrong, (keys, value) => {
        const fields = Object.fromEntries(keys.map((key) => [key, value ?? null]));
        const { events, problems } = survive(log([aRecord(fields)]));
        expect(events + problems).toBe(1);
      }),
      fixed,
    );
  });
});

describe("what attackers type", () => {
  test("keys that reach for the prototype change nothing, in JSON and in tables", () => {
    const hostile =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"bucketName":"logs"}';
    const record = JSON.stringify(aRecord({ requestParameters: {}, userIdentity: {} })).replaceAll(
      "{}",
      hostile,
    );
    survive(`{"Records":[${record}],"__proto__":{"polluted":1}}`);
    survive(record.replace("{", '{"__proto__":{"eventName":"polluted"},'));
    survive("eventName,eventTime,__proto__,constructor\nX,2026-11-20T12:00:00Z,polluted,polluted");
    survive(
      '{"QueryResultRows":[[{"__proto__":"polluted"},{"eventname":"X"},{"eventtime":"2026-11-20 12:00:00"}]]}',
    );
    survive("useridentity,eventname,eventtime\n{__proto__={polluted=1}},X,2026-11-20T12:00:00Z");
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("right-to-left marks, control and invisible characters do not reach sentences, facts or reasons", () => {
    const nasty = "a\u202egnp.exe\u0000\u001b[31m\u0085\u200b\ufeff\u2028b";
    const record = aRecord({
      userIdentity: { type: "IAMUser", userName: nasty, accountId: nasty },
      eventName: `Put${nasty}`,
      requestParameters: { bucketName: nasty },
      sourceIPAddress: nasty,
      userAgent: nasty,
      errorCode: nasty,
      errorMessage: nasty,
    });
    expect(survive(log([record]))).toEqual({ events: 1, problems: 0 });
    const reasons = [
      ...readDocument(JSON.stringify({ [nasty]: 1 })),
      ...readDocument(log([record, nasty, { [nasty]: 1 }, aRecord({ eventTime: nasty })])),
      ...readDocument(`${log([record]).slice(0, 20)}\u202e`),
    ].flatMap((item) => ("problem" in item ? [item.problem.reason] : []));
    expect(reasons).toHaveLength(5);
    expect(reasons.filter((reason) => UNSAFE.test(reason))).toEqual([]);
  });
});
