import { expect, test } from "vitest";
import type { Sort } from "../../../../src/shared/searchData.js";
import { RowWindow } from "../../../../webview/search/table/rowWindow.js";
import { aRow } from "../aRow.js";

const sort: Sort = { column: "time", descending: true };
const rows = (from: number, count: number): ReturnType<typeof aRow>[] =>
  Array.from({ length: count }, (_, at) => aRow({ id: `e${from + at}` }));

test("the first question is about the first rows", () => {
  expect(new RowWindow().ask({ first: 0, end: 20 }, { sort }, 1, undefined)).toEqual({
    sort,
    start: 0,
    count: 200,
  });
});

test("nothing is asked while what is in sight is loaded with some to spare", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 1_000, start: 0, rows: rows(0, 200) }, undefined);
  expect(window.ask({ first: 0, end: 20 }, { sort }, 1, undefined)).toBeUndefined();
  expect(window.ask({ first: 130, end: 150 }, { sort }, 1, undefined)).toBeUndefined();
});

test("the next rows are asked for before they come into sight", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 1_000, start: 0, rows: rows(0, 200) }, undefined);
  expect(window.ask({ first: 150, end: 170 }, { sort }, 1, undefined)).toEqual({
    sort,
    start: 60,
    count: 200,
  });
});

test("the end of the rows is asked for whole", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 1_000, start: 0, rows: rows(0, 200) }, undefined);
  expect(window.ask({ first: 980, end: 1_000 }, { sort }, 1, undefined)).toMatchObject({ start: 800 });
});

test("all rows of a short answer are enough wherever one looks", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 3, start: 0, rows: rows(0, 3) }, undefined);
  expect(window.ask({ first: 0, end: 40 }, { sort }, 1, undefined)).toBeUndefined();
});

test("rows that changed are asked for around the anchor", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 1_000, start: 0, rows: rows(0, 200) }, undefined);
  const anchor = { id: "e100", index: 100 };
  expect(window.ask({ first: 95, end: 115 }, { sort }, 2, anchor)).toEqual({
    sort,
    start: 5,
    count: 200,
    anchorId: "e100",
    anchorOffset: 95,
  });
});

test("taking an answer tells how far the anchor moved, also where the host could not keep the offset", () => {
  const window = new RowWindow();
  window.take({ revision: 1, total: 1_000, start: 0, rows: rows(0, 200) }, undefined);
  const answer = { revision: 2, total: 1_030, start: 20, rows: rows(10, 200) };
  expect(window.take(answer, { id: "e12", index: 12 })).toBe(10);
});

test("an anchor that is gone moves nothing", () => {
  const window = new RowWindow();
  expect(window.take({ revision: 1, total: 5, start: 0, rows: rows(0, 5) }, { id: "gone", index: 3 })).toBe(
    0,
  );
});
