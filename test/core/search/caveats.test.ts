import { describe, expect, test } from "vitest";
import type { Asked, AskedScope } from "../../../src/core/search/asked.js";
import { caveats, type CaveatInput, type SearchCaveat } from "../../../src/core/search/caveats.js";
import { editQuery } from "../../../src/core/search/editQuery.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { pinWindow } from "../../../src/core/search/window.js";
import type { Caveat } from "../../../src/shared/searchPanel.js";

const nowMs = Date.parse("2026-11-23T12:00:00Z");

const aScope = (more: Partial<AskedScope> = {}): AskedScope => ({
  account: "111122223333",
  accountId: "111122223333",
  region: "us-east-1",
  attribute: undefined,
  pages: 3,
  cachedPages: 0,
  reachedMs: 0,
  state: "complete",
  ...more,
});

function given(
  text: string,
  asked: Partial<Asked> = {},
  input: Partial<CaveatInput> = {},
): readonly SearchCaveat[] {
  const { query } = parseQuery(text);
  const whole: Asked = {
    ...pinWindow(query.range, nowMs),
    scopes: [aScope()],
    filteredHere: [],
    received: 0,
    duplicates: 0,
    unreadable: 0,
    ...asked,
  };
  return caveats({ query, asked: whole, shown: 0, state: "done", nowMs, ...input });
}

const texts = (found: readonly SearchCaveat[]): string => found.map(({ text }) => text).join("\n");

/** The query line after the change that a caveat offers. */
const mended = (text: string, found: readonly SearchCaveat[], label: string): string | undefined => {
  const change = found.find(({ changeLabel }) => changeLabel === label)?.change;
  return change && editQuery(text, change);
};

describe("an empty answer", () => {
  test("says that only a part of the time was searched and offers the rest", () => {
    const text = "user:alice last:7d";
    expect(mended(text, given(text), "Search Last 90 Days")).toBe("user:alice last:90d");
    expect(mended(text, given("last:90d"), "Search Last 90 Days")).toBeUndefined();
  });

  test("names the Regions and offers the one of global services", () => {
    const text = "event:CreateUser region:eu-west-1 last:90d";
    const found = given(text, { scopes: [aScope({ region: "eu-west-1" })] });
    expect(texts(found)).toContain("Searched in eu-west-1 only. Events of global services such as IAM");
    expect(mended(text, found, "Add us-east-1")).toBe("event:CreateUser region:eu-west-1,us-east-1 last:90d");
    expect(mended("last:90d", given("last:90d"), "Search All Regions")).toBe("region:* last:90d");
    expect(texts(given("region:* last:90d"))).not.toContain("Region");
  });

  test("tells of the delay of delivery only when the time asked for reaches the present", () => {
    expect(texts(given("last:1h"))).toContain("Events take minutes to arrive");
    expect(texts(given("from:2026-11-01 to:2026-11-02"))).not.toContain("Events take minutes to arrive");
  });

  test("says that data events are elsewhere, first of all when one was asked for", () => {
    expect(given("event:GetObject last:90d")[0]?.text).toContain("management events only");
    expect(given("event:StopLogging last:90d").at(-1)?.text).toContain("management events only");
  });

  test("of events that were all filtered out names the conditions and offers to drop one", () => {
    const text = "event:StopLogging -user:alice a last:90d";
    const found = given(text, { received: 7, filteredHere: ["-user:alice", "a"] });
    expect(found[0]?.text).toBe("7 events were read, and none of them meets -user:alice a.");
    expect(mended(text, found, "Remove a")).toBe("event:StopLogging -user:alice last:90d");
    const one = given(text, { received: 7, filteredHere: ["-user:alice"] });
    expect(mended(text, one, "Remove -user:alice")).toBe("event:StopLogging a last:90d");
  });

  test("after an exact name was asked for offers to look through everything", () => {
    const text = "resource:logs-prod last:90d";
    const found = given(text, { scopes: [aScope({ attribute: "ResourceName=logs-prod" })] });
    expect(found[0]?.text).toContain("Asked for ResourceName=logs-prod");
    expect(mended(text, found, "Search All Events for It")).toBe("resource:logs-prod,*logs-prod* last:90d");
    const all = [aScope({ attribute: "ResourceName=logs-prod" }), aScope()];
    expect(texts(given(text, { scopes: all }))).not.toContain("exactly");
    expect(texts(given("user:root", { scopes: [aScope({ attribute: "Username=root" })] }))).not.toContain(
      "exactly",
    );
  });
});

describe("a cut answer", () => {
  test("that was stopped says how far it got", () => {
    const reachedMs = Date.parse("2026-11-20T08:30:00Z");
    const found = given(
      "last:7d",
      { scopes: [aScope({ state: "stopped", reachedMs }), aScope()] },
      { state: "stopped", shown: 5 },
    );
    expect(texts(found)).toBe(
      "The search was stopped. Events before 2026-11-20 08:30 UTC were not all read.",
    );
  });

  test("where a Region denied says so and names the reasons a denial may have", () => {
    const failure = { code: "aws/access-denied", message: "denied", detail: {} } as const;
    const found = given(
      "last:7d",
      { scopes: [aScope({ state: "failed", failure }), aScope({ region: "eu-west-1" })] },
      { shown: 5 },
    );
    expect(texts(found)).toContain("Denied in us-east-1. Your permissions, or a service control policy");
  });

  test("that reaches back beyond what event history keeps says where it begins", () => {
    expect(texts(given("last:200d", {}, { shown: 5 }))).toBe(
      "Event history keeps 90 days. What happened before 2026-08-25 12:00 UTC was not searched.",
    );
    const text = "x from:2026-01-01 to:2026-02-01";
    const found = given(text);
    expect(found[0]?.text).toContain("all of the time asked for is older");
    expect(mended(text, found, "Search Last 90 Days")).toBe("x last:90d");
  });

  test("with unreadable records counts them", () => {
    expect(texts(given("last:7d", { unreadable: 2 }, { shown: 5 }))).toContain("2 records could not be read");
  });
});

test("an answer with events that is not cut, and one that is not ready, have none", () => {
  expect(given("last:7d", { received: 5 }, { shown: 5 })).toEqual([]);
  expect(given("last:7d", {}, { state: "running" })).toEqual([]);
  expect(given("last:7d", {}, { state: "idle" })).toEqual([]);
  expect(
    caveats({ query: parseQuery("").query, asked: undefined, shown: 0, state: "failed", nowMs }),
  ).toEqual([]);
});

test("the page and the core mean the same caveats", () => {
  const toPage = (found: readonly SearchCaveat[]): readonly Caveat[] => found;
  expect(toPage(given("last:7d")).length).toBeGreaterThan(0);
});
