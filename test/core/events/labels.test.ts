import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { at, isObject } from "../../../src/core/base/json.js";
import { viaTools } from "../../../src/core/search/queryFields.js";
import { labelParts, labelledRecords, type Label } from "./labels/files.js";
import { scoresOf, type Share } from "./labels/score.js";

const folder = fileURLToPath(new URL("../../fixtures/labels", import.meta.url));
const parts = labelParts(folder);
const KINDS = [
  "user",
  "session",
  "identity-center",
  "root",
  "role",
  "service",
  "account",
  "federated",
  "unknown",
];
const CLASSES = ["changed", "read", "denied", "failed", "noise"];

describe.each(parts)("the labels of $part", ({ records, labels }) => {
  test("stand line by line beside their records, each once", () => {
    const names = (lines: readonly string[]): unknown[] => lines.map((line) => at(JSON.parse(line), "n"));
    expect(names(labels)).toEqual(names(records));
    expect(new Set(names(labels)).size).toBe(labels.length);
    expect(records.filter((line) => !isObject(at(JSON.parse(line), "record")))).toEqual([]);
  });

  test("use the words their README lists", () => {
    const bad = labels
      .map((line) => JSON.parse(line) as Label)
      .filter(
        ({ who, kind, via, class: outcome, origin }) =>
          (who.length === 0 && kind !== "unknown") ||
          via.length === 0 ||
          origin === "" ||
          !KINDS.includes(kind) ||
          !via.every((tool) => viaTools.some((known) => known === tool)) ||
          !CLASSES.includes(outcome),
      );
    expect(bad).toEqual([]);
  });

  test("name only what stands in the record", () => {
    const strange = labels.flatMap((line, index) => {
      const label = JSON.parse(line) as Label;
      const record = records[index] ?? "";
      const named = [...label.subjects.flatMap(({ forms }) => forms), ...(label.also ?? [])];
      return named.filter((form) => !stands(record, form)).map((form) => `${label.n}: ${form}`);
    });
    expect(strange).toEqual([]);
  });
});

/** As a whole or inside a longer text, also a text of JSON. */
const stands = (record: string, form: string): boolean => {
  const written = JSON.stringify(form).slice(1, -1);
  return record.includes(written) || record.includes(JSON.stringify(written).slice(1, -1));
};

describe("the event model on labelled records", () => {
  const all = labelledRecords(folder);
  const scores = scoresOf(all);
  const rate = ({ hits, of }: Share): number => hits / of;
  const told = ({ hits, of, misses }: Share): string =>
    `${String(hits)} of ${String(of)}\n${misses.slice(0, 20).join("\n")}`;

  test("is measured on a set worth the name", () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
  });

  test("names the right resource for 95 in 100 writes", () => {
    expect(rate(scores.resourceRight), told(scores.resourceRight)).toBeGreaterThanOrEqual(0.95);
  });

  test("is sure of a wrong resource for 1 in 100 writes at most", () => {
    expect(rate(scores.resourceWrongHigh), told(scores.resourceWrongHigh)).toBeLessThanOrEqual(0.01);
  });

  test("names the right actor for 99 in 100 events", () => {
    expect(rate(scores.actorRight), told(scores.actorRight)).toBeGreaterThanOrEqual(0.99);
  });

  test("tells the right tool for 97 in 100 events", () => {
    expect(rate(scores.viaRight), told(scores.viaRight)).toBeGreaterThanOrEqual(0.97);
  });
});
