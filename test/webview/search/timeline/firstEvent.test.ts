import { expect, test } from "vitest";
import type { RowsAsk } from "../../../../src/shared/searchPanel.js";
import type { Row } from "../../../../src/shared/searchData.js";
import type { HostClient } from "../../../../webview/search/host.js";
import { firstEventIn } from "../../../../webview/search/timeline/firstEvent.js";
import { aRow } from "../aRow.js";

const rows = Array.from({ length: 1_000 }, (_, at) => aRow({ id: `e${at}`, timeMs: at * 10 }));

function hostOf(all: readonly Row[]): { host: HostClient; calls: () => number } {
  let calls = 0;
  const call = async (_name: string, { sort, start, count }: RowsAsk): Promise<unknown> => {
    calls++;
    const ordered = sort.descending ? [...all].reverse() : all;
    return { revision: 1, total: all.length, start, rows: ordered.slice(start, start + count) };
  };
  return { host: { call: call as HostClient["call"] }, calls: () => calls };
}

test.each([true, false])("finds the earliest event of a span, descending %s", async (descending) => {
  const { host, calls } = hostOf(rows);
  const found = await firstEventIn(host, { fromMs: 4_995, toMs: 6_000 }, { column: "time", descending });
  expect(found?.id).toBe("e500");
  expect(calls()).toBeLessThan(15);
});

test("sorts by time when the table is sorted otherwise", async () => {
  const { host } = hostOf(rows);
  const found = await firstEventIn(host, { fromMs: 0, toMs: 1 }, { column: "actor", descending: true });
  expect(found?.id).toBe("e0");
});

test("a span without events has no first one", async () => {
  const sort = { column: "time", descending: true } as const;
  expect(await firstEventIn(hostOf(rows).host, { fromMs: 1, toMs: 9 }, sort)).toBeUndefined();
  expect(await firstEventIn(hostOf(rows).host, { fromMs: 20_000, toMs: 30_000 }, sort)).toBeUndefined();
  expect(await firstEventIn(hostOf([]).host, { fromMs: 0, toMs: 9 }, sort)).toBeUndefined();
});
