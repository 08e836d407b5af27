import { expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import type { Archive } from "../../../src/core/search/archive.js";
import type { PanelState } from "../../../src/shared/searchPanel.js";
import { aPanel, anAccount, type PanelParts } from "./aPanel.js";
import { anAsked, anEvent, eventOf, manyEvents, settle } from "./fakes.js";

const byTime = { column: "time", descending: true } as const;
const ask = {
  fromMs: 0,
  toMs: 1,
  bins: 10,
  groupBy: "outcome",
  laneBy: undefined,
  maxLanes: 5,
  maxMarks: 100,
} as const;

const state: PanelState = {
  version: 1,
  text: "user:alice last:30d",
  utc: true,
  sort: byTime,
  widths: {},
  selectedId: undefined,
  groupBy: "outcome",
  laneBy: undefined,
  view: undefined,
  searched: true,
};

async function searching(text = "last:7d", parts = aPanel()): Promise<PanelParts> {
  await parts.page.call("open", { state: undefined });
  await parts.page.call("search", { text });
  await settle();
  return parts;
}

test("a new panel starts at the usual time range and waits for a question", async () => {
  const { page, window } = aPanel();
  const setup = await page.call("open", { state: undefined });
  expect(setup).toMatchObject({ locale: "en", utc: false, searchNow: false });
  expect(setup.query).toMatchObject({
    text: "last:7d",
    range: { kind: "last", ms: 7 * 86_400_000 },
    problems: [],
  });
  expect(window.title).toBe("CloudTrail Search");
  expect((await page.call("answer", {})).state).toBe("idle");
});

test("opening a page does not wait for the accounts and tells when they are known", async () => {
  let connect: () => void = () => undefined;
  const parts = aPanel({
    services: () =>
      new Promise(
        (resolve) => (connect = () => resolve({ archive: parts.archive, directory: parts.directory })),
      ),
  });
  expect((await parts.page.call("open", { state: undefined })).accounts).toEqual([]);
  connect();
  await settle();
  expect(parts.heard).toEqual(["accounts"]);
  expect((await parts.page.call("open", { state: undefined })).accounts).toEqual([
    { value: "111122223333", label: "acme-prod", description: "111122223333 · prod", selected: true },
  ]);
});

test("a panel that was opened from a place starts its search by itself", async () => {
  const { page } = aPanel({ start: { text: "account:acme-prod last:1d", searchNow: true } });
  const setup = await page.call("open", { state: undefined });
  expect(setup).toMatchObject({
    searchNow: true,
    query: { text: "account:acme-prod last:1d", accounts: ["acme-prod"] },
  });
});

test("a panel that comes back after a restart runs its search again", async () => {
  const { page } = aPanel();
  const setup = await page.call("open", { state });
  expect(setup).toMatchObject({
    searchNow: true,
    utc: true,
    query: { text: "user:alice last:30d" },
    savedState: { searched: true },
  });
});

test("a page that comes back in its tab finds the results that are still there", async () => {
  const parts = await searching("user:alice last:30d");
  await parts.archive.send(manyEvents(3));
  const page = parts.wire.page();
  const setup = await page.call("open", { state });
  expect(setup.searchNow).toBe(false);
  expect(await page.call("answer", {})).toMatchObject({ state: "running", shown: 3 });
});

test("a search without an account asks the panel's own, and the next one stays with the account named last", async () => {
  const dev = anAccount({ key: "444455556666", accountId: "444455556666", name: "acme-dev", profiles: [] });
  const parts = await searching("last:7d", aPanel({ accounts: [anAccount(), dev] }));
  await parts.page.call("search", { text: "account:acme-dev last:7d" });
  await settle();
  await parts.page.call("search", { text: "last:7d" });
  await settle();
  expect(parts.archive.searches.map(({ query }) => query.accounts)).toEqual([
    ["111122223333"],
    ["acme-dev"],
    ["444455556666"],
  ]);
});

test("a query that cannot be read is refused with the reason, and the search before goes on", async () => {
  const { page, archive } = await searching();
  await expect(page.call("search", { text: "outcome:sideways last:7d" })).rejects.toMatchObject({
    code: "query/syntax",
  });
  expect(archive.searches.map(({ signal }) => signal.aborted)).toEqual([false]);
});

test("chips are added and removed by their index", async () => {
  const { page } = aPanel();
  const added = await page.call("edit", {
    text: "last:7d",
    change: { kind: "add", field: "user", value: 'al "ice"', negated: true },
  });
  expect(added.chips).toMatchObject([{ index: 0, field: "user", value: 'al "ice"', negated: true }]);
  const removed = await page.call("edit", { text: added.text, change: { kind: "remove", index: 0 } });
  expect(removed.text).toBe("last:7d");
});

test("suggestions come from the results, the accounts and their Regions", async () => {
  const { page, archive } = await searching();
  await archive.send([eventOf({ eventID: "a" })]);
  const labels = async (text: string): Promise<string[]> =>
    (await page.call("suggest", { text, caret: text.length })).map(({ label }) => label);
  expect(await labels("user:al")).toContain("alice");
  expect(await labels("account:")).toEqual(["acme-prod"]);
  expect(await labels("region:")).toEqual(expect.arrayContaining(["eu-west-1", "us-east-1", "eu-south-2"]));
});

test("Regions are offered with those selected that a search asks by itself, without those that are switched off", async () => {
  const { page } = aPanel();
  const regions = await page.call("regions", { account: "acme-prod" });
  expect(regions.map(({ value, selected }) => [value, selected])).toEqual([
    ["eu-west-1", true],
    ["us-east-1", true],
    ["eu-south-2", true],
  ]);
  expect(regions[0]?.description).toBe("Europe (Ireland)");
});

test("the answer grows while pages come in and says what was asked", async () => {
  const { page, archive, clock } = await searching();
  await archive.send([eventOf({ eventID: "a" })], anAsked({ received: 50 }));
  await clock.advance(1_500);
  expect(await page.call("answer", {})).toMatchObject({
    state: "running",
    shown: 1,
    counts: { read: 1, changed: 0 },
    asked: { received: 50 },
    progress: 0.5,
    elapsedMs: 1_500,
    problems: [],
  });
  await archive.end();
  expect(await page.call("answer", {})).toMatchObject({ state: "done", progress: 1, elapsedMs: 1_500 });
});

test("an empty answer says what was asked and why events may be missing", async () => {
  const { page, archive } = await searching();
  await archive.send([], anAsked({ fromMs: 10, toMs: 20 }, { state: "complete" }));
  await archive.end();
  const answer = await page.call("answer", {});
  expect(answer).toMatchObject({ state: "done", shown: 0, fromMs: 10, toMs: 20 });
  expect(answer.caveats.length).toBeGreaterThan(0);
  expect(await page.call("rows", { sort: byTime, start: 0, count: 100 })).toMatchObject({
    total: 0,
    rows: [],
  });
  expect((await page.call("timeline", ask)).total).toBe(0);
});

test("one event is one row, one mark in the timeline and one detail", async () => {
  const { page, archive } = await searching();
  const event = eventOf({ eventID: "a" });
  await archive.send([event]);
  const { total, rows } = await page.call("rows", { sort: byTime, start: 0, count: 100 });
  expect([total, rows.map(({ id, actor }) => [id, actor])]).toEqual([1, [["a", "alice"]]]);
  const timeline = await page.call("timeline", { ...ask, fromMs: event.timeMs, toMs: event.timeMs + 1 });
  expect(timeline.total).toBe(1);
  expect((await page.call("detail", { id: "a" })).row.id).toBe("a");
});

test("a window of rows has at most 500 and stays where it is while rows arrive above it", async () => {
  const { page, archive } = await searching();
  await archive.send(manyEvents(2_000, 1_000));
  const first = await page.call("rows", { sort: byTime, start: 100, count: 1_000_000 });
  expect([first.start, first.rows.length, first.rows[0]?.id]).toEqual([100, 500, "e1100"]);
  await archive.send(manyEvents(1_000));
  const second = await page.call("rows", {
    sort: byTime,
    start: 100,
    count: 10,
    anchorId: "e1110",
    anchorOffset: 10,
  });
  expect([second.start, second.rows[0]?.id, second.total]).toEqual([1_100, "e1100", 3_000]);
  const gone = await page.call("rows", {
    sort: byTime,
    start: 7,
    count: 1,
    anchorId: "gone",
    anchorOffset: 10,
  });
  expect(gone.start).toBe(7);
  const beyond = await page.call("rows", { sort: byTime, start: 9_999, count: 10 });
  expect([beyond.start, beyond.rows]).toEqual([3_000, []]);
});

test("the timeline is answered within bounds, whatever the page asks for", async () => {
  const { page, archive } = await searching();
  await archive.send(manyEvents(100));
  const huge = {
    ...ask,
    fromMs: 10,
    toMs: 10,
    bins: 1e9,
    maxLanes: 1e9,
    maxMarks: 1e9,
    laneBy: "actor",
  } as const;
  const timeline = await page.call("timeline", huge);
  expect(timeline.buckets).toBeLessThanOrEqual(4_001);
});

test("100,000 events are answered in windows, sorted by any column", async () => {
  const archive: Archive = {
    async *search() {
      for (let at = 0; at < 100_000; at += 5_000) {
        yield {
          events: manyEvents(5_000, at),
          problems: [],
          asked: anAsked({ received: at }, { state: "complete" }),
        };
      }
    },
  };
  const { page } = await searching("last:7d", aPanel({ archive }));
  while ((await page.call("answer", {})).state === "running") await settle();
  const { total, rows } = await page.call("rows", { sort: byTime, start: 99_800, count: 200 });
  expect([total, rows.length, rows.at(-1)?.id]).toEqual([100_000, 200, "e99999"]);
  for (const column of ["actor", "region", "outcome"] as const) {
    const sorted = await page.call("rows", {
      sort: { column, descending: false },
      start: 50_000,
      count: 200,
    });
    expect(sorted.rows).toHaveLength(200);
  }
  const spanMs = 100_000 * 1_000;
  const fromMs = Date.UTC(2026, 10, 20) - spanMs;
  const timeline = await page.call("timeline", { ...ask, fromMs, toMs: fromMs + spanMs + 1_000, bins: 500 });
  expect(timeline.total).toBe(100_000);
  expect(await page.call("indexOf", { id: "e777", sort: byTime })).toBe(777);
});

test("credentials that expire in mid-search keep what arrived and offer to sign in, which searches again", async () => {
  const parts = await searching();
  await parts.archive.send(manyEvents(50));
  await parts.archive.fail(
    new Failure("aws/expired-credentials", "The session of prod has expired. Sign in again."),
  );
  const answer = await parts.page.call("answer", {});
  expect(answer).toMatchObject({ state: "failed", shown: 50 });
  expect(answer.problems).toEqual([
    {
      code: "aws/expired-credentials",
      message: "The session of prod has expired. Sign in again.",
      action: { kind: "sign-in", account: "111122223333" },
      actionLabel: "Sign In",
    },
  ]);
  const action = answer.problems[0]?.action ?? { kind: "show-log" };
  await parts.page.call("act", { action });
  expect(parts.archive.searches).toHaveLength(1);
  parts.directory.signedIn.add("111122223333");
  await parts.page.call("act", { action });
  await settle();
  expect(parts.window.acts).toEqual([action, action]);
  expect(parts.archive.searches).toHaveLength(2);
});

test("without any account the sample account is the next step", async () => {
  const failure = new Failure("aws/no-credentials", "There is no AWS account to search.");
  const archive: Archive = {
    // eslint-disable-next-line require-yield -- it fails before it has anything
    async *search() {
      throw failure;
    },
  };
  const { page } = await searching("last:7d", aPanel({ accounts: [], archive }));
  const { state: end, problems } = await page.call("answer", {});
  expect([end, problems[0]?.action]).toEqual(["failed", { kind: "explore-sample" }]);
});

test("trying again searches for what was searched last", async () => {
  const { page, archive, window } = await searching("user:alice last:7d");
  await archive.fail(new Failure("aws/network", "No connection."));
  await page.call("act", { action: { kind: "retry" } });
  await settle();
  expect(archive.searches.map(({ query }) => query.filters[0]?.value)).toEqual(["alice", "alice"]);
  expect(window.acts).toEqual([]);
});

test("closing the panel in mid-search reaches the archive and says nothing to a page that is gone", async () => {
  const { panel, wire, archive, clock, log } = await searching();
  await archive.send(manyEvents(1));
  wire.isClosed = true;
  panel.dispose();
  await clock.advance(1_000);
  expect(archive.searches.map(({ signal, ended }) => [signal.aborted, ended])).toEqual([[true, true]]);
  expect(log.lines).toEqual([]);
});

test("a page that sends garbage is answered as far as it asked something, and the search goes on", async () => {
  const { page, wire, archive, log } = await searching();
  for (const garbage of [undefined, null, 1, "x", [], {}, { kind: "call" }, { kind: "cancel", id: {} }])
    wire.receive(garbage);
  for (const arg of [null, 7, "text", [], { text: {} }, { text: "x".repeat(1_000_000) }]) {
    await expect(page.call("search", arg as never)).rejects.toMatchObject({ code: "panel/bad-request" });
  }
  await expect(page.call("exec" as never, {} as never)).rejects.toMatchObject({ code: "panel/bad-request" });
  await archive.send(manyEvents(2));
  expect(await page.call("answer", {})).toMatchObject({ state: "running", shown: 2 });
  expect(log.lines).toEqual([]);
});

test("an event that is not among the results any more is named as gone", async () => {
  const { page } = await searching();
  for (const gone of [
    page.call("detail", { id: "x" }),
    page.call("openRaw", { id: "x" }),
    page.call("copy", { ids: ["x"], as: "id" }),
  ]) {
    await expect(gone).rejects.toMatchObject({ code: "event/gone" });
  }
});

test("accounts that change are told to the page", async () => {
  const { directory, heard } = await searching();
  const before = heard.filter((what) => what === "accounts").length;
  directory.change([anAccount({ name: "renamed" })]);
  await settle();
  expect(heard.filter((what) => what === "accounts")).toHaveLength(before + 1);
});

test("the title follows the query and stays short", async () => {
  const { window } = await searching("user:alice event:Put* last:7d");
  expect(window.title).toBe("CloudTrail: user:alice event:Put*");
  const long = await searching(`resource:${"x".repeat(500)} last:7d`);
  expect(long.window.title.length).toBeLessThan(60);
});

test("a saved search keeps the whole line under the name that was given", async () => {
  const { page, window, saved } = aPanel();
  window.name = "deletions";
  await page.call("saveSearch", { text: "event:Delete* last:7d" });
  expect(window.offeredNames).toEqual(["event:Delete*"]);
  expect(saved.list()).toMatchObject([{ name: "deletions", text: "event:Delete* last:7d" }]);
});

test("saving is called off by closing the box", async () => {
  const { page, saved } = aPanel();
  await page.call("saveSearch", { text: "last:7d" });
  expect(saved.list()).toEqual([]);
});

test("another panel opens with the line it was asked for", async () => {
  const { page, window } = aPanel();
  await page.call("openPanel", { text: "user:alice   last:7d" });
  expect(window.opened).toEqual(["user:alice last:7d"]);
});

test("an event without anything but a name is a row and a detail like any other", async () => {
  const { page, archive } = await searching();
  await archive.send([
    anEvent({
      id: "bare",
      userIdentity: undefined,
      sourceAddress: "",
      userAgent: "",
      raw: { eventName: "X" },
    }),
  ]);
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 1 });
  expect(rows[0]?.actor).not.toBe("");
  const detail = await page.call("detail", { id: "bare" });
  expect(detail.sentence).not.toBe("");
});
