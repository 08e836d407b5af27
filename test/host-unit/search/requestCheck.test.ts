import { expect, test } from "vitest";
import { isFailure } from "../../../src/core/base/failure.js";
import { checkedArg } from "../../../src/host/search/requestCheck.js";
import type { PanelState, SearchPanelMethods } from "../../../src/shared/searchPanel.js";

type Name = keyof SearchPanelMethods;

const sort = { column: "time", descending: true };
const timeline = {
  fromMs: 0,
  toMs: 10,
  bins: 5,
  groupBy: "outcome",
  laneBy: "actor",
  maxLanes: 3,
  maxMarks: 9,
};

const good: [Name, unknown][] = [
  ["parse", { text: "last:7d" }],
  ["edit", { text: "", change: { kind: "add", field: "user", value: "alice", negated: true } }],
  ["edit", { text: "", change: { kind: "add", field: "text", value: "<b>", negated: false } }],
  ["edit", { text: "", change: { kind: "range", range: { kind: "exact", fromMs: 1, toMs: 2 } } }],
  ["edit", { text: "", change: { kind: "regions", values: ["eu-west-1"] } }],
  ["edit", { text: "", change: { kind: "clear" } }],
  ["suggest", { text: "us", caret: 2 }],
  ["regions", { account: "" }],
  ["search", { text: "last:7d" }],
  ["stop", {}],
  ["answer", {}],
  ["rows", { sort, start: 0, count: 200 }],
  ["rows", { sort, start: 0, count: 200, anchorId: "a", anchorOffset: -3 }],
  ["indexOf", { id: "a", sort }],
  ["timeline", timeline],
  ["timeline", { ...timeline, laneBy: undefined }],
  ["detail", { id: "a" }],
  ["neighbour", { id: "a", direction: "previous" }],
  ["openRaw", { id: "a" }],
  ["copy", { ids: ["a", "b"], as: "row" }],
  ["copyText", { text: "=1+1" }],
  ["exportShown", { format: "csv", sort }],
  ["saveSearch", { text: "last:7d" }],
  ["openPanel", { text: "last:7d" }],
  ["act", { action: { kind: "sign-in", account: "prod" } }],
  ["act", { action: { kind: "show-log" } }],
];

test.each(good)("%s takes %j as it is", (name, arg) => {
  expect(checkedArg(name, arg)).toBe(arg);
});

const bad: [Name, unknown][] = [
  ["open", undefined],
  ["open", "state"],
  ["parse", { text: 7 }],
  ["parse", { text: "x".repeat(20_001) }],
  ["parse", Object.create({ text: "inherited" })],
  ["edit", { text: "", change: { kind: "add", field: "password", value: "x", negated: false } }],
  ["edit", { text: "", change: { kind: "constructor" } }],
  ["edit", { text: "", change: { kind: "__proto__" } }],
  ["edit", { text: "", change: { kind: "range", range: { kind: "exact", fromMs: "1", toMs: null } } }],
  ["edit", { text: "", change: { kind: "remove", index: -1 } }],
  ["suggest", { text: "us", caret: 0.5 }],
  ["suggest", { text: "us", caret: Number.NaN }],
  ["regions", {}],
  ["search", { text: ["last:7d"] }],
  ["stop", null],
  ["answer", []],
  ["rows", { sort, start: 0, count: Number.POSITIVE_INFINITY }],
  ["rows", { sort: { column: "password", descending: true }, start: 0, count: 1 }],
  ["rows", { sort: { column: "time", descending: "yes" }, start: 0, count: 1 }],
  ["rows", { sort, start: 0, count: 1, anchorId: {} }],
  ["indexOf", { id: null, sort }],
  ["timeline", { ...timeline, bins: -1 }],
  ["timeline", { ...timeline, groupBy: "raw" }],
  ["detail", { id: "x".repeat(2_001) }],
  ["neighbour", { id: "a", direction: "sideways" }],
  ["openRaw", { id: ["../../etc/passwd"] }],
  ["copy", { ids: "a", as: "row" }],
  ["copy", { ids: ["a"], as: "html" }],
  ["copy", { ids: Array.from({ length: 10_001 }, () => "a"), as: "id" }],
  ["exportShown", { format: "exe", sort }],
  ["saveSearch", {}],
  ["openPanel", { text: null }],
  ["act", { action: { kind: "run-command", command: "rm" } }],
  ["act", { action: { kind: "sign-in" } }],
];

test.each(bad)("%s refuses %j", (name, arg) => {
  const refused = ((): unknown => {
    try {
      return checkedArg(name, arg);
    } catch (error) {
      return error;
    }
  })();
  expect(isFailure(refused) && refused.code).toBe("panel/bad-request");
});

const state: PanelState = {
  version: 1,
  text: "user:alice last:7d",
  utc: true,
  sort: { column: "time", descending: true },
  widths: { time: 180 },
  selectedId: undefined,
  groupBy: "outcome",
  laneBy: undefined,
  view: { fromMs: 1, toMs: 2 },
  searched: true,
};

test("a page's kept state comes in as it was, also after a trip through JSON", () => {
  expect(checkedArg("open", { state })).toEqual({ state });
  expect(checkedArg("open", JSON.parse(JSON.stringify({ state })))).toEqual({
    state: JSON.parse(JSON.stringify(state)) as unknown,
  });
});

test.each([
  ["none", undefined],
  ["null", null],
  ["another version's", { ...state, version: 2 }],
  ["a sort that does not exist", { ...state, sort: { column: "x", descending: true } }],
  ["widths that are texts", { ...state, widths: { time: "1px" } }],
])("kept state that does not fit (%s) counts as none, so that the panel still opens", (_, kept) => {
  expect(checkedArg("open", { state: kept })).toEqual({ state: undefined });
});
