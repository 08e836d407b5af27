import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { RawRecords, recordFileName } from "../../../src/host/search/rawRecords.js";
import { anEvent } from "./fakes.js";

test("a record is printed with its keys in the order they were delivered", () => {
  const records = new RawRecords(english);
  records.keep(anEvent({ id: "a", raw: { zeta: 1, alpha: { b: "<b>", a: 2 } } }));
  expect(records.text("a")).toBe('{\n  "zeta": 1,\n  "alpha": {\n    "b": "<b>",\n    "a": 2\n  }\n}\n');
});

test("a record that is gone says so and how to get it back, as valid JSON", () => {
  const sentence: unknown = JSON.parse(new RawRecords(english).text("4f7c"));
  expect(sentence).toContain('Search for "id:4f7c"');
});

test("the oldest records go when there are too many, and the newest always stays", () => {
  const records = new RawRecords(english, { records: 2, characters: 1_000 });
  for (const id of ["a", "b", "c"]) records.keep(anEvent({ id, raw: { id } }));
  expect(["a", "b", "c"].map((id) => records.text(id).includes("no longer"))).toEqual([true, false, false]);
  records.keep(anEvent({ id: "big", raw: { text: "x".repeat(5_000) } }));
  expect(["b", "c", "big"].map((id) => records.text(id).includes("no longer"))).toEqual([true, true, false]);
});

test("opening a record again counts it as new and not twice", () => {
  const records = new RawRecords(english, { records: 2, characters: 1_000 });
  for (const id of ["a", "b", "a", "c"]) records.keep(anEvent({ id, raw: { id } }));
  expect(["a", "b", "c"].map((id) => records.text(id).includes("no longer"))).toEqual([false, true, false]);
});

test("a file is named after the event, whatever stands in its fields", () => {
  expect(recordFileName(anEvent({ name: "PutBucketPolicy", id: "4f7c-11" }))).toBe(
    "PutBucketPolicy-4f7c-11.json",
  );
  expect(recordFileName(anEvent({ name: "../../<b>:x", id: "a/b\\c?d" }))).toBe(".._..__b__x-a_b_c_d.json");
  expect(recordFileName(anEvent({ name: "", id: "x".repeat(5_000) })).length).toBeLessThan(100);
});
