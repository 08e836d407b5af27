import { expect, test } from "vitest";
import { FileLookupStore } from "../../../src/aws/lookupStore.js";
import type { Clock } from "../../../src/core/base/clock.js";
import { silentLog } from "../../../src/core/base/log.js";
import { english } from "../../../src/core/base/translate.js";
import { EventHistory } from "../../../src/core/search/eventHistory.js";
import { systemClock } from "../../../src/host/clock.js";
import { exampleSearches } from "../../../src/host/search/exampleSearches.js";
import type { SampleOptions, SampleServer } from "../../../src/sample/server.js";
import type { Answer } from "../../../src/shared/searchPanel.js";
import { connected, sample, temporaryDirectory } from "../../aws/support.js";
import { FakeClock } from "../../core/base/fakeClock.js";
import { aPanel, type PanelParts } from "./aPanel.js";

/** Everything but the editor as it is: the page's calls, the search, the AWS SDK, HTTP, and the sample account behind it. */
interface Whole extends PanelParts {
  readonly server: SampleServer;
  /** Searches and waits for the end. */
  readonly search: (text: string) => Promise<Answer>;
  readonly anotherPanel: () => PanelParts;
}

const byTime = { column: "time", descending: true } as const;

/** Without a clock nobody ever waits. */
async function whole(options: Partial<SampleOptions> = {}, realClock?: Clock): Promise<Whole> {
  const server = await sample(options);
  const clock = realClock ?? new FakeClock(Date.now());
  const aws = await connected(server, { clock, ...(realClock ? {} : { requestGapMs: 0 }) });
  const store = new FileLookupStore(await temporaryDirectory(), 100_000_000, silentLog);
  const archive = new EventHistory({ pages: aws.lookup, scopes: aws.resolver, store, clock });
  const services = async () => ({ archive, directory: aws.directory });
  const parts = aPanel({ services });
  await parts.page.call("open", { state: undefined });
  const search = (text: string): Promise<Answer> => searched(parts, text);
  return { ...parts, server, search, anotherPanel: () => aPanel({ services }) };
}

async function searched({ page }: Pick<PanelParts, "page">, text: string): Promise<Answer> {
  await page.call("search", { text });
  return ended({ page });
}

async function ended({ page }: Pick<PanelParts, "page">): Promise<Answer> {
  for (;;) {
    const answer = await page.call("answer", {});
    if (answer.state !== "running") return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const lookups = (server: SampleServer): number =>
  server.requests.all.filter(({ operation }) => operation === "LookupEvents").length;

test("asking who stopped logging finds who did, with what they did next", async () => {
  const { page, search } = await whole();
  const answer = await search("who stopped logging last:90d account:acme-prod");
  expect(answer).toMatchObject({ state: "done", problems: [] });
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 50 });
  const stop = rows.find(({ eventName }) => eventName === "StopLogging");
  expect(stop).toMatchObject({ service: "cloudtrail", outcome: "changed", accountId: "111122223333" });
  expect(stop?.marks).toContain("logging-weakening");
  const detail = await page.call("detail", { id: stop?.id ?? "" });
  expect(detail.sentence).toContain(stop?.actor);
  expect(detail.sentence).toMatch(/stop/i);
  expect(detail.request).toHaveProperty("name");
  expect(detail.related.every(({ here, text }) => here >= 1 && text.includes("account:"))).toBe(true);
});

test("every example reads as a query and finds something in the sample account", async () => {
  const { page, search } = await whole();
  for (const { text } of exampleSearches(english)) {
    expect((await page.call("parse", { text })).problems).toEqual([]);
    const answer = await search(text);
    expect(answer).toMatchObject({ state: "done", problems: [] });
    expect([text, answer.shown]).not.toEqual([text, 0]);
  }
});

test("credentials that expire in mid-search keep what arrived and say how to go on", async () => {
  const { server, search, page } = await whole();
  server.faults.add({ kind: "expired", operation: "LookupEvents", region: "eu-west-1", after: 3 });
  const answer = await search("last:30d region:eu-west-1 account:acme-prod");
  expect(answer.shown).toBeGreaterThan(0);
  expect(answer.problems).toHaveLength(1);
  expect(answer.problems[0]).toMatchObject({ code: "aws/expired-credentials" });
  expect(answer.problems[0]?.actionLabel).not.toBeUndefined();
  const { total } = await page.call("rows", { sort: byTime, start: 0, count: 1 });
  expect(total).toBe(answer.shown);
});

