import { expect, test } from "vitest";
import { readState } from "../../../webview/search/pageState.js";

const whole = {
  version: 1,
  text: "user:alice last:7d",
  utc: true,
  sort: { column: "actor", descending: false },
  widths: { actor: 240 },
  selectedId: "e1",
  groupBy: "service",
  laneBy: "actor",
  view: { fromMs: 1, toMs: 2 },
  searched: true,
  typed: "err",
  topRow: 7,
  detailWidth: 400,
  timelineFolded: true,
  fold: true,
  retries: true,
  way: [{ text: "last:1d", sort: { column: "time", descending: true }, laneBy: "actor", selectedId: "e0" }],
};

test("what was kept comes back as it was", () => {
  expect(readState(structuredClone(whole))).toEqual(whole);
});

test.each([undefined, null, 3, "x", [], {}, { version: 2, text: "" }, { version: 1 }])(
  "%j is no state of ours",
  (kept) => {
    expect(readState(kept)).toBeUndefined();
  },
);

test("parts that do not fit fall back and leave the others alone", () => {
  const kept = readState({
    ...whole,
    sort: { column: "colour", descending: true },
    widths: { actor: "wide", colour: 3, time: -1, event: 200 },
    groupBy: "colour",
    laneBy: 7,
    view: { fromMs: 5, toMs: 5 },
    selectedId: {},
    topRow: Infinity,
  });
  expect(kept).toMatchObject({
    text: whole.text,
    sort: { column: "time", descending: true },
    widths: { event: 200 },
    groupBy: "outcome",
    laneBy: undefined,
    view: undefined,
    selectedId: undefined,
    utc: true,
  });
  expect(kept).not.toHaveProperty("topRow");
});
