import { describe, expect, test } from "vitest";
import { canonicalText, editQuery } from "../../../src/core/search/editQuery.js";
import type { QueryEdit } from "../../../src/core/search/query.js";
import type { QueryChange } from "../../../src/shared/searchPanel.js";

describe("changing a query line", () => {
  test.each<[string, QueryEdit, string]>([
    ["last:1d", { kind: "add", field: "user", value: "alice", negated: false }, "user:alice last:1d"],
    [
      "user:alice last:1d",
      { kind: "add", field: "user", value: "alice", negated: true },
      "-user:alice last:1d",
    ],
    [
      "user:alice last:1d",
      { kind: "add", field: "user", value: "bob", negated: false },
      "user:alice,bob last:1d",
    ],
    ["last:1d", { kind: "add", field: "text", value: "two words", negated: false }, '"two words" last:1d'],
    ["user:a,b x last:1d", { kind: "remove", index: 1 }, "user:a x last:1d"],
    ["user:a,b x last:1d", { kind: "remove", index: 2 }, "user:a,b last:1d"],
    ["x last:1d", { kind: "range", range: { kind: "last", ms: 3_600_000 } }, "x last:1h"],
    ["x last:1d", { kind: "accounts", values: ["acme-prod"] }, "x account:acme-prod last:1d"],
    ["x region:eu-west-1 last:1d", { kind: "regions", values: [] }, "x last:1d"],
    ["user:a x region:eu-west-1 last:1d", { kind: "clear" }, "region:eu-west-1 last:1d"],
  ])("%s + %j", (text, change, wanted) => {
    expect(editQuery(text, change)).toBe(wanted);
  });

  test("typed text is merged: filters and words are added, time and place replaced", () => {
    const text = "user:alice region:eu-west-1 last:1d";
    const typed = "event:Put* stopped region:us-east-1 last:2h";
    expect(editQuery(text, { kind: "type", typed })).toBe(
      "user:alice event:Put* stopped region:us-east-1 last:2h",
    );
    expect(editQuery(text, { kind: "type", typed: "-user:alice" })).toBe(
      "-user:alice region:eu-west-1 last:1d",
    );
  });

  test("a typed question is read as one, also after words", () => {
    expect(editQuery("last:1d", { kind: "type", typed: "who stopped logging" })).toBe(
      "stopped logging last:1d",
    );
  });

  test("what cannot be understood stays at the end as typed, whatever is changed", () => {
    expect(
      editQuery('usr:alice resource:"x', { kind: "add", field: "event", value: "Put*", negated: false }),
    ).toBe('event:Put* last:7d usr:alice resource:"x');
    expect(editQuery("last:1d", { kind: "type", typed: "usr:alice" })).toBe("last:1d usr:alice");
  });

  test("clearing takes away what could not be understood", () => {
    expect(editQuery("usr:alice x last:1d", { kind: "clear" })).toBe("last:1d");
  });

  test("the canonical form of a line keeps its broken pieces and does not change any more", () => {
    const once = canonicalText('  event:B   event:A "x y" from:never ');
    expect(once).toBe('event:B,A "x y" last:7d from:never');
    expect(canonicalText(once)).toBe(once);
  });
});

test("the page and the core mean the same changes", () => {
  const fromPage = (change: QueryChange): QueryEdit => change;
  const toPage = (change: QueryEdit): QueryChange => change;
  expect(fromPage(toPage({ kind: "clear" }))).toEqual({ kind: "clear" });
});
