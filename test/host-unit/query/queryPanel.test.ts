import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { SqlTrouble, type SqlBatch, type SqlTarget } from "../../../src/core/sql/sqlTarget.js";
import { mostRows, QueryPanel, type QueryWindow } from "../../../src/host/query/queryPanel.js";
import type { QueryAnswer, QueryPanelMethods } from "../../../src/shared/queryPanel.js";
import { Client, type Envelope } from "../../../src/shared/rpc.js";
import { FakeClock, FakeLog, settle } from "../search/fakes.js";

const columns = [{ name: "n", type: "BIGINT", kind: "number" as const }];
const batch = (from: number, count: number): SqlBatch => ({
  columns,
  rows: Array.from({ length: count }, (_, at) => [from + at]),
});
const targetOf = (run: SqlTarget["run"]): SqlTarget => ({ id: "t", label: "logs", run });

function opened() {
  const copied: string[] = [];
  const ran: [QueryAnswer["state"], string | undefined][] = [];
  const window: QueryWindow = {
    copy: async (text) => void copied.push(text),
    pickExportFile: async () => undefined,
    withProgress: (_, signal, work) => work(signal, () => undefined),
    showStatement: async () => undefined,
    runAgain: async () => undefined,
    ran: (state, problem) => void ran.push([state, problem?.message]),
  };
  let toHost: (message: unknown) => void = () => undefined;
  let toPage: (message: Envelope) => void = () => undefined;
  const panel = new QueryPanel({ clock: new FakeClock(), log: new FakeLog(), t: english }, window, {
    postMessage: async (message) => {
      toPage(message as Envelope);
      return true;
    },
    onDidReceiveMessage: (listener) => {
      toHost = listener;
      return { dispose: () => undefined };
    },
  });
  const page = new Client<QueryPanelMethods>({
    post: (message) => toHost(message),
    listen: (receive) => {
      toPage = receive;
      return () => undefined;
    },
  });
  return { panel, page, copied, ran };
}

test("rows are kept up to the limit, and the statement is ended there", async () => {
  const { panel, page } = opened();
  let ended = false;
  const target = targetOf(async function* () {
    try {
      for (let from = 0; ; from += 30_000) yield batch(from, 30_000);
    } finally {
      ended = true;
    }
  });
  await panel.run(target, "SELECT n");
  const answer = await page.call("answer", {});
  expect([answer.state, answer.rows, answer.isCut, answer.target, ended]).toEqual([
    "done",
    mostRows,
    true,
    "logs",
    true,
  ]);
  const sort = { column: 0, descending: true };
  expect(await page.call("rows", { sort, start: 0, count: 2 })).toEqual([["99999"], ["99998"]]);
});

test("stopping aborts the statement and keeps its rows", async () => {
  const { panel, page, ran } = opened();
  const target = targetOf(async function* (_, signal) {
    yield batch(0, 3);
    await new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(new DOMException("x", "AbortError"))),
    );
  });
  const running = panel.run(target, "SELECT n");
  await settle();
  await page.call("stop", {});
  await running;
  const answer = await page.call("answer", {});
  expect([answer.state, answer.rows, answer.problem]).toEqual(["cancelled", 3, undefined]);
  expect(ran.map(([state]) => state)).toEqual(["running", "cancelled"]);
});

test("a problem of the statement is shown and handed to the editor", async () => {
  const { panel, page, ran } = opened();
  // eslint-disable-next-line require-yield -- it fails before the first row
  const target = targetOf(async function* () {
    throw new SqlTrouble({ message: "no such column", from: 7, to: 8 });
  });
  await panel.run(target, "SELECT n");
  expect((await page.call("answer", {})).problem).toBe("no such column");
  expect(ran.at(-1)).toEqual(["failed", "no such column"]);
});

test("a cell, a row and all rows are copied as they are sorted", async () => {
  const { panel, page, copied } = opened();
  await panel.run(
    targetOf(async function* () {
      yield {
        columns: [...columns, { name: "t", type: "VARCHAR", kind: "text" }],
        rows: [
          [1, "=a"],
          [2, "b\tc"],
        ],
      };
    }),
    "SELECT",
  );
  const sort = { column: 0, descending: true };
  await page.call("copy", { sort, row: 0, column: 1 });
  await page.call("copy", { sort, row: 1 });
  await page.call("copy", { sort });
  expect(copied).toEqual(["b\tc", "1\t'=a", "n\tt\n2\tb c\n1\t'=a"]);
});

test("calls in another shape are refused", async () => {
  const { page } = opened();
  await expect(page.call("rows", { start: -1, count: 10 })).rejects.toMatchObject({
    code: "panel/bad-request",
  });
  await expect(page.call("rows", { start: 0, count: 1_000_000 })).rejects.toMatchObject({
    code: "panel/bad-request",
  });
});
