import type { Clock } from "../../../src/core/base/clock.js";
import type { Log } from "../../../src/core/base/log.js";
import type { CloudTrailEvent, RecordProblem } from "../../../src/core/events/event.js";
import type { Archive, Batch } from "../../../src/core/search/archive.js";
import type { Asked, AskedScope } from "../../../src/core/search/asked.js";
import type { Query } from "../../../src/core/search/query.js";
import { readRecord } from "../../../src/core/events/reader/record.js";

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 20, 12);
  readonly #sleepers = new Set<{ wakeMs: number; wake: () => void }>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { wakeMs: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(new DOMException("aborted", "AbortError"));
      });
    });
  }

  /** Moves time and lets everything that was due run. */
  async advance(ms: number): Promise<void> {
    this.#now += ms;
    for (const sleeper of [...this.#sleepers]) {
      if (sleeper.wakeMs > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
    await settle();
  }
}

/** Lets promises that can settle do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Keeps what was logged. */
export class FakeLog implements Log {
  readonly lines: string[] = [];
  readonly trace = this.#keep("trace");
  readonly debug = this.#keep("debug");
  readonly info = this.#keep("info");
  readonly warn = this.#keep("warn");
  readonly error = this.#keep("error");

  #keep(level: string): (message: string) => void {
    return (message) => {
      this.lines.push(`${level} ${message}`);
    };
  }
}

/** An event made from a few fields; the rest is an ordinary read by a user. */
export function anEvent(fields: Partial<CloudTrailEvent> = {}): CloudTrailEvent {
  return { ...eventOf({}), ...fields };
}

/** The event read from a record with these fields, as it would come out of event history. */
export function eventOf(record: Record<string, unknown>): CloudTrailEvent {
  const read = readRecord({ ...plainRecord, ...record }, 0);
  if ("problem" in read) throw new Error(read.problem.reason);
  return read.event;
}

/** A record as S3 writes it, without anything that matters to a test. */
export const plainRecord: Readonly<Record<string, unknown>> = {
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLE",
    arn: "arn:aws:iam::111122223333:user/alice",
    accountId: "111122223333",
    accessKeyId: "AKIAEXAMPLE",
    userName: "alice",
  },
  eventTime: "2026-11-20T11:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetBucketPolicy",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.7",
  userAgent: "aws-cli/2.30.0",
  requestParameters: { bucketName: "logs-prod" },
  responseElements: null,
  requestID: "REQ1",
  eventID: "00000000-0000-4000-8000-000000000001",
  readOnly: true,
  recipientAccountId: "111122223333",
};

/** `count` events of one story, newest first, with ids `e0`, `e1`… */
export const manyEvents = (count: number, from = 0): readonly CloudTrailEvent[] =>
  Array.from({ length: count }, (_, at) =>
    anEvent({ id: `e${from + at}`, timeMs: Date.UTC(2026, 10, 20) - (from + at) * 1_000 }),
  );

/** What was asked of one Region, half read. */
export const anAsked = (fields: Partial<Asked> = {}, ...scopes: Partial<AskedScope>[]): Asked => ({
  fromMs: 0,
  toMs: 2_000,
  scopes: (scopes.length === 0 ? [{}] : scopes).map((scope) => ({
    account: "111122223333",
    accountId: "111122223333",
    region: "eu-west-1",
    attribute: undefined,
    pages: 1,
    cachedPages: 0,
    reachedMs: 1_000,
    state: "running",
    ...scope,
  })),
  filteredHere: [],
  received: 0,
  duplicates: 0,
  unreadable: 0,
  ...fields,
});

/** An archive whose batches a test hands out one by one; it notes what it was asked and whether it was called off. */
export class FakeArchive implements Archive {
  readonly searches: { query: Query; signal: AbortSignal; ended: boolean }[] = [];
  #waiting: ((step: Step) => void) | undefined;
  readonly #steps: Step[] = [];

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch> {
    const search = { query, signal, ended: false };
    this.searches.push(search);
    try {
      for (;;) {
        const step = await this.#next(signal);
        if (step.end) return;
        if (step.error) throw step.error;
        if (step.batch) yield step.batch;
      }
    } finally {
      search.ended = true;
    }
  }

  async send(
    events: readonly CloudTrailEvent[],
    asked: Asked = anAsked(),
    problems: readonly RecordProblem[] = [],
  ): Promise<void> {
    await this.#put({ batch: { events, asked, problems } });
  }

  async end(): Promise<void> {
    await this.#put({ end: true });
  }

  async fail(error: Error): Promise<void> {
    await this.#put({ error });
  }

  async #put(step: Step): Promise<void> {
    const take = this.#waiting;
    this.#waiting = undefined;
    if (take) take(step);
    else this.#steps.push(step);
    await settle();
  }

  #next(signal: AbortSignal): Promise<Step> {
    const ready = this.#steps.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(new DOMException("aborted", "AbortError"));
      this.#waiting = (step) => {
        signal.removeEventListener("abort", stop);
        resolve(step);
      };
      signal.addEventListener("abort", stop);
    });
  }
}

interface Step {
  readonly batch?: Batch;
  readonly end?: boolean;
  readonly error?: Error;
}
