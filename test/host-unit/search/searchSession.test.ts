import { expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { english } from "../../../src/core/base/translate.js";
import type { Archive } from "../../../src/core/search/archive.js";
import type { Query } from "../../../src/core/search/query.js";
import { SearchSession } from "../../../src/host/search/searchSession.js";
import { toShownFailure } from "../../../src/host/search/shownFailure.js";
import { anAsked, anEvent, FakeArchive, FakeClock, FakeLog, manyEvents, settle } from "./fakes.js";

const query: Query = {
  range: { kind: "last", ms: 1_000 },
  accounts: [],
  regions: [],
  filters: [],
  words: [],
};

function aSession(open?: () => Promise<Archive>): {
  session: SearchSession;
  archive: FakeArchive;
  clock: FakeClock;
  log: FakeLog;
  heard: () => number;
} {
  const archive = new FakeArchive();
  const clock = new FakeClock();
  const log = new FakeLog();
  let changes = 0;
  const session = new SearchSession({
    archive: open ?? (async () => archive),
    clock,
    onChanged: () => changes++,
    explain: (error) => toShownFailure(error, english, log),
    onUnreadable: (reason) => log.debug(reason),
  });
  return { session, archive, clock, log, heard: () => changes };
}

async function started(parts = aSession()): Promise<ReturnType<typeof aSession>> {
  parts.session.start("last:1s", query);
  await settle();
  return parts;
}

test("events are there as soon as their batch arrived, long before the end", async () => {
  const { session, archive } = await started();
  await archive.send(manyEvents(3));
  expect([session.run?.state, session.results.size]).toEqual(["running", 3]);
  await archive.send(manyEvents(2, 3));
  await archive.end();
  expect([session.run?.state, session.results.size]).toEqual(["done", 5]);
});

test("the page hears at once that a search began and then at most every 100 ms", async () => {
  const { archive, clock, heard } = await started();
  expect(heard()).toBe(1);
  for (let batch = 0; batch < 50; batch++) await archive.send(manyEvents(1, batch));
  expect(heard()).toBe(1);
  await clock.advance(100);
  expect(heard()).toBe(2);
});

test("the page hears of the end even when it comes right after something else", async () => {
  const { session, archive, clock, heard } = await started();
  await archive.end();
  await clock.advance(100);
  expect([session.run?.state, heard()]).toEqual(["done", 2]);
  await clock.advance(1_000);
  expect(heard()).toBe(2);
});

test("stopping keeps what arrived and stops the archive", async () => {
  const { session, archive, clock } = await started();
  await archive.send(manyEvents(3));
  await clock.advance(400);
  session.stop();
  await clock.advance(5_000);
  expect(session.results.size).toBe(3);
  expect(session.run?.state).toBe("stopped");
  expect(session.run?.elapsedMs(clock.now())).toBe(400);
  expect(session.run?.asked?.scopes.map(({ state }) => state)).toEqual(["stopped"]);
  expect(archive.searches.map(({ signal, ended }) => [signal.aborted, ended])).toEqual([[true, true]]);
});

test("a new search stops the one before and lets its results go", async () => {
  const { session, archive } = await started();
  await archive.send(manyEvents(3));
  const before = session.revision;
  session.start("last:2s", query);
  await settle();
  expect(archive.searches.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  expect(session.results.size).toBe(0);
  expect(session.revision).toBeGreaterThan(before);
  await archive.send(manyEvents(1));
  expect(session.results.size).toBe(1);
});

test("a revision number never comes back with other rows", async () => {
  const { session, archive } = await started();
  const seen = new Set<number>();
  for (let search = 0; search < 4; search++) {
    await archive.send(manyEvents(1 + search));
    expect(seen.has(session.revision)).toBe(false);
    seen.add(session.revision);
    session.start("last:1s", query);
    await settle();
    expect(seen.has(session.revision)).toBe(false);
    seen.add(session.revision);
  }
});

test("a batch of the search before that comes late is dropped", async () => {
  let sendLate: () => void = () => undefined;
  const slow: Archive = {
    async *search(asked) {
      if (asked.words.length > 0) return;
      await new Promise<void>((resolve) => (sendLate = resolve));
      yield { events: manyEvents(9), problems: [], asked: anAsked() };
    },
  };
  const { session } = await started(aSession(async () => slow));
  session.start("again", { ...query, words: ["again"] });
  await settle();
  sendLate();
  await settle();
  expect([session.results.size, session.run?.state]).toEqual([0, "done"]);
});

test("disposal in mid-search reaches the archive, and nothing is told afterwards", async () => {
  const { session, archive, clock, heard } = await started();
  await archive.send(manyEvents(3));
  const before = heard();
  session.dispose();
  await clock.advance(1_000);
  expect(archive.searches.map(({ signal, ended }) => [signal.aborted, ended])).toEqual([[true, true]]);
  expect([heard(), session.results.size]).toEqual([before, 0]);
  session.start("last:1s", query);
  await settle();
  expect(archive.searches).toHaveLength(1);
});

test("disposal while the connection is still being made asks the archive nothing", async () => {
  const archive = new FakeArchive();
  let connect: () => void = () => undefined;
  const { session } = await started(
    aSession(() => new Promise((resolve) => (connect = () => resolve(archive)))),
  );
  session.dispose();
  connect();
  await settle();
  expect(archive.searches).toEqual([]);
});

test("a search that cannot begin has failed with the reason", async () => {
  const failure = new Failure("aws/no-credentials", "No profile was found. Add one to the config file.");
  const { session, log } = await started(aSession(() => Promise.reject(failure)));
  expect(session.run?.state).toBe("failed");
  expect(session.run?.failure).toMatchObject({ code: "aws/no-credentials", message: failure.message });
  expect(log.lines).toEqual([]);
});

test("credentials that expire in mid-search end it with the reason and keep what arrived", async () => {
  const { session, archive } = await started();
  await archive.send(manyEvents(50));
  await archive.fail(new Failure("aws/expired-credentials", "Sign in again.", { profile: "prod" }));
  expect([session.run?.state, session.run?.failure?.code, session.results.size]).toEqual([
    "failed",
    "aws/expired-credentials",
    50,
  ]);
});

test("a search none of whose Regions could be read has failed, one that read any is done", async () => {
  const failed = {
    state: "failed",
    failure: { code: "aws/network", message: "No connection.", detail: {} },
  } as const;
  const all = await started();
  await all.archive.send([], anAsked({}, failed, failed));
  await all.archive.end();
  expect(all.session.run?.state).toBe("failed");

  const some = await started();
  await some.archive.send([], anAsked({}, failed, { state: "complete" }));
  await some.archive.end();
  expect(some.session.run?.state).toBe("done");
});

test("trouble nobody expected fails the search with words for people and the stack in the log", async () => {
  const { session, archive, log } = await started();
  await archive.fail(new TypeError("x is not a function"));
  expect(session.run?.failure).toMatchObject({ code: "bug" });
  expect(session.run?.failure?.message).not.toContain("x is not a function");
  expect(log.lines.join()).toMatch(/error TypeError: x is not a function\n\s+at/);
});

test("records that cannot be read are noted and the rest is shown", async () => {
  const { session, archive, log } = await started();
  await archive.send(manyEvents(1), anAsked({ unreadable: 1 }), [
    { reason: "The record is a text.", index: 7 },
  ]);
  expect([session.results.size, log.lines]).toEqual([1, ["debug The record is a text."]]);
});

test("an event that comes twice is one row", async () => {
  const { session, archive } = await started();
  await archive.send([anEvent({ id: "a" })]);
  await archive.send([anEvent({ id: "a" }), anEvent({ id: "b" })]);
  expect(session.results.size).toBe(2);
});