test("a Region that answers with malformed pages is named, and the others are shown", async () => {
  const { server, search } = await whole();
  server.faults.add({ kind: "malformed", operation: "LookupEvents", region: "us-east-1" });
  const answer = await search("last:7d region:eu-west-1,us-east-1 account:acme-prod");
  expect(answer.shown).toBeGreaterThan(0);
  expect(answer.problems.map(({ message }) => message).join()).toContain("us-east-1");
  const states = answer.asked?.scopes.map(({ region, state }) => [region, state]);
  expect(states).toEqual([
    ["eu-west-1", "complete"],
    ["us-east-1", "failed"],
  ]);
});

test("a call that is denied in every Region is one problem that names the permission", async () => {
  const { server, search } = await whole();
  server.faults.add({ kind: "denied", operation: "LookupEvents" });
  const answer = await search("last:7d region:eu-west-1,us-east-1 account:acme-prod");
  expect(answer).toMatchObject({ state: "failed", shown: 0 });
  expect(answer.problems).toHaveLength(1);
  expect(answer.problems[0]?.message).toContain("cloudtrail:LookupEvents");
});

test("events without userIdentity and with a field of 256 kB are shown with the rest", async () => {
  const { server, page, search } = await whole();
  const eventTime = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, "");
  const base = { eventTime, eventSource: "s3.amazonaws.com", eventVersion: "1.11", awsRegion: "eu-west-1" };
  server.setEvents("111122223333", "eu-west-1", [
    { ...base, eventID: "00000000-0000-4000-8000-00000000000a", eventName: "PutBucketPolicy" },
    {
      ...base,
      eventID: "00000000-0000-4000-8000-00000000000b",
      eventName: "PutBucketAcl",
      requestParameters: { acl: "<b>".repeat(90_000) },
    },
  ]);
  const answer = await search("last:1d region:eu-west-1 account:acme-prod");
  expect(answer).toMatchObject({ state: "done", shown: 2 });
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 10 });
  for (const { id, actor } of rows) {
    expect(actor).not.toBe("");
    expect((await page.call("detail", { id })).sentence).not.toBe("");
  }
});

test("stopping a search stops its requests and keeps what came", async () => {
  const { server, page } = await whole();
  server.faults.add({ kind: "slow", delayMs: 50, operation: "LookupEvents" });
  await page.call("search", { text: "last:90d account:acme-prod" });
  while ((await page.call("answer", {})).shown === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await page.call("stop", {});
  const stopped = await ended({ page });
  expect(stopped.state).toBe("stopped");
  expect(stopped.shown).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const after = lookups(server);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(lookups(server)).toBe(after);
});

test("closing the panel in mid-search stops its requests", async () => {
  const { server, page, panel } = await whole();
  server.faults.add({ kind: "slow", delayMs: 50, operation: "LookupEvents" });
  await page.call("search", { text: "last:90d account:acme-prod" });
  while (lookups(server) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  panel.dispose();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const after = lookups(server);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(lookups(server)).toBe(after);
});

test("a second panel takes from the cache what the first has read", async () => {
  const { server, search, anotherPanel } = await whole();
  const range = "from:2020-01-01 to:" + new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const first = await search(`event:StopLogging ${range} account:acme-prod`);
  const asked = lookups(server);
  const second = await searched(anotherPanel(), `event:StopLogging ${range} account:acme-prod`);
  expect([second.state, second.shown]).toEqual([first.state, first.shown]);
  expect(second.shown).toBeGreaterThan(0);
  expect(lookups(server)).toBe(asked);
});

test("two panels at once stay together within the rate the service allows", async () => {
  const { server, page, anotherPanel } = await whole(
    { throttle: { lookupPerSecond: 2, otherPerSecond: Infinity } },
    systemClock,
  );
  const text = "event:StopLogging last:90d region:us-east-1 account:acme-prod";
  const answers = await Promise.all([searched({ page }, text), searched(anotherPanel(), text)]);
  for (const answer of answers) expect(answer).toMatchObject({ state: "done", problems: [] });
  expect(lookups(server)).toBeGreaterThan(1);
  expect(server.requests.all.filter(({ error }) => error === "ThrottlingException")).toEqual([]);
});
