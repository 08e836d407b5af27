import { describe, expect, test } from "vitest";
import { Failure } from "../../../../src/core/base/failure.js";
import type { HistoryArchive, LookupAnswer } from "../../../../src/core/iac/history/historyAnswer.js";
import type { HistorySubject } from "../../../../src/core/iac/history/historySubject.js";
import { LensQueue } from "../../../../src/core/iac/history/lensQueue.js";
import type { LookupRow } from "../../../../src/core/search/lookup.js";
import { FakeClock } from "../../base/fakeClock.js";
import { aRow } from "../../search/builders.js";
import { aScope, FakeHistory } from "../../search/fakes.js";
import { anEntry, aSubject, dayMs, hourMs, MemoryCache, nowMs } from "./builders.js";

const bucketRow = (name: string, fields: Parameters<typeof aRow>[0] = {}): LookupRow =>
  aRow({
    timeMs: nowMs - 2 * dayMs,
    resources: [{ type: "AWS::S3::Bucket", name }],
    record: { requestParameters: { bucketName: name } },
    ...fields,
  });

const bucket = (name: string): HistorySubject => aSubject({ names: [name] });

interface Bench {
  readonly queue: LensQueue;
  readonly history: FakeHistory;
  readonly clock: FakeClock;
  readonly cache: MemoryCache;
  readonly bugs: unknown[];
  readonly asked: () => readonly string[];
}

function aBench(rows: readonly LookupRow[], answerMs = 400): Bench {
  const history = new FakeHistory({ "eu-west-1": rows, "us-east-1": rows });
  const clock = new FakeClock(nowMs);
  const cache = new MemoryCache();
  const bugs: unknown[] = [];
  history.before = (_request, _count, signal) => clock.sleep(answerMs, signal);
  const queue = new LensQueue({ pages: history, cache, clock, onBug: (error) => bugs.push(error) });
  const asked = (): readonly string[] => history.requests.map(({ attribute }) => attribute?.value ?? "");
  return { queue, history, clock, cache, bugs, asked };
}

/** Lets everything run that needs no further push from outside. */
const settle = async (rounds = 60): Promise<void> => {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve));
};

