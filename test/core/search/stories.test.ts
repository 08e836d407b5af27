import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json.js";
import type { RowsView } from "../../../src/core/search/listRows.js";
import { matcherOf } from "../../../src/core/search/matches.js";
import { explain } from "../../../src/core/events/explain.js";
import { toRow } from "../../../src/core/search/toRow.js";
import { planLookup } from "../../../src/core/search/plan.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { SeenNames } from "../../../src/core/search/seenNames.js";
import { ResultSet } from "../../../src/core/search/resultSet.js";
import type { Sort } from "../../../src/core/search/row.js";
import { aTime, anEvent, type EventSketch } from "./builders.js";

const newestFirst: Sort = { column: "time", descending: true };
const plain: RowsView = { fold: false, open: [], retries: false };
const second = 1_000;
const minute = 60 * second;
const bucket: JsonObject = { requestParameters: { bucketName: "logs-prod" } };
const put = (id: string, timeMs: number, record: JsonObject = {}): EventSketch => ({
  id,
  timeMs: aTime + timeMs,
  record: { ...bucket, ...record },
});
const setOf = (...sketches: readonly EventSketch[]): ResultSet => {
  const results = new ResultSet();
  for (const sketch of sketches) results.add([anEvent(sketch)]);
  return results;
};
const terraform = { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.0" };
const run = (count: number, startMs = 0): EventSketch[] =>
  Array.from({ length: count }, (_, at) =>
    put(`t${startMs + at}`, (startMs + at) * minute, terraform),
  ).reverse();
const listed = (results: ResultSet, view: Partial<RowsView> = {}): string[] => {
  const list = results.list(newestFirst, { ...plain, ...view });
  return list.rows(0, list.size).map(({ id, isMember }) => (isMember === true ? `- ${id}` : id));
};

describe("retries", () => {
  const failed = (id: string, timeMs: number, errorCode = "ThrottlingException"): EventSketch =>
    put(id, timeMs, { errorCode });

  test("are left out, and marked with when they succeeded where they are shown", () => {
    const results = setOf(put("ok", 5 * second), failed("b", 3 * second), failed("a", 0));
    expect(listed(results)).toEqual(["ok"]);
    expect(results.stories().retries).toBe(2);
    const rows = results.list(newestFirst, { ...plain, retries: true }).rows(0, 9);
    expect(rows.map((row) => row.retriedAfterMs ?? row.retries)).toEqual([2, 2 * second, 5 * second]);
    expect(results.counts().failed).toBe(2);
  });

  test.each([
    ["a denied call", [put("ok", second), failed("a", 0, "AccessDenied")]],
    ["an error that says no", [put("ok", second), failed("a", 0, "ValidationException")]],
    ["success after more than a minute", [put("ok", 61 * second), failed("a", 0)]],
    ["success before", [put("ok", -second), failed("a", 0)]],
    [
      "somebody else's success",
      [{ ...put("ok", second), user: "bob", accessKeyId: "AKIAOTHER" }, failed("a", 0)],
    ],
    ["another API", [{ ...put("ok", second), name: "PutBucketAcl" }, failed("a", 0)]],
    ["another resource", [put("ok", second, { requestParameters: { bucketName: "other" } }), failed("a", 0)]],
    ["a name that was taken in the same second", [put("ok", 0), failed("a", 0, "BucketAlreadyExists")]],
    ["no success", [failed("b", second), failed("a", 0)]],
  ])("do not count with %s", (_, sketches) => {
    expect(setOf(...sketches).stories().retries).toBe(0);
    expect(listed(setOf(...sketches))).toHaveLength(2);
  });

  test("are found whatever comes first", () => {
    expect(setOf(failed("a", 0), put("ok", second)).stories().retries).toBe(1);
    expect(setOf(put("ok", second), failed("a", 0)).stories().retries).toBe(1);
  });
});

describe("the folded list", () => {
  test("puts consecutive rows of a run under one row, and leaves single ones alone", () => {
    const results = setOf(put("after", 60 * minute), ...run(3), put("before", -60 * minute));
    expect(listed(results)).toEqual(["after", "t2", "t1", "t0", "before"]);
    expect(listed(results, { fold: true })).toEqual(["after", "group t2", "before"]);
    expect(results.list(newestFirst, { ...plain, fold: true }).rows(1, 1)[0]?.group).toMatchObject({
      kind: "run",
      tool: "Terraform",
      actor: "alice",
      events: 3,
      changes: 3,
    });
  });

  test("shows the rows of an unfolded run below its summary, also when the run has grown since", () => {
    const results = setOf(...run(2, 1));
    const open = ["group t2"];
    expect(listed(results, { fold: true, open })).toEqual(["group t2", "- t2", "- t1"]);
    results.add(run(1).map(anEvent));
    expect(listed(results, { fold: true, open })).toEqual(["group t2", "- t2", "- t1", "- t0"]);
  });

  test("a row between two parts of a run parts them, and each counts its own", () => {
    const between = { ...put("b", 1.5 * minute), user: "bob", accessKeyId: "AKIABOB" };
    const results = setOf(...run(4), between);
    expect(listed(results, { fold: true })).toEqual(["group t3", "b", "group t1"]);
    const list = results.list(newestFirst, { ...plain, fold: true });
    expect(list.rows(0, 3).map(({ group }) => group?.events)).toEqual([2, undefined, 2]);
  });

  test("finds a folded event under its summary", () => {
    const list = setOf(put("after", 60 * minute), ...run(3)).list(newestFirst, { ...plain, fold: true });
    expect(["after", "t0", "group t2", "nobody"].map((id) => list.indexOf(id))).toEqual([0, 1, 1, undefined]);
  });
});

describe("deployments", () => {
  const stack = (id: string, timeMs: number, stackName: string): EventSketch => ({
    id,
    timeMs: aTime + timeMs,
    name: "UpdateStack",
    source: "cloudformation.amazonaws.com",
    user: "ci-deploy",
    record: { requestParameters: { stackName } },
  });
  const work = (id: string, timeMs: number): EventSketch =>
    put(id, timeMs, { sourceIPAddress: "cloudformation.amazonaws.com" });

  test("take the name of their stack and of who started them, and end after ten quiet minutes", () => {
    const results = setOf(
      work("late", 30 * minute),
      work("b", 9 * minute),
      work("a", minute),
      stack("s", 0, "shop-prod"),
    );
    expect(results.stories().deployments).toBe(2);
    const rows = results.list(newestFirst, { ...plain, fold: true }).rows(0, 9);
    expect(rows.map(({ id }) => id)).toEqual(["late", "group b"]);
    expect(rows[1]?.group).toMatchObject({
      kind: "cloudformation",
      names: ["shop-prod"],
      actor: "ci-deploy",
      changes: 3,
    });
  });

  test("stand as bands in the lanes their events are in", () => {
    const answer = setOf(...run(3)).timeline({
      fromMs: aTime - minute,
      toMs: aTime + 10 * minute,
      bins: 10,
      groupBy: "outcome",
      laneBy: "actor",
      maxLanes: 5,
      maxMarks: 10,
    });
    expect(answer.lanes[0]?.bands).toMatchObject([
      { id: "t0", fromMs: aTime, toMs: aTime + 2 * minute, group: { events: 3, tool: "Terraform" } },
    ]);
  });
});

test("bands of a lane that cannot be told apart are left out until one looks closer", () => {
  const runs = Array.from({ length: 40 }, (_, at) => run(2, at * 60)).flat();
  const results = setOf(...runs);
  const bandsOver = (hours: number): number | undefined =>
    results.timeline({
      fromMs: aTime,
      toMs: aTime + hours * 60 * minute,
      bins: 10,
      groupBy: "outcome",
      laneBy: "actor",
      maxLanes: 5,
      maxMarks: 10,
    }).lanes[0]?.bands.length;
  expect([bandsOver(40), bandsOver(10)]).toEqual([0, 10]);
});

describe("a session", () => {
  test("tells where an event stands in it; a long-lived key's ends with a pause of half an hour", () => {
    const results = setOf(put("d", 90 * minute), put("c", 20 * minute), put("b", 10 * minute), put("a", 0));
    expect(results.session("b")).toMatchObject({ position: 2, session: { events: 3, fromMs: aTime } });
    expect(results.session("d")).toMatchObject({ position: 1, session: { events: 1 } });
    expect(results.session("nobody")).toBeUndefined();
  });

  test("has a lane of its own that says whose it is", () => {
    const answer = setOf(put("b", minute), put("a", 0)).timeline({
      fromMs: aTime - minute,
      toMs: aTime + 10 * minute,
      bins: 10,
      groupBy: "outcome",
      laneBy: "session",
      maxLanes: 5,
      maxMarks: 10,
    });
    expect(answer.lanes).toMatchObject([
      { key: "AKIAEXAMPLEKEY000001", session: { actor: "alice", events: 2 }, bands: [{ id: "a" }] },
    ]);
  });

  test("is asked for by its key, and otherwise by the name it was listed under, with everything as a fallback", () => {
    const plan = (text: string, seen = new SeenNames()): unknown =>
      planLookup(parseQuery(text).query, seen).attributes;
    expect(plan("session:asiaexample1 last:1d")).toEqual([{ key: "AccessKeyId", value: "ASIAEXAMPLE1" }]);
    expect(plan("session:Admin/alice@2026-11-20T11:00:00Z last:1d")).toEqual([undefined]);
  });

  test("is matched by key or by name and start", () => {
    const event = anEvent({ id: "x" });
    const matches = (text: string): boolean | undefined => {
      const insight = explain(event);
      return matcherOf(parseQuery(text).query)?.(event, insight, toRow(event, insight));
    };
    expect(matches("session:akiaexamplekey000001")).toBe(true);
    expect(matches("-session:akiaexamplekey000001")).toBe(false);
    expect(matches("session:alice@2026-11-20T11:00:00Z")).toBe(false);
  });
});
