import { expect, test } from "vitest";
import type { RowsAnswer, RowsAsk } from "../../../../src/shared/searchPanel.js";
import type { Sort } from "../../../../src/shared/searchData.js";
import type { HostClient } from "../../../../webview/search/host.js";
import { RowFeed } from "../../../../webview/search/table/rowFeed.js";
import { aRow } from "../aRow.js";

const sort: Sort = { column: "time", descending: true };
const plainView = { fold: false, open: [], retries: false };

interface Asked {
  readonly ask: RowsAsk;
  answer(answer: Partial<RowsAnswer>): Promise<void>;
  fail(error: Error): Promise<void>;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function scripted(): { host: HostClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const call = (_name: string, ask: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asked.push({
        ask: ask as RowsAsk,
        answer: (answer) => {
          resolve({ revision: 1, total: 0, start: 0, rows: [], ...answer });
          return settle();
        },
        fail: (error) => {
          reject(error);
          return settle();
        },
      });
    });
  return { host: { call: call as HostClient["call"] }, asked };
}

const rows = (count: number): ReturnType<typeof aRow>[] =>
  Array.from({ length: count }, (_, at) => aRow({ id: `e${at}` }));

test("one question is open at a time, and the last wish is asked next", async () => {
  const { host, asked } = scripted();
  const feed = new RowFeed(host, sort, plainView, () => undefined);
  feed.update(1);
  feed.look({ first: 500, end: 520 });
  feed.look({ first: 900, end: 920 });
  expect(asked).toHaveLength(1);
  await asked[0]?.answer({ total: 1_000, rows: rows(200) });
  expect(asked).toHaveLength(2);
  expect(asked[1]?.ask.start).toBe(800);
});

test("a host that answers less than was asked is not asked for ever", async () => {
  const { host, asked } = scripted();
  const feed = new RowFeed(host, sort, plainView, () => undefined);
  feed.update(1);
  await asked[0]?.answer({ total: 1_000, rows: rows(3) });
  await asked[1]?.answer({ total: 1_000, rows: rows(3) });
  expect(asked.length).toBeLessThanOrEqual(2);
});

test("what a call called off did not bring is asked again", async () => {
  const { host, asked } = scripted();
  const feed = new RowFeed(host, sort, plainView, () => undefined);
  feed.update(1);
  await asked[0]?.fail(new DOMException("aborted", "AbortError"));
  expect(asked).toHaveLength(2);
  expect(feed.failure).toBeUndefined();
});

test("rows of the order before are not taken", async () => {
  const { host, asked } = scripted();
  const feed = new RowFeed(host, sort, plainView, () => undefined);
  feed.update(1);
  feed.order({ column: "actor", descending: false });
  await asked[0]?.answer({ total: 9, rows: rows(9) });
  expect(feed.window.total).toBe(0);
  expect(feed.isStale).toBe(true);
  expect(asked[1]?.ask.sort.column).toBe("actor");
  await asked[1]?.answer({ total: 9, rows: rows(9) });
  expect(feed.isStale).toBe(false);
});

test("a failure is kept to be shown", async () => {
  const { host, asked } = scripted();
  const feed = new RowFeed(host, sort, plainView, () => undefined);
  feed.update(1);
  await asked[0]?.fail(new Error("no rows today"));
  expect(feed.failure).toBe("no rows today");
});