describe("LensQueue", () => {
  test("answers each resource in sight with its own changes, uppermost first", async () => {
    const { queue, asked, bugs } = aBench([bucketRow("a"), bucketRow("b"), bucketRow("b")]);
    queue.show([bucket("b"), bucket("a"), bucket("c")]);
    await settle();
    expect(asked()).toEqual(["b", "a", "c"]);
    const counts = ["a", "b", "c"].map((name) => queue.historyOf(bucket(name)).changes.length);
    expect(counts).toEqual([1, 2, 0]);
    expect(queue.historyOf(bucket("c")).state).toBe("complete");
    expect(bugs).toEqual([]);
  });

  test("asks no more than two a second of one account and Region, and Regions side by side", async () => {
    const { queue, history, clock } = aBench([]);
    const at: { region: string; ms: number }[] = [];
    history.before = ({ scope }) => void at.push({ region: scope.region, ms: clock.now() - nowMs });
    const there = (name: string): HistorySubject => ({
      ...bucket(name),
      key: `us ${name}`,
      scope: aScope("us-east-1"),
    });
    queue.show([bucket("a"), bucket("b"), bucket("c"), there("a"), there("b")]);
    await settle();
    const of = (region: string) => at.filter((one) => one.region === region).map(({ ms }) => ms);
    expect(of("eu-west-1")).toEqual([0, 510, 1020]);
    expect(of("us-east-1")).toEqual([0, 510]);
  });

  test("never asks for what left the sight before its turn", async () => {
    const { queue, asked, history, clock } = aBench([]);
    history.before = (_request, count) => {
      if (count === 1) queue.show([bucket("z")]);
      return clock.sleep(400);
    };
    queue.show([bucket("a"), bucket("b"), bucket("c")]);
    await settle();
    expect(asked()).toEqual(["a", "z"]);
  });

  test("asks the first names of all that is in sight before second names", async () => {
    const { queue, asked } = aBench([]);
    const twice = (name: string): HistorySubject => aSubject({ names: [name, `${name}-arn`] });
    queue.show([twice("a"), twice("b")]);
    await settle();
    expect(asked()).toEqual(["a", "b", "a-arn", "b-arn"]);
  });

  test("asks once what resources share", async () => {
    const { queue, asked } = aBench([bucketRow("a")]);
    queue.show([bucket("a"), { ...bucket("a"), key: "the same elsewhere" }]);
    await settle();
    expect(asked()).toEqual(["a"]);
  });

  test("answers from the cache without a request while it is fresh", async () => {
    const first = aBench([bucketRow("a")]);
    first.queue.show([bucket("a")]);
    await settle();
    const second = aBench([]);
    for (const [key, answer] of first.cache.answers) second.cache.answers.set(key, answer);
    second.queue.show([bucket("a")]);
    await settle();
    expect(second.asked()).toEqual([]);
    expect(second.queue.historyOf(bucket("a")).changes).toHaveLength(1);
  });

  test("asks only for the stretch since when the answer has aged, and keeps what it knew", async () => {
    const { queue, history, clock, cache } = aBench([bucketRow("a")]);
    queue.show([bucket("a")]);
    await settle();
    clock.advance(2 * hourMs);
    queue.show([bucket("a")]);
    await settle();
    const [whole, since] = history.requests;
    expect(whole && (whole.toMs - whole.fromMs) / dayMs).toBeCloseTo(90, 1);
    expect(since && since.toMs - since.fromMs).toBeLessThan(2 * hourMs + 21 * 60_000);
    expect(queue.historyOf(bucket("a")).changes).toHaveLength(1);
    const [answer] = [...cache.answers.values()];
    expect(answer && (answer.window.toMs - answer.window.fromMs) / dayMs).toBeCloseTo(90, 1);
  });

  test("keeps neither records nor key ids in the cache", async () => {
    const { queue, cache } = aBench([bucketRow("a")]);
    queue.show([bucket("a")]);
    await settle();
    const kept = JSON.stringify([...cache.answers.values()]);
    expect(kept).toContain("PutBucketPolicy");
    expect(kept).not.toMatch(/AKIA|203\.0\.113\.7|requestParameters/);
  });

  test("falls back to the calls of the service where names brought nothing, and finds the resource in them", async () => {
    const group: HistorySubject = aSubject({
      names: ["/aws/lambda/orders"],
      type: "AWS::Logs::LogGroup",
      indexing: "never",
      eventNames: ["PutRetentionPolicy", "DeleteLogGroup"],
    });
    const rows = ["/aws/lambda/orders", "/aws/lambda/other"].map((logGroupName) =>
      aRow({
        timeMs: nowMs - dayMs,
        name: "PutRetentionPolicy",
        source: "logs.amazonaws.com",
        record: { requestParameters: { logGroupName, retentionInDays: 7 } },
      }),
    );
    const { queue, history } = aBench(rows);
    queue.show([group, { ...group, key: "other", names: ["/aws/lambda/other"] }]);
    await settle();
    expect(history.requests.map(({ attribute }) => attribute)).toEqual([
      { key: "EventName", value: "PutRetentionPolicy" },
      { key: "EventName", value: "DeleteLogGroup" },
    ]);
    expect(queue.historyOf(group).changes).toHaveLength(1);
  });

  test("leaves an account and Region alone for five minutes after the service throttled", async () => {
    const { queue, history, clock, asked } = aBench([]);
    history.before = () => {
      throw new Failure("aws/throttled", "CloudTrail asks for a pause.");
    };
    queue.show([bucket("a"), bucket("b"), bucket("c")]);
    await settle();
    expect(asked()).toEqual(["a"]);
    expect(queue.troubleOf(aScope("eu-west-1"))?.untilMs).toBe(nowMs + 300_000);
    const { state, failure } = queue.historyOf(bucket("c"));
    expect([state, failure?.code]).toEqual(["failed", "aws/throttled"]);
    history.before = () => undefined;
    clock.advance(299_000);
    queue.show([bucket("b")]);
    await settle();
    expect(asked()).toEqual(["a"]);
    clock.advance(2_000);
    queue.show([bucket("b")]);
    await settle();
    expect(asked()).toEqual(["a", "b"]);
    expect(queue.historyOf(bucket("b")).state).toBe("complete");
  });

  test("tells a failure and keeps what it knew before", async () => {
    const { queue, history } = aBench([bucketRow("a")]);
    queue.show([bucket("a")]);
    await settle();
    history.before = () => {
      throw new Failure("aws/expired-credentials", "Sign in again.");
    };
    queue.refresh(bucket("a"));
    await settle();
    const { state, failure, changes } = queue.historyOf(bucket("a"));
    expect([state, failure?.message, changes.length]).toEqual(["failed", "Sign in again.", 1]);
  });

  test("looks behind a page of mere reads, and says how far when there are more", async () => {
    const reads = Array.from({ length: 400 }, (_, at) =>
      bucketRow("a", { name: "GetBucketPolicy", timeMs: nowMs - (at + 1) * 60_000 }),
    );
    const { queue, history } = aBench(reads);
    queue.show([bucket("a")]);
    await settle();
    const { changes, asked } = queue.historyOf(bucket("a"));
    expect([history.requests.length, changes.length, asked.isCut]).toEqual([3, 0, true]);
    expect(asked.window?.fromMs).toBe(nowMs - 150 * 60_000);
  });

  test("lets loaded archives answer first", async () => {
    const { queue, asked } = aBench([]);
    const archive: HistoryArchive = {
      name: "logs of October",
      find: async () => ({
        entries: [anEntry({ resources: [{ id: "a", type: "AWS::S3::Bucket", isSubject: true }] })],
        window: { fromMs: nowMs - 400 * dayMs, toMs: nowMs - dayMs },
      }),
    };
    queue.useArchives([archive]);
    queue.show([bucket("a")]);
    await settle(1);
    expect(asked()).toEqual(["a"]);
    const before = queue.historyOf(bucket("a"));
    expect([before.state, before.changes.length, before.asked.archives]).toEqual([
      "partial",
      1,
      ["logs of October"],
    ]);
    await settle();
    expect(queue.historyOf(bucket("a")).state).toBe("complete");
  });

  test("tells which subjects changed, and nothing after it was disposed", async () => {
    const { queue, clock, history } = aBench([bucketRow("a")]);
    const changed: string[] = [];
    queue.changed.on((keys) => changed.push(...keys));
    queue.show([bucket("a"), bucket("b")]);
    await settle();
    expect(changed).toEqual(["a", "b"]);
    queue.dispose();
    clock.advance(3 * dayMs);
    queue.show([bucket("a")]);
    await settle();
    expect(history.requests).toHaveLength(2);
  });

  test("asks the service when the cache cannot be read", async () => {
    const { clock, history } = aBench([bucketRow("a")]);
    const cache = {
      read: async (): Promise<LookupAnswer | undefined> => {
        throw new Failure("cache/unreadable", "The cache is broken.");
      },
      write: async (): Promise<void> => undefined,
    };
    const queue = new LensQueue({ pages: history, cache, clock, onBug: () => expect.unreachable() });
    queue.show([bucket("a")]);
    await settle();
    expect(queue.historyOf(bucket("a")).changes).toHaveLength(1);
  });
});
